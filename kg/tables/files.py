"""A Parquet file of a table, of which the columns and groups of rows are read that are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kg.tables.arrays import rows_array
from kg.tables.columns import Rows, distinct

_KEPT = 1 << 28
"""How many bytes of single groups of rows are kept unpacked, the last used."""
_FEW = 8
"""No more groups than these are kept once they are read; of more the wanted rows alone are."""
_AT_ONCE = 32
"""So many groups are read at once, and their memory serves for the next as many."""
_SHARES = 4
"""No more shares of many groups than these are read at the same time."""


class KeptFile:
    """A file that holds ``names``, of which those in ``numbered`` are left as numbers of different values."""

    def __init__(self, path: Path, names: Sequence[str], numbered: Sequence[str] = ()) -> None:
        self.path = path
        self._names, self._numbered = list(names), list(numbered)
        self._source = pa.memory_map(str(path))
        self._opened: Any = None
        self._whole: dict[str, Any] = {}
        self._groups: OrderedDict[tuple[int, str], Any] = OrderedDict()
        self._held = 0
        self._starts: Rows | None = None

    def whole(self, columns: Sequence[str]) -> dict[str, Any]:
        """These columns, which are kept."""
        if missing := [column for column in columns if column not in self._whole]:
            read = self._parquet.read(columns=missing, use_threads=True)
            self._whole.update(zip(missing, read.select(missing).columns, strict=True))
        return {column: self._whole[column] for column in columns}

    def take(self, rows: Rows, columns: Sequence[str]) -> Any:
        """These rows, which are sorted, as a table; no more is read than the groups that they are in."""
        groups = np.searchsorted(self.starts, rows, side="right") - 1
        sizes = np.diff(self.starts)

        def rows_of(some: Rows, table: Any) -> Any:
            ours = slice(*np.searchsorted(groups, [some[0], some[-1] + 1]))
            begins = np.cumsum(sizes[some]) - sizes[some]
            places = rows[ours] - self.starts[groups[ours]] + begins[np.searchsorted(some, groups[ours])]
            return table.take(rows_array(places))

        return pa.concat_tables(self._read(distinct(groups), list(columns), rows_of))

    def with_value(self, column: str, value: str) -> list[Any]:
        """The rows in which a column, by which the file is sorted, has this value: all columns, group after group."""
        found = []
        for group in self._groups_with(column, value):
            table = self._group(group, self._names)
            values = _Values(table[column])
            start, end = bisect_left(values, value), bisect_right(values, value)
            found.append(table.slice(start, end - start))
        return found

    @property
    def starts(self) -> Rows:
        """The first row of each group, and the end of the last."""
        if self._starts is None:
            metadata = self._parquet.metadata
            sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
            self._starts = np.cumsum([0, *sizes], dtype=np.int64)
        return self._starts

    @property
    def _parquet(self) -> Any:
        if self._opened is None:
            metadata = pq.read_metadata(self._source)
            if missing := set(self._names).difference(metadata.schema.to_arrow_schema().names):
                raise pa.ArrowInvalid(f"it lacks {', '.join(sorted(missing))}")
            self._opened = self._reader(metadata)
        return self._opened

    def _reader(self, metadata: Any = None) -> Any:
        known = metadata or self._parquet.metadata
        return pq.ParquetFile(self._source, metadata=known, read_dictionary=self._numbered or None)

    def _read(self, groups: Rows, columns: list[str], rows_of: Callable[[Rows, Any], Any]) -> list[Any]:
        """What is wanted of these groups: few are kept, many are read in shares at the same time."""
        if len(groups) <= _FEW:
            places = enumerate(groups.tolist())
            return [rows_of(groups[place : place + 1], self._group(group, columns)) for place, group in places]

        def read(share: Rows) -> list[Any]:
            reader = self._reader()  # each has its own, as they are not made to be shared
            pieces = [share[start : start + _AT_ONCE] for start in range(0, len(share), _AT_ONCE)]
            tables = (reader.read_row_groups(some.tolist(), columns, use_threads=False) for some in pieces)
            return [rows_of(some, table.select(columns)) for some, table in zip(pieces, tables, strict=True)]

        shares = np.array_split(groups, min(pa.cpu_count(), _SHARES))
        with ThreadPoolExecutor(len(shares)) as pool:
            return [table for tables in pool.map(read, shares) for table in tables]

    def _group(self, group: int, columns: Sequence[str]) -> Any:
        """These columns of a group, which are kept."""
        missing = [column for column in columns if (group, column) not in self._groups]
        read = self._parquet.read_row_group(group, missing, use_threads=False) if missing else pa.table({})
        held = [read[column] if column in missing else self._use((group, column)) for column in columns]
        for column in missing:
            self._keep((group, column), read[column])
        return pa.table(held, names=list(columns))

    def _use(self, key: tuple[int, str]) -> Any:
        self._groups.move_to_end(key)
        return self._groups[key]

    def _keep(self, key: tuple[int, str], column: Any) -> None:
        """Have it at hand, and let go what was not used for longest if that is too much."""
        self._groups[key] = column
        self._held += column.nbytes
        while self._held > _KEPT:
            _, dropped = self._groups.popitem(last=False)
            self._held -= dropped.nbytes

    def _groups_with(self, column: str, value: str) -> Iterator[int]:
        """The groups whose least and greatest values have this one between them."""
        metadata = self._parquet.metadata
        place = metadata.schema.names.index(column) if metadata.num_row_groups else 0
        for group in range(metadata.num_row_groups):
            found = metadata.row_group(group).column(place).statistics
            known = found is not None and found.has_min_max
            if not known or found.min <= value <= found.max:
                yield group


class _Values(Sequence[str]):
    """A column of sorted text, to be searched by halves."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    def __getitem__(self, index: Any) -> Any:
        return self.column[index].as_py()
