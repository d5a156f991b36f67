"""Rows chosen from Arrow tables, and lists in rows opened to rows of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def where_in(table: Any, column: str, values: Any) -> Any:
    """The rows whose value in a column is one of ``values``."""
    return table.filter(is_in(table[column], values))


def where_not_in(table: Any, column: str, values: Any) -> Any:
    """The other rows."""
    return table.filter(pc.invert(is_in(table[column], values)))


def is_in(column: Any, values: Any) -> Any:
    """For each value of a column whether it is one of ``values``."""
    wanted = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(sorted(values), column.type)
    return pc.is_in(column, wanted)


def opened(keys: Any, lists: Any, schema: Any) -> Any:
    """A row for each struct in the lists, with the key of its list before its own values."""
    parents = pc.list_parent_indices(lists)
    structs = pc.list_flatten(lists)
    columns = [keys.take(parents), *(structs.field(index) for index in range(structs.type.num_fields))]
    return pa.Table.from_arrays(columns, schema=schema)


def holding(keys: Any, lists: Any, values: Collection[str]) -> Any:
    """The keys of those lists that hold one of ``values``."""
    found = is_in(pc.list_flatten(lists), values)
    return pc.unique(keys.take(pc.list_parent_indices(lists).filter(found)))


def as_lists(column: Any) -> list[list[Any]]:
    """A column of lists as Python's, several times faster than ``to_pylist``."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values, ends = pc.list_flatten(whole).to_pylist(), whole.value_lengths().to_numpy().cumsum().tolist()
    return [values[start:end] for start, end in zip([0, *ends], ends, strict=False)]
