"""The tables of a folder, opened at once and read when a question needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
from numpy.typing import NDArray

from extractors.errors import GraphError
from kg.tables.arrays import rows_array
from kg.tables.files import KeptFile
from kg.tables.manifest import FILE, Manifest, read_manifest, remedy
from kg.tables.schema import APART, KEPT, SCHEMAS

_NUMBERED = {"evidence": ["paper", "rule"], "facts": ["predicate"], "nodes": ["kind"]}
"""The columns that stay numbered, each different value once, as they are in the file."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenTables:
    """The tables of one graph, which go on being that graph's when the folder gets another.

    Files that turn out damaged are a GraphError where they are read.
    """

    folder: Path
    manifest: Manifest
    _files: Mapping[str, KeptFile]

    @classmethod
    def of(cls, folder: Path) -> OpenTables:
        """Open all; a GraphError when the folder has no graph, or one that is damaged or of another version."""
        for last in (False, False, True):  # a writer may put another graph in its place in the meantime
            manifest = read_manifest(folder)
            try:
                files = {name: _opened(folder, name, manifest) for name in KEPT}
                _check_rows(folder, manifest)
                return cls(folder, manifest, files)
            except FileNotFoundError as error:
                if last:
                    raise _damaged(folder, folder, f"no file {error.filename}") from error
            except (OSError, pa.ArrowException) as error:
                raise _damaged(folder, folder, error) from error
        raise AssertionError("the last round returns or raises")

    @property
    def about(self) -> Mapping[str, str | int]:
        """How the graph was made."""
        return self.manifest.about

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Where what the tables hold is put to use: what cannot be is a GraphError."""
        try:
            yield
        except (OSError, pa.ArrowException, ValueError, LookupError, TypeError, AttributeError) as error:
            raise _damaged(self.folder, self.folder, error) from error

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self.manifest.tables[name].rows

    def whole(self, name: str, *columns: str) -> Any:
        """These columns of a table, or all, as a ``pyarrow.Table``; kept once they are read."""
        wanted = list(columns or SCHEMAS[name].names)
        found: dict[str, Any] = {}
        for file, some in _by_file(name, wanted).items():
            with self._opening(file):
                found.update(self._files[file].whole(some))
        return pa.table({column: found[column] for column in wanted})

    def file_as(self, name: str, schema: Any) -> Any:
        """A table whole, with the columns of a schema, which may be more than questions read."""
        found: dict[str, Any] = {}
        for file, some in _by_file(name, schema.names).items():
            if file not in self.manifest.tables:
                raise _damaged(self.folder, self.folder / FILE, f"no table {file}")
            path = self.folder / self.manifest.tables[file].file
            read = pq.read_table(path, columns=some, memory_map=True, pre_buffer=False)
            found.update(zip(some, read.select(some).columns, strict=True))
        return pa.table({column: found[column] for column in schema.names}).cast(schema)

    def take(self, name: str, rows: NDArray[np.int64], *columns: str) -> Any:
        """These rows of a table, in this order, reading no more of it than the groups they are in."""
        if not len(rows):
            return SCHEMAS[name].empty_table().select(list(columns))
        if len(rows) > 1 and np.any(np.diff(rows) < 0):
            order = np.argsort(rows, kind="stable")
            back = np.empty_like(order)
            back[order] = np.arange(len(order))
            return self.take(name, rows[order], *columns).take(rows_array(back))
        found: dict[str, Any] = {}
        for file, some in _by_file(name, columns).items():
            with self._opening(file):
                taken = self._files[file].take(rows, some)
            found.update(zip(some, taken.columns, strict=True))
        return pa.table({column: found[column] for column in columns})

    def rows_with(self, name: str, column: str, value: str) -> Any:
        """The rows of a table that is sorted by this column, in which it has this value."""
        with self._opening(name):
            found = self._files[name].with_value(column, value)
        return pa.concat_tables(found) if found else SCHEMAS[name].empty_table()

    @contextmanager
    def _opening(self, name: str) -> Iterator[None]:
        try:
            yield
        except (OSError, pa.ArrowException, ValueError) as error:
            raise _damaged(self.folder, self._files[name].path, error) from error


def _by_file(name: str, columns: Sequence[str]) -> dict[str, list[str]]:
    """In which files these columns of a table are."""
    apart = APART.get(name, {})
    files: dict[str, list[str]] = {}
    for column in columns:
        files.setdefault(apart.get(column, name), []).append(column)
    return files


def _opened(folder: Path, name: str, manifest: Manifest) -> KeptFile:
    if name not in manifest.tables:
        raise _damaged(folder, folder / FILE, f"no table {name}")
    known = manifest.tables[name]
    path = folder / known.file
    size = path.stat().st_size
    if size != known.bytes:
        raise _damaged(folder, path, f"{size} bytes long instead of {known.bytes}")
    return KeptFile(path, [column.name for column in KEPT[name]], _NUMBERED.get(name, ()))


def _check_rows(folder: Path, manifest: Manifest) -> None:
    """What is kept apart from a table has as many rows."""
    for name, columns in APART.items():
        for file in columns.values():
            if manifest.tables[file].rows != manifest.tables[name].rows:
                raise _damaged(folder, folder / FILE, f"{file} and {name} differ in rows")


def _damaged(folder: Path, path: Path, reason: object) -> GraphError:
    return GraphError(f"{path}: damaged ({' '.join(str(reason).split())}); {remedy(folder)}")
