"""One SPARQL query in a process of its own, so that it can be stopped: run by ``exports.sparql``, not imported.

Standard input: one JSON line with ``query``, ``prefixes``, ``seconds`` and ``limit`` (bytes of answer), then the
graph as N-Triples. Standard output: the answer as SPARQL-JSON, or as N-Triples for CONSTRUCT and DESCRIBE; before it
a line that names the form. Exit codes: those of ``Exit``; what went wrong is on standard error.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from enum import IntEnum
from typing import IO, BinaryIO, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store


class Exit(IntEnum):
    """How the process ended."""

    ANSWERED = 0
    SYNTAX = 10
    TIME = 11
    SIZE = 12
    FAILED = 13


class Bounded(io.RawIOBase):
    """Passes bytes on; an OSError once there were more than ``limit``."""

    def __init__(self, target: BinaryIO, limit: int) -> None:
        super().__init__()
        self.target, self.left = target, limit

    def writable(self) -> bool:
        """Yes: that is all it is."""
        return True

    def write(self, octets: object, /) -> int:
        """Write all of ``octets``."""
        piece = bytes(octets)  # type: ignore[call-overload]
        self.left -= len(piece)
        if self.left < 0:
            raise OSError("the answer is too large")
        self.target.write(piece)
        return len(piece)


def main() -> int:
    """Read, load, ask, write."""
    order = json.loads(sys.stdin.buffer.readline())
    store = Store()
    store.bulk_load(sys.stdin.buffer, RdfFormat.N_TRIPLES)
    _close_the_door()
    clock = threading.Timer(order["seconds"], os._exit, [Exit.TIME])
    clock.daemon = True
    clock.start()
    sink = Bounded(sys.stdout.buffer, order["limit"])
    try:
        _write(store.query(order["query"], prefixes=order["prefixes"]), sink)
        sys.stdout.buffer.flush()
    except SyntaxError as error:
        return _failed(Exit.SYNTAX, error)
    except (OSError, RuntimeError, ValueError) as error:
        return _failed(Exit.SIZE if sink.left < 0 else Exit.FAILED, error)
    return Exit.ANSWERED


def _write(results: QuerySolutions | QueryBoolean | QueryTriples, sink: Bounded) -> None:
    output = cast("IO[bytes]", sink)
    if isinstance(results, QueryTriples):
        sink.write(b"triples\n")
        results.serialize(output, RdfFormat.N_TRIPLES)
    else:
        sink.write(b"boolean\n" if isinstance(results, QueryBoolean) else b"solutions\n")
        results.serialize(output, QueryResultsFormat.JSON)


def _failed(code: Exit, error: Exception) -> int:
    sys.stderr.write(str(error))
    return code


def _close_the_door() -> None:
    """Let this process open nothing more, so that no query reaches the network, whatever it is written like."""
    try:
        import resource
    except ImportError:  # Windows: only the check of the query's words stands there
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # without what others run at exit: it could open no file, and would say so among our words
