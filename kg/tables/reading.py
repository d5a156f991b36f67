"""The tables of a folder, opened at once and read when a question needs them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
from numpy.typing import NDArray

from extractors.errors import GraphError
from kg.tables.arrays import rows_array
from kg.tables.manifest import FILE, Manifest, read_manifest
from kg.tables.schema import SCHEMAS

_KEPT = 1 << 28
"""How many bytes of single groups of rows are kept unpacked for each table, the last used."""
_AT_ONCE = 8
"""More groups than these are read at once, on as many processors as there are."""
_NUMBERED = {"evidence": ["paper", "sentence", "rule"], "facts": ["predicate"], "nodes": ["kind"]}
"""The columns that stay numbered, each different value once, as they are in the file."""


@dataclass(slots=True)
class _File:
    """A file of a table, and what of it was read."""

    path: Path
    source: Any
    parquet: Any = None
    columns: dict[str, Any] = field(default_factory=dict)
    groups: OrderedDict[tuple[int, str], Any] = field(default_factory=OrderedDict)
    held: int = 0
    starts: NDArray[np.int64] | None = None

    def use(self, key: tuple[int, str]) -> Any:
        """A column of a group of rows that is at hand."""
        self.groups.move_to_end(key)
        return self.groups[key]

    def keep(self, key: tuple[int, str], column: Any) -> None:
        """Have it at hand, and let go what was not used for longest if that is too much."""
        self.groups[key] = column
        self.held += column.nbytes
        while self.held > _KEPT:
            _, dropped = self.groups.popitem(last=False)
            self.held -= dropped.nbytes


@dataclass(frozen=True, slots=True, eq=False)
class OpenTables:
    """The tables of one graph, which go on being that graph's when the folder gets another.

    Files that turn out damaged are a GraphError where they are read.
    """

    folder: Path
    manifest: Manifest
    _files: Mapping[str, _File]

    @classmethod
    def of(cls, folder: Path) -> OpenTables:
        """Open all; a GraphError when the folder has no graph, or one that is damaged or of another version."""
        for last in (False, False, True):  # a writer may put another graph in its place in the meantime
            manifest = read_manifest(folder)
            try:
                return cls(folder, manifest, {name: _opened(folder, name, manifest) for name in SCHEMAS})
            except FileNotFoundError as error:
                if last:
                    raise _damaged(folder, f"no file {error.filename}") from error
            except (OSError, pa.ArrowException) as error:
                raise _damaged(folder, error) from error
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
            raise _damaged(self.folder, error) from error

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self.manifest.tables[name].rows

    def whole(self, name: str, *columns: str) -> Any:
        """These columns of a table, or all, as a ``pyarrow.Table``; kept once they are read."""
        file = self._files[name]
        wanted = list(columns or SCHEMAS[name].names)
        if missing := [column for column in wanted if column not in file.columns]:
            with self._opening(file):
                read = self._parquet(name).read(columns=missing, use_threads=True)
            file.columns.update(zip(missing, read.select(missing).columns, strict=True))
        return pa.table({column: file.columns[column] for column in wanted})

    def file_as(self, name: str, schema: Any) -> Any:
        """A table whole, with the columns of a schema, which may be more than questions read."""
        if name not in self.manifest.tables:
            raise _damaged(self.folder / FILE, f"no table {name}")
        path = self.folder / self.manifest.tables[name].file
        return pq.read_table(path, columns=schema.names, memory_map=True, pre_buffer=False).cast(schema)

    def take(self, name: str, rows: NDArray[np.int64], *columns: str) -> Any:
        """These rows of a table, in this order, reading no more of it than the groups they are in."""
        starts = self._starts(name)
        if len(rows) > 1 and np.any(np.diff(rows) < 0):
            order = np.argsort(rows, kind="stable")
            back = np.empty_like(order)
            back[order] = np.arange(len(order))
            return self.take(name, rows[order], *columns).take(rows_array(back))
        groups = np.searchsorted(starts, rows, side="right") - 1
        needed, firsts = np.unique(groups, return_index=True)
        read = self._groups(name, needed.tolist(), columns)
        parts = np.split(rows - starts[groups], firsts[1:])
        taken = [table.take(rows_array(part)) for table, part in zip(read, parts, strict=False)]
        return pa.concat_tables(taken) if taken else SCHEMAS[name].empty_table().select(list(columns))

    def rows_with(self, name: str, column: str, value: str) -> Any:
        """The rows of a table that is sorted by this column, in which it has this value."""
        found = []
        for group in self._groups_with(name, column, value):
            (table,) = self._groups(name, [group], SCHEMAS[name].names)
            values = _Values(table[column])
            start, end = bisect_left(values, value), bisect_right(values, value)
            found.append(table.slice(start, end - start))
        return pa.concat_tables(found) if found else SCHEMAS[name].empty_table()

    def _groups_with(self, name: str, column: str, value: str) -> Iterator[int]:
        """The groups whose least and greatest values have this one between them."""
        with self._opening(self._files[name]):
            metadata = self._parquet(name).metadata
            place = metadata.schema.names.index(column) if metadata.num_row_groups else 0
            for group in range(metadata.num_row_groups):
                found = metadata.row_group(group).column(place).statistics
                known = found is not None and found.has_min_max
                if not known or found.min <= value <= found.max:
                    yield group

    def _groups(self, name: str, groups: Sequence[int], columns: Sequence[str]) -> list[Any]:
        """These columns of these groups of rows, of which those are read that are not at hand."""
        file = self._files[name]
        missing: dict[tuple[str, ...], list[int]] = {}
        for group in groups:
            if lacking := tuple(column for column in columns if (group, column) not in file.groups):
                missing.setdefault(lacking, []).append(group)
        found = {}
        for lacking, some in missing.items():
            found.update(self._read_groups(name, some, list(lacking)))
        tables = []
        for group in groups:
            keys = [(group, column) for column in columns]
            held = [found[key] if key in found else file.use(key) for key in keys]
            tables.append(pa.table(held, names=list(columns)))
        for key, column in found.items():
            file.keep(key, column)
        return tables

    def _read_groups(self, name: str, groups: list[int], columns: list[str]) -> dict[tuple[int, str], Any]:
        """The columns of each of these groups; many are read at once."""
        file = self._files[name]
        with self._opening(file):
            parquet = self._parquet(name)
            if len(groups) <= _AT_ONCE:
                read = {group: parquet.read_row_group(group, columns, use_threads=False) for group in groups}
            else:
                whole = parquet.read_row_groups(groups, columns)
                sizes = np.diff(self._starts(name))[groups]
                firsts = np.cumsum(sizes) - sizes
                parts = zip(groups, firsts.tolist(), sizes.tolist(), strict=True)
                read = {group: whole.slice(first, size) for group, first, size in parts}
        return {(group, column): table[column] for group, table in read.items() for column in columns}

    def _starts(self, name: str) -> NDArray[np.int64]:
        """The first row of each group, and the end of the last."""
        file = self._files[name]
        if file.starts is None:
            with self._opening(file):
                metadata = self._parquet(name).metadata
                sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
            file.starts = np.cumsum([0, *sizes], dtype=np.int64)
        return file.starts

    def _parquet(self, name: str) -> Any:
        file = self._files[name]
        if file.parquet is None:
            metadata = pq.read_metadata(file.source)
            if missing := set(SCHEMAS[name].names).difference(metadata.schema.to_arrow_schema().names):
                raise pa.ArrowInvalid(f"it lacks {', '.join(sorted(missing))}")
            file.parquet = pq.ParquetFile(file.source, metadata=metadata, read_dictionary=_NUMBERED.get(name))
        return file.parquet

    @contextmanager
    def _opening(self, file: _File) -> Iterator[None]:
        try:
            yield
        except (OSError, pa.ArrowException, ValueError) as error:
            raise _damaged(file.path, error) from error


class _Values(Sequence[str]):
    """A column of sorted text, to be searched by halves."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    def __getitem__(self, index: Any) -> Any:
        return self.column[index].as_py()


def _opened(folder: Path, name: str, manifest: Manifest) -> _File:
    if name not in manifest.tables:
        raise _damaged(folder / FILE, f"no table {name}")
    known = manifest.tables[name]
    path = folder / known.file
    size = path.stat().st_size
    if size != known.bytes:
        raise _damaged(path, f"{size} bytes long instead of {known.bytes}")
    return _File(path, pa.memory_map(str(path)))


def _damaged(path: Path, reason: object) -> GraphError:
    return GraphError(f"{path}: damaged ({' '.join(str(reason).split())}); build it again")
