"""Real triple stores on loopback, each started for the tests in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

CONFIGURATION = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
"""


@dataclass
class Running:
    """A store that answers at ``address``; ``user`` may write to it, with the password of that name."""

    name: str
    address: str
    store: str
    """Where the Graph Store protocol is spoken, after the address; ``update`` and ``query`` likewise."""
    update: str
    query: str
    user: str | None
    process: subprocess.Popen[bytes]

    def ask(self, sparql: str, *, graph: str = "") -> list[dict[str, dict[str, str]]]:
        """The rows of a SELECT; ``graph`` stands for the default graph of the query."""
        form = {"query": sparql} | ({"default-graph-uri": graph} if graph else {})
        headers = {"Accept": "application/sparql-results+json"}
        answer = httpx.post(f"{self.address}{self.query}", data=form, headers=headers, timeout=60)
        assert answer.is_success, answer.text[:500]
        rows: list[dict[str, dict[str, str]]] = answer.json()["results"]["bindings"]
        return rows

    def count(self, graph: str) -> int:
        """How many triples a named graph holds."""
        return int(self.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0]["n"]["value"])


@contextmanager
def virtuoso_running(folder: Path) -> Iterator[Running]:
    """A Virtuoso with user and password dba."""
    program = _program("virtuoso-t", "Debian: virtuoso-opensource-7-bin")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(folder=folder, sql=sql, http=http), encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    address = f"http://127.0.0.1:{http}"
    with _process(command, folder, f"{address}/sparql") as process:
        yield Running("virtuoso", address, "/sparql-graph-crud-auth", "/sparql-auth", "/sparql", "dba", process)


@contextmanager
def oxigraph_running(folder: Path, *, port: int | None = None) -> Iterator[Running]:
    """An Oxigraph server to which anybody may write; what ``folder`` holds from before is there again."""
    program = _program("oxigraph", "pip install oxigraph")
    port = port or free_ports(1)[0]
    address = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _process(command, folder, f"{address}/query?query=ASK%7B%7D") as process:
        yield Running("oxigraph", address, "/store", "/update", "/query", None, process)


def free_ports(number: int) -> list[int]:
    """Ports of loopback that nobody listens to."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [listening.getsockname()[1] for listening in sockets]
    for listening in sockets:
        listening.close()
    return ports


def _program(name: str, install: str) -> str:
    beside = Path(sys.executable).with_name(name)
    program = str(beside) if beside.is_file() else shutil.which(name)
    if program is not None:
        return program
    absent = f"{name} is not installed ({install})"
    if os.environ.get("PAPERKG_REQUIRE_TOOLS") == "1":
        pytest.fail(absent)
    pytest.skip(absent)


@contextmanager
def _process(command: list[str], folder: Path, answers_at: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_it_answers(answers_at, process, folder / "output")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(address, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"{process.args}: did not start: {output.read_text(errors='replace')[-1000:]}")
