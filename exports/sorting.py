"""Sorting more text than memory holds: sorted runs in temporary files, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

BUDGET = 64 * 1024**2
"""Characters held before a run is put aside."""

_END = "\0"
"""Between texts of a run; no text of RDF holds it."""


def sorted_texts(texts: Iterable[str], *, budget: int = BUDGET) -> Iterator[str]:
    """The texts by code point, which is their order as UTF-8 too; none may hold NUL.

    >>> list(sorted_texts(["b", "c", "a"], budget=2))
    ['a', 'b', 'c']
    """
    with ExitStack() as files:
        runs: list[IO[str]] = []
        held: list[str] = []
        size = 0
        for text in texts:
            held.append(text)
            size += len(text)
            if size >= budget:
                runs.append(files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="")))
                runs[-1].writelines(f"{text}{_END}" for text in sorted(held))
                held, size = [], 0
        held.sort()
        yield from heapq.merge(*map(_read, runs), held) if runs else held


def _read(run: IO[str]) -> Iterator[str]:
    run.seek(0)
    rest = ""
    while chunk := run.read(1 << 16):
        *whole, rest = (rest + chunk).split(_END)
        yield from whole
