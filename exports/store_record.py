"""What is known of a kept store: of which graph it is, where its files are, and whether they are as they were."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

FORMAT = 1
"""Raised when the record changes."""

_NO_DATA = frozenset({"LOCK", "LOG"})
"""Files of RocksDB that hold nothing of the graph and change when a store is opened."""


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """``writer`` is of the program that made the store, ``content`` a digest of the graph's file, and ``stamp`` a quick
    sign that the file is still that one.

    ``folder`` is the name of the store's folder beside the record, ``sizes`` and ``digests`` are by name of file in it.
    """

    writer: str
    content: str
    stamp: tuple[int, ...]
    folder: str
    triples: int
    sizes: Mapping[str, int]
    digests: Mapping[str, str]


def stamp_of(path: Path) -> tuple[int, ...]:
    """Size, time of change and place on the disk of a file: another one where the file was replaced."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


@cache
def writer() -> str:
    """A digest of this package, whose every change may change the RDF, and of the store's own version."""
    parts = sorted((part.name, part.read_bytes()) for part in files("exports").iterdir() if part.name.endswith(".py"))
    return sha256(repr((version("pyoxigraph"), parts)).encode()).hexdigest()


def digest_of(path: Path) -> str:
    """Of the content of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_record(path: Path, record: StoreRecord) -> None:
    """Write aside, then replace."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    aside.write_text(json.dumps({"format": FORMAT, **asdict(record)}, sort_keys=True, indent=1), encoding="utf-8")
    aside.replace(path)


def read_record(path: Path) -> StoreRecord | None:
    """The record; None where there is none, or none that this version wrote."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held.pop("format") != FORMAT:
            return None
        return StoreRecord(**{**held, "stamp": tuple(held["stamp"])})
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def sizes_of(store: Path) -> dict[str, int]:
    """The size of each file of a store that holds data."""
    return {file.name: file.stat().st_size for file in _data_files(store)}


def digests_of(store: Path) -> dict[str, str]:
    """The digest of each file of a store that holds data: as long as the store is large."""
    return {file.name: digest_of(file) for file in _data_files(store)}


def _data_files(store: Path) -> Iterator[Path]:
    return (file for file in sorted(store.iterdir()) if not file.name.startswith(tuple(_NO_DATA)))
