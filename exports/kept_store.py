"""An Oxigraph store kept beside a graph: filled once, read by many processes, filled anew when the graph is another.

In the folder ``sparql`` beside the graph's file: ``store.json``, the record, which names the folder of the store that
holds; and a lock file, for one process fills at a time and the others wait for it. A store is filled aside, and holds
from the moment its record is replaced. RocksDB's files do not change after that: each query opens them read-only.
"""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeAlias, cast

from pyoxigraph import RdfFormat, Store

from exports.chunk_reader import ChunkReader
from exports.folder_lock import locked
from exports.store_record import (
    StoreRecord,
    digest_of,
    digests_of,
    read_record,
    sizes_of,
    stamp_of,
    write_record,
    writer,
)
from extractors.errors import OutputError

FOLDER = "sparql"
RECORD = "store.json"
PATIENCE = 900.0
"""Seconds to wait for another process that fills the same store."""

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

Fill: TypeAlias = Callable[[], Iterable[bytes]]
"""Gives the graph as N-Triples, read when it is called."""
Progress: TypeAlias = Callable[[int], None]
"""Told how many triples were handed to the store so far."""


def open_place(graph_file: Path, fill: Fill, *, progress: Progress | None = None) -> Path | None:
    """The folder of the store of this graph, filled first where there is none or one of another graph.

    None where the graph's folder may not be written to; an OutputError where that fails for another reason.
    """
    place = graph_file.parent / FOLDER
    current = _current(place, graph_file)
    if current is not None:
        return current
    try:
        place.mkdir(exist_ok=True)
        with locked(place / "lock", patience=PATIENCE):
            return _current(place, graph_file) or _filled(place, graph_file, fill, progress)
    except TimeoutError as error:
        waited = f"another process has been filling the store for {PATIENCE:g} seconds"
        raise OutputError(f"{place}: {waited}; wait for it, or end it") from error
    except (OSError, RuntimeError) as error:
        if getattr(error, "errno", None) in _FORBIDDEN:
            return None
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())
        raise OutputError(f"{place}: the store cannot be written: {reason}; make room, or clear the way") from error


def is_current(graph_file: Path) -> bool:
    """Whether a store of this very graph is there."""
    return _current(graph_file.parent / FOLDER, graph_file) is not None


def discard_unless_whole(graph_file: Path, store: Path) -> bool:
    """Whether ``store`` is not what was filled, or another one took its place: then there is reason to open anew."""
    place = graph_file.parent / FOLDER
    record = read_record(place / RECORD)
    if record is None or record.folder != store.name:
        return True
    with suppress(OSError):
        if digests_of(store) == record.digests:
            return False
    with suppress(OSError):
        (place / RECORD).unlink(missing_ok=True)
    return True


def _current(place: Path, graph_file: Path) -> Path | None:
    record = read_record(place / RECORD)
    if record is None or record.writer != writer() or not _whole(place / record.folder, record):
        return None
    if record.stamp != stamp_of(graph_file) and not _renewed(place, record, graph_file):
        return None
    return place / record.folder


def _whole(store: Path, record: StoreRecord) -> bool:
    try:
        return sizes_of(store) == record.sizes
    except OSError:
        return False


def _renewed(place: Path, record: StoreRecord, graph_file: Path) -> bool:
    """Whether it is the same graph in another file, as in a copy of the folder; then the record learns its stamp."""
    stamp = stamp_of(graph_file)
    if record.content != digest_of(graph_file):
        return False
    with suppress(OSError):  # a folder that is only read is no fault
        write_record(place / RECORD, replace(record, stamp=stamp))
    return True


def _filled(place: Path, graph_file: Path, fill: Fill, progress: Progress | None) -> Path:
    _sweep(place, "")
    stamp, content = stamp_of(graph_file), digest_of(graph_file)  # before the graph is read: at worst, filled again
    store = place / f"{content[:12]}-{secrets.token_hex(4)}"
    try:
        triples = _fill(store, ChunkReader(fill(), progress))
        record = StoreRecord(writer(), content, stamp, store.name, triples, sizes_of(store), digests_of(store))
        write_record(place / RECORD, record)
    except BaseException:
        shutil.rmtree(store, ignore_errors=True)
        raise
    _sweep(place, store.name)
    return store


def _fill(folder: Path, ntriples: ChunkReader) -> int:
    store = Store(str(folder))
    store.bulk_load(cast("IO[bytes]", ntriples), RdfFormat.N_TRIPLES)
    store.flush()
    return len(store)


def _sweep(place: Path, keep: str) -> None:
    """Remove what older stores and processes that died have left; only who holds the lock may."""
    record = read_record(place / RECORD)
    kept = {keep, record.folder if record else ""}
    for folder in place.iterdir():
        if folder.is_dir() and folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
