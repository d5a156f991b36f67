"""Rows chosen from Arrow tables, and lists in rows opened to rows of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.tables.columns import Flags


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


def changes(column: Any) -> Flags:
    """For each value of a column whether it is another than the one before it; of the first it is so."""
    values = one_array(column)
    if not len(values):
        return np.zeros(0, np.bool_)
    other = pc.not_equal(values.slice(1), values.slice(0, len(values) - 1))
    return np.concatenate([[True], np.asarray(other)])


def holding(keys: Any, lists: Any, values: Collection[str]) -> Any:
    """The keys of those lists that hold one of ``values``."""
    found = is_in(pc.list_flatten(lists), values)
    return pc.unique(keys.take(pc.list_parent_indices(lists).filter(found)))


def one_array(column: Any) -> Any:
    """A column as one array where it fits in one."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) and whole.num_chunks == 1 else whole


def flags_of(column: Any) -> Flags:
    """A column of truth values for NumPy; what is null is false."""
    return np.asarray(pc.fill_null(one_array(column), False))


def row_texts(table: Any, columns: Collection[str]) -> Any:
    """Each row's values in these columns as one text, different for different rows."""
    return pc.binary_join_element_wise(
        *(_texts(one_array(table[name])) for name in columns), "\x1f", null_handling="replace", null_replacement="\x1e"
    )


def _texts(values: Any) -> Any:
    if pa.types.is_list(values.type):
        return pc.binary_join(values, "\x1d")
    return values if pa.types.is_string(values.type) else pc.cast(values, pa.string())
