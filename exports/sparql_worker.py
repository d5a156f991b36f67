"""One SPARQL query in a process of its own, so that it can be stopped: run by ``exports.query_process``.

Standard input: one JSON line with ``query``, ``prefixes``, ``seconds``, ``limit`` (bytes of answer), ``memory`` (bytes
beyond what is held when the query begins) and ``store``; where ``store``, the folder of a store, is null, the graph
follows as N-Triples. Standard output: the answer as SPARQL-JSON, or as N-Triples for CONSTRUCT and DESCRIBE; before
it a line that names the form. Exit codes: those of ``Exit``; what went wrong is on standard error.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import IO, BinaryIO, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store


class Exit(IntEnum):
    """How the process ended."""

    ANSWERED = 0
    SYNTAX = 10
    TIME = 11
    SIZE = 12
    FAILED = 13
    UNOPENED = 14


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


PRELOADED = 16
"""Table files that RocksDB opens with a store (kInitialLoadLimit, version_builder.cc); others when it reads them."""

_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET, linux/sched.h."""


def main() -> int:
    """Read, open or fill, ask, write."""
    order = json.loads(sys.stdin.buffer.readline())
    opens_more = order["store"] is not None and len(list(Path(order["store"]).glob("*.sst"))) > PRELOADED
    if opens_more:
        _leave_the_network()
    try:
        store = _store(order["store"])
    except (OSError, RuntimeError) as error:
        return _failed(Exit.UNOPENED, error)
    _bound_memory(order["memory"])
    if not opens_more:
        _open_nothing_more()
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


def _store(folder: str | None) -> Store:
    """The kept store, or one in memory that is filled from standard input."""
    if folder is not None:
        return Store.read_only(folder)
    store = Store()
    store.bulk_load(sys.stdin.buffer, RdfFormat.N_TRIPLES)
    return store


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


def _open_nothing_more() -> None:
    """Let this process open no file and no connection, so that no query reaches the network, whatever it is like."""
    try:
        import resource
    except ImportError:  # Windows: only the check of the query's words stands there
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _leave_the_network() -> None:
    """The same for a store that must open files as it goes: give this process a network of its own, with nobody in it.

    Where the system has no such thing, or refuses, the check of the query's words stands alone.
    """
    import ctypes

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).unshare(_NEW_USER_AND_NETWORK)


def _bound_memory(memory: int) -> None:
    """Let this process take no more than so many bytes: a sort of all pairs would else take all that there are."""
    try:
        import resource
    except ImportError:
        return
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + memory
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # without what others run at exit: it could open no file, and would say so among our words
