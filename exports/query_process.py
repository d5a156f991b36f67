"""Runs a SPARQL query in a process of its own: pyoxigraph cannot be interrupted, a process can.

That process reaches no network, whatever the query is written like; its time, its memory and its answer are bounded.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from exports.answer_reading import read_answer
from exports.answers import Answer
from exports.iris import prefixes
from exports.query_text import syntax_message
from exports.sparql_worker import Exit
from extractors.errors import QueryError

LARGEST = 64 * 1024 * 1024
"""Bytes of answer, as the store writes it, after which a query is stopped."""

MEMORY = 4 * 1024**3
"""Bytes that a query may take beyond the store itself."""

GRACE = 60.0
"""Seconds for opening the store and for writing the answer, after which the process is ended from outside."""


class SuspectError(QueryError):
    """The store could not be opened, or the query failed as queries do in a damaged store."""


def ask_store(folder: Path, sparql: str, *, seconds: float) -> Answer:
    """The answer of the store kept in ``folder``; a SuspectError where the fault may be the store's."""
    return _asked(sparql, seconds, str(folder.absolute()), (), GRACE)


def ask_triples(ntriples: Iterable[bytes], sparql: str, *, seconds: float) -> Answer:
    """The answer over these N-Triples, in a store that lives for this one query."""
    return _asked(sparql, seconds, None, ntriples, None)


# -P: the folder of the script must not hide modules of the standard library that bear the same names.
_COMMAND = [sys.executable, "-P", str(Path(__file__).with_name("sparql_worker.py"))]


_OUT_OF_MEMORY = ("memory allocation", "bad_alloc", "MemoryError")
"""How Rust, C++ and Python say so."""


def _asked(sparql: str, seconds: float, store: str | None, ntriples: Iterable[bytes], grace: float | None) -> Answer:
    order = {
        "query": sparql,
        "prefixes": prefixes(),
        "seconds": seconds,
        "limit": LARGEST,
        "memory": MEMORY,
        "store": store,
    }
    with tempfile.TemporaryFile() as intake:
        intake.write(json.dumps(order).encode() + b"\n")
        intake.writelines(ntriples)
        intake.seek(0)
        code, written, said = _run(intake.fileno(), None if grace is None else seconds + grace)
    if code != Exit.ANSWERED:
        _fail(code, said, sparql, seconds)
    return read_answer(written)


def _run(intake: int, limit: float | None) -> tuple[int, bytes, str]:
    try:
        ended = subprocess.run(
            _COMMAND, stdin=intake, capture_output=True, env=_environment(), check=False, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return Exit.TIME, b"", ""
    return ended.returncode, ended.stdout, ended.stderr.decode(errors="replace")


def _environment() -> dict[str, str]:
    """Ours; without the long report that a Rust program writes when memory ends."""
    path = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
    return os.environ | {"PYTHONPATH": path, "RUST_BACKTRACE": "0"}


def _fail(code: int, said: str, sparql: str, seconds: float) -> None:
    if code == Exit.SYNTAX:
        raise QueryError(syntax_message(said, sparql))
    if code == Exit.TIME:
        raise QueryError(f"SPARQL: no answer within {seconds:g} seconds; narrow the query or allow more time")
    if code == Exit.SIZE:
        raise QueryError(f"SPARQL: the answer is larger than {LARGEST // 1024**2} MB; add a LIMIT")
    if any(word in said for word in _OUT_OF_MEMORY):
        raise SuspectError(f"SPARQL: the query needs more than {MEMORY / 1024**3:g} GB of memory; narrow it")
    if code < 0:
        raise SuspectError(
            f"SPARQL: the query ended its process ({signal.Signals(-code).name}), as one nested too deep does"
        )
    raise SuspectError(f"SPARQL: the query failed: {' '.join(said.split())[-300:] or f'exit code {code}'}")
