"""Loading into a triple store: a real Virtuoso, and small servers that refuse, stall and die."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from conftest import HOSTILE
from pyoxigraph import RdfFormat, Triple, parse

import exports.load
from exports.iris import BASE
from exports.load import GRAPH, Loaded, load
from exports.rdf import triples
from exports.store_auth import PASSWORD_VARIABLE, USER_VARIABLE
from extractors.errors import StoreError
from kg.graph import Graph

SECRET = "s3cret-w0rd"
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


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials and no proxy from the machine that runs the tests."""
    for name in (USER_VARIABLE, PASSWORD_VARIABLE, "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))


def free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [listening.getsockname()[1] for listening in sockets]
    for listening in sockets:
        listening.close()
    return ports


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso of its own, with user and password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        absent = "virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)"
        if os.environ.get("PAPERKG_REQUIRE_TOOLS") == "1":
            pytest.fail(absent)
        pytest.skip(absent)
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(folder=folder, sql=sql, http=http), encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{http}"
        wait_until_it_answers(f"{address}/sparql", server, folder / "output")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(address, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"Virtuoso did not start: {output.read_text(errors='replace')[-1000:]}")


def ask(virtuoso: str, sparql: str) -> list[dict[str, dict[str, str]]]:
    answer = httpx.get(
        f"{virtuoso}/sparql", params={"query": sparql, "format": "application/sparql-results+json"}, timeout=30
    )
    rows: list[dict[str, dict[str, str]]] = answer.raise_for_status().json()["results"]["bindings"]
    return rows


def count(virtuoso: str, graph: str) -> int:
    return int(ask(virtuoso, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0]["n"]["value"])


def test_virtuoso_holds_every_triple_afterwards(virtuoso: str, small_graph: Graph) -> None:
    number = len(list(triples(small_graph)))
    loaded = load(small_graph, f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="dba")
    assert loaded == Loaded(number, GRAPH)
    assert count(virtuoso, GRAPH) == number


def test_many_chunks_to_virtuoso_add_up_and_a_second_run_changes_nothing(
    virtuoso: str, small_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports.load, "CHUNK", 50)
    place, seen = "http://example.org/chunks", list[tuple[int, int]]()
    for _ in range(2):
        load(
            small_graph,
            f"{virtuoso}/sparql-graph-crud-auth",
            graph_iri=place,
            user="dba",
            password="dba",
            progress=lambda sent, total: seen.append((sent, total)),
        )
        number = len(list(triples(small_graph)))
        assert count(virtuoso, place) == number
    assert seen[: len(seen) // 2] == seen[len(seen) // 2 :]
    assert seen[0] == (50, number)
    assert seen[-1] == (number, number)


def test_replacing_removes_what_was_there_and_adding_keeps_it(virtuoso: str, small_graph: Graph) -> None:
    place, url = "http://example.org/modes", f"{virtuoso}/sparql-graph-crud-auth"
    small, number = Graph.from_facts([], []), len(list(triples(small_graph)))
    options = {"graph_iri": place, "user": "dba", "password": "dba"}
    load(small_graph, url, **options)  # type: ignore[arg-type]
    load(small, url, replace=False, **options)  # type: ignore[arg-type]
    assert count(virtuoso, place) >= number
    load(small, url, **options)  # type: ignore[arg-type]
    assert count(virtuoso, place) == len(list(triples(small)))


def test_virtuoso_gives_hostile_text_back_as_it_was(virtuoso: str, small_graph: Graph) -> None:
    load(small_graph, f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="dba")
    asked = f"SELECT ?t {{ GRAPH <{GRAPH}> {{ <{BASE}paper/t-hostile> <http://purl.org/dc/terms/title> ?t }} }}"
    assert [row["t"]["value"] for row in ask(virtuoso, asked)] == [HOSTILE]


def test_virtuoso_refuses_a_wrong_password_in_one_line_that_hides_it(virtuoso: str, small_graph: Graph) -> None:
    with pytest.raises(StoreError, match="refused the user or the password") as caught:
        load(small_graph, f"{virtuoso}/sparql-graph-crud-auth", user="dba", password=SECRET)
    assert_plain(caught.value)


def test_virtuoso_says_why_it_forbids(virtuoso: str, small_graph: Graph) -> None:
    with pytest.raises(StoreError, match=r"answered 403 Forbidden: .*Permission denied") as caught:
        load(small_graph, f"{virtuoso}/sparql-graph-crud")
    assert_plain(caught.value)


@dataclass
class Store:
    """A Graph Store in memory; ``answers`` puts a status in place of its own, by number of the request."""

    asks: str = ""
    answers: Mapping[int, int] = field(default_factory=dict)
    graphs: dict[str, set[Triple]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and Authorization header of each."""
    address: str = ""


@contextmanager
def serving(store: Store) -> Iterator[Store]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            store.requests.append((self.command, self.headers.get("Authorization", "")))
            code = store.answers.get(len(store.requests))
            if code == 0:  # die without a word
                self.close_connection = True
                return
            if code is None and store.asks and "Authorization" not in self.headers:
                code = 401
            if code is None:
                place = parse_qs(urlsplit(self.path).query)["graph"][0]
                held = store.graphs.setdefault(place, set())
                if self.command == "PUT":
                    held.clear()
                held.update(quad.triple for quad in parse(body, format=RdfFormat.TURTLE))
            self.reply(code or 204)

        do_POST = do_PUT  # noqa: N815

        def reply(self, code: int) -> None:
            text = b"" if code == 204 else b"<html><h1>No,\r\n <b>never</b> &amp; not now</h1></html>"
            self.send_response(code)
            if code == 401:
                self.send_header("WWW-Authenticate", store.asks)
            if code == 307:
                self.send_header("Location", "http://example.org/elsewhere")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        store.address = f"http://127.0.0.1:{server.server_port}/data"
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()


def assert_plain(error: StoreError) -> None:
    assert SECRET not in str(error)
    assert "\n" not in str(error)


def test_an_open_store_is_put_to_first_and_posted_to_then(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.load, "CHUNK", 100)
    with serving(Store()) as store:
        loaded = load(small_graph, store.address, graph_iri="http://example.org/g")
    assert [method for method, _ in store.requests] == ["PUT", *["POST"] * ((loaded.triples - 1) // 100)]
    assert store.graphs == {"http://example.org/g": set(triples(small_graph))}
    assert loaded.triples == len(store.graphs["http://example.org/g"])


def test_the_query_of_an_address_is_kept(small_graph: Graph) -> None:
    with serving(Store()) as store:
        load(small_graph, store.address + "?graph-store=1&graph=http://x.example/", graph_iri="http://example.org/g")
    assert set(store.graphs) == {"http://example.org/g"}


def test_basic_authentication_is_used_where_asked_for_and_not_before(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store"')) as store:
        load(small_graph, store.address, user="me", password=SECRET)
    token = base64.b64encode(f"me:{SECRET}".encode()).decode()
    assert [header for _, header in store.requests] == ["", f"Basic {token}"]


def test_digest_is_preferred_to_basic(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store", Digest realm="store", nonce="n", qop="auth"')) as store:
        load(small_graph, store.address, user="me", password=SECRET)
    assert [header.split(" ")[0] for _, header in store.requests] == ["", "Digest"]


@pytest.mark.parametrize("source", ["url", "environment", "netrc"])
def test_credentials_come_from_url_environment_or_netrc(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    with serving(Store(asks='Basic realm="store"')) as store:
        address = store.address
        if source == "url":
            address = address.replace("http://", "http://me:pass%20word@")
        elif source == "environment":
            monkeypatch.setenv(USER_VARIABLE, "me")
            monkeypatch.setenv(PASSWORD_VARIABLE, "pass word")
        else:
            (tmp_path / "netrc").write_text('machine 127.0.0.1 login me password "pass word"\n', encoding="utf-8")
            (tmp_path / "netrc").chmod(0o600)
            monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        load(small_graph, address)
    assert store.requests[-1][1] == "Basic " + base64.b64encode(b"me:pass word").decode()


def test_a_faulty_netrc_is_told_without_quoting_it(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1\nlogin me passwort {SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with pytest.raises(StoreError, match=r"netrc, line \d+: not in the netrc format") as caught:
        load(small_graph, "http://127.0.0.1:9/")
    assert_plain(caught.value)


def test_a_store_that_asks_for_a_user_says_how_to_give_one(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store"')) as store, pytest.raises(StoreError, match="set PAPERKG_STORE_USER"):
        load(small_graph, store.address)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (500, "answered 500 .*: No, never & not now$"),
        (404, "answered 404 .*; give its Graph Store address"),
        (307, "has moved to http://example.org/elsewhere; give that address"),
    ],
)
def test_a_refusal_is_one_line(small_graph: Graph, code: int, said: str) -> None:
    with serving(Store(answers={1: code})) as store, pytest.raises(StoreError, match=said) as caught:
        load(small_graph, store.address.replace("http://", f"http://me:{SECRET}@"))
    assert_plain(caught.value)


@pytest.mark.parametrize("code", [0, 503])
def test_a_store_that_dies_midway_is_told_and_a_second_run_completes(
    small_graph: Graph, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(exports.load, "CHUNK", 100)
    dying = Store(answers={3: code})
    with serving(dying) as store:
        with pytest.raises(StoreError, match="after 200 triples; run again to complete") as caught:
            load(small_graph, store.address)
        load(small_graph, store.address)
    assert_plain(caught.value)
    assert store.graphs[GRAPH] == set(triples(small_graph))


def test_a_dead_server_is_told_without_the_password(small_graph: Graph) -> None:
    (port,) = free_ports(1)
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        load(small_graph, f"http://me:{SECRET}@127.0.0.1:{port}/data")
    assert_plain(caught.value)


def test_a_silent_server_is_given_up(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.load, "PATIENCE", httpx.Timeout(0.3))
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(StoreError, match="did not answer in time"),
    ):
        load(small_graph, f"http://127.0.0.1:{server.getsockname()[1]}/data")


@pytest.mark.parametrize("url", [f"dba:{SECRET}@localhost:8890", f"http://me:{SECRET}/x", "ftp://x/", "", "http://"])
def test_what_is_no_address_of_a_store_is_refused(small_graph: Graph, url: str) -> None:
    with pytest.raises(StoreError, match="give http://HOST:PORT/PATH") as caught:
        load(small_graph, url)
    assert_plain(caught.value)


def test_a_graph_must_be_named_by_an_iri(small_graph: Graph) -> None:
    with pytest.raises(StoreError, match="give an absolute IRI"):
        load(small_graph, "http://127.0.0.1:9/", graph_iri="my graph")


def test_a_sparql_endpoint_is_told_from_a_graph_store(
    virtuoso: str, small_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports.load, "SHORT_PATIENCE", httpx.Timeout(1.0))
    for replace in (True, False):
        with pytest.raises(StoreError, match=r"SPARQL endpoint: give .*/sparql-graph-crud-auth \(Virtuoso\)") as caught:
            load(small_graph, f"{virtuoso}/sparql", user="dba", password="dba", replace=replace)
        assert_plain(caught.value)


def test_a_user_without_any_password_hears_where_it_would_be_looked_for(virtuoso: str, small_graph: Graph) -> None:
    missing = r"no password is known: \$PAPERKG_STORE_PASSWORD \(or ~/\.netrc\) is not set"
    with pytest.raises(StoreError, match=f"refused the user 'dba'; {missing}"):
        load(small_graph, f"{virtuoso}/sparql-graph-crud-auth", user="dba")
    with pytest.raises(StoreError, match=f"answered 403 Forbidden: .*; {missing}"):
        load(small_graph, f"{virtuoso}/sparql-graph-crud")


def test_a_user_takes_the_password_that_netrc_has_for_that_user_alone(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text('machine 127.0.0.1 login me password "pass word"\n', encoding="utf-8")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with serving(Store(asks='Basic realm="store"')) as store:
        load(small_graph, store.address, user="me")
        load(small_graph, store.address, user="you")
    sent = [header for _, header in store.requests if header]
    assert sent == [f"Basic {base64.b64encode(who).decode()}" for who in (b"me:pass word", b"you:")]
