"""Text in numbered gzip files, none of which holds more than a store's loader likes to take at once."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from exports.lines import chunks

LARGEST = 200_000_000
"""Bytes of a part before it is packed."""


def write_parts(texts: Iterable[str], folder: Path, name: str, *, largest: int = LARGEST) -> list[Path]:
    """Write ``texts`` to ``name`` with its asterisk as 001, 002, …; at least one file, and which they are.

    A text is never cut in two. The same texts give the same bytes: the header has neither name nor time.
    """
    paths: list[Path] = []
    source = chunks(texts)
    chunk = next(source, b"")
    while chunk or not paths:
        paths.append(folder / name.replace("*", f"{len(paths) + 1:03}"))
        with _packed(paths[-1]) as file:
            size = 0
            while chunk and (not size or size + len(chunk) <= largest):
                size += file.write(chunk)
                chunk = next(source, b"")
    return paths


@contextmanager
def _packed(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed:
        yield cast("BinaryIO", packed)
