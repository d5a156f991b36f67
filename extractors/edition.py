"""Which edition of the code made what is kept: a digest of a package's code, tables and trained weights."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def edition(package: str = "extractors") -> str:
    """Twelve hexadecimal digits that change whenever a file of a package does.

    What an older edition read is read again rather than mixed with what this one reads.
    """
    digest = hashlib.sha256()
    for name, content in sorted(_sources(files(package), "")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, name) if entry.name != "__pycache__" else ()
        elif not entry.name.endswith(".pyc"):
            yield name, entry.read_bytes()
