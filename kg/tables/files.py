"""A Parquet file of a table, of which the columns and groups of rows are read that are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kg.tables.arrays import rows_array
from kg.tables.columns import distinct

_KEPT = 1 << 28
"""How many bytes of single groups of rows are kept unpacked, the last used."""
_FEW = 8
"""No more groups than these are kept once they are read; of more the wanted rows alone are."""
_AT_ONCE = 32
"""So many groups are read at once, and their memory serves for the next as many."""


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
        self._starts: NDArray[np.int64] | None = None

    def whole(self, columns: Sequence[str]) -> dict[str, Any]:
        """These columns, which are kept."""
        if missing := [column for column in columns if column not in self._whole]:
            read = self._parquet.read(columns=missing, use_threads=True)
            self._whole.update(zip(missing, read.select(missing).columns, strict=True))
        return {column: self._whole[column] for column in columns}

    def take(self, rows: NDArray[np.int64], columns: Sequence[str]) -> Any:
        """These rows, which are sorted, as a table; no more is read than the groups that they are in."""
        groups = np.searchsorted(self.starts, rows, side="right") - 1
        sizes = np.diff(self.starts)
        taken = []
        for some, table in self._read(distinct(groups), list(columns)):
            ours = slice(*np.searchsorted(groups, [some[0], some[-1] + 1]))
            begins = np.cumsum(sizes[some]) - sizes[some]
            places = rows[ours] - self.starts[groups[ours]] + begins[np.searchsorted(some, groups[ours])]
            taken.append(table.take(rows_array(places)))
        return pa.concat_tables(taken)

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
    def starts(self) -> NDArray[np.int64]:
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
            self._opened = pq.ParquetFile(self._source, metadata=metadata, read_dictionary=self._numbered or None)
        return self._opened

    def _read(self, groups: NDArray[np.int64], columns: list[str]) -> Iterator[tuple[NDArray[np.int64], Any]]:
        """Some of these groups after others, with what they hold: few are kept, of many the next take the memory."""
        if len(groups) <= _FEW:
            for place, group in enumerate(groups.tolist()):
                yield groups[place : place + 1], self._group(group, columns)
            return
        for start in range(0, len(groups), _AT_ONCE):
            some = groups[start : start + _AT_ONCE]
            read = self._parquet.read_row_groups(some.tolist(), columns, use_threads=len(columns) > 1)
            yield some, read.select(columns)

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
