"""Tables to files: written aside, put in place under names made of their content, and then named by the manifest.

Replacing the manifest is the moment in which the graph changes. What an earlier manifest named, or a writer that was
killed has left, is removed after that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.errors import OutputError
from kg.tables.aside import aside_of, written_aside
from kg.tables.manifest import FILE, FOLDER, InputFile, Manifest, TableFile
from kg.tables.schema import APART, KEPT

_ROWS_TOGETHER: Mapping[str, int] = {
    "abstracts": 128,
    "sentences": 256,
    "readings": 2048,
    "papers": 4096,
    "evidence": 8192,
    "names": 8192,
    "merges": 8192,
}
"""How many rows a reader has to unpack to read one: few where questions read long rows here and there."""
_ELSE = 131_072

_QUICK, _SMALL = "lz4", "zstd"
_UNASKED: Mapping[str, frozenset[str]] = {
    "papers": frozenset({"id", "code.list.element", "ids.list.element"}),
    "facts": frozenset({"head", "tail", "first"}),
    "evidence": frozenset({"head", "predicate", "tail"}),
}
"""The columns that no question reads, and so may take longer to unpack; those of the working tables are none either."""

_ONCE: Mapping[str, tuple[str, ...]] = {
    "nodes": ("kind",),
    "papers": ("venue",),
    "concepts": ("kind",),
    "links": ("kind", "page_kind"),
    "results": ("unit",),
    "facts": ("head", "predicate", "tail"),
    "evidence": ("head", "predicate", "tail", "paper", "rule"),
    "merges": ("concept", "reason"),
}
"""The columns whose values come again and again, and are written once and numbered."""

_SEARCHED: Mapping[str, tuple[str, ...]] = {
    "names": ("name",),
    "merges": ("concept",),
    "papers": ("id",),
    "readings": ("paper",),
}
"""The columns by which rows are looked up: their least and greatest values are noted."""


class Replacing:
    """Writes the tables of another graph of a folder, as they are given, while more are being made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._placed: list[Path] = []
        self._pool = ThreadPoolExecutor(os.cpu_count())  # Arrow packs without the interpreter's lock
        self._files: dict[str, Future[TableFile]] = {}

    def put(self, name: str, table: Any) -> None:
        """Write a table, and the columns of it that are kept apart."""
        apart = APART.get(name, {})
        rest = table.drop_columns(list(apart)) if apart else table
        for file, some in ((name, rest), *((file, table.select([column])) for column, file in apart.items())):
            self._files[file] = self._pool.submit(_placed, self._folder, file, some, self._placed)

    def finish(self, about: Mapping[str, str | int], inputs: tuple[InputFile, ...]) -> None:
        """Make the tables that were given the graph of the folder."""
        with _unchanged(self._folder):
            kept = {name: file.result() for name, file in sorted(self._files.items())}
            _replace(self._folder, Manifest(dict(about), kept, inputs))
        self._placed.clear()
        _sweep(self._folder, {table.file for table in kept.values()})

    def end(self) -> None:
        """Write no more, and remove what was written for nothing."""
        self._pool.shutdown(cancel_futures=True)
        for path in self._placed:
            path.unlink(missing_ok=True)


@contextmanager
def replaced_files(folder: Path) -> Iterator[Replacing]:
    """What tables are given to that replace those of a folder; an OutputError leaves what was there as it was."""
    new = not (folder / FOLDER).is_dir()
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; choose a folder that can be written") from error
    try:
        with _alone(folder):
            replacing = Replacing(folder)
            try:
                yield replacing
            finally:
                replacing.end()
    finally:
        if new:
            with suppress(OSError):
                (folder / FOLDER).rmdir()


@contextmanager
def _unchanged(folder: Path) -> Iterator[None]:
    """Where a graph is written: what cannot be is an OutputError."""
    try:
        yield
    except (OSError, pa.ArrowException, UnicodeError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise OutputError(f"{folder / FILE}: {reason}; the graph that was there is unchanged") from error


def write_files(
    folder: Path, tables: Mapping[str, Any], about: Mapping[str, str | int], inputs: tuple[InputFile, ...]
) -> None:
    """Replace what is kept in a folder; an OutputError leaves what was there as it was."""
    with replaced_files(folder) as replacing:
        for name in sorted(tables):
            replacing.put(name, tables[name])
        replacing.finish(about, inputs)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other process write here; one that tries is refused, for it would write over the other's graph.

    Where the system has no such locks (Windows) nothing is held.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder / FOLDER, os.O_RDONLY)
    try:
        with _unchanged(folder):
            _lock(fcntl, held)
        yield
    finally:
        os.close(held)


def _lock(fcntl: Any, held: int) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OSError(error.errno, "another process is writing here") from error


def _placed(folder: Path, name: str, table: Any, placed: list[Path]) -> TableFile:
    """Write a table to the file that its content names, unless that is there; what is new is told in ``placed``."""
    aside = aside_of(folder / FOLDER, name)
    placed.append(aside)
    _write(aside, name, table)
    with aside.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        size = os.fstat(file.fileno()).st_size
    final = folder / FOLDER / f"{name}-{digest[:16]}.parquet"
    if final.is_file() and final.stat().st_size == size:
        aside.unlink()
    else:
        aside.chmod(0o644)
        aside.replace(final)
        placed.append(final)
    placed.remove(aside)
    return TableFile(f"{FOLDER}/{final.name}", table.num_rows, size)


def _write(path: Path, name: str, table: Any) -> None:
    """Write a table to a file, some rows at a time, whose columns may come in any pieces: the bytes are the same."""
    with pq.ParquetWriter(
        path,
        table.schema,
        compression=_packed(table.schema, name),
        use_dictionary=list(_ONCE.get(name, ())),
        write_statistics=list(_SEARCHED.get(name, ())),
        store_schema=False,
        write_page_index=False,
    ) as writer:
        for start in range(0, max(1, len(table)), _ELSE):
            some = table.slice(start, _ELSE).combine_chunks()
            writer.write_table(some, row_group_size=_ROWS_TOGETHER.get(name, _ELSE))


def _packed(schema: Any, name: str) -> str | dict[str, str]:
    """How each column is packed: so that it is quickly unpacked where a question may ask for it."""
    if name not in KEPT:
        return _SMALL
    paths = [f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name for field in schema]
    return {path: _SMALL if path in _UNASKED.get(name, ()) else _QUICK for path in paths}


def _replace(folder: Path, manifest: Manifest) -> None:
    with written_aside(folder / FILE) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())


def _sweep(folder: Path, named: set[str]) -> None:
    """Remove what no manifest names any more, and what a killed writer has left; what cannot be removed stays."""
    left = [path for path in (folder / FOLDER).iterdir() if f"{FOLDER}/{path.name}" not in named]
    for path in (*left, *folder.glob(".manifest-*.part")):
        with suppress(OSError):
            path.unlink()
