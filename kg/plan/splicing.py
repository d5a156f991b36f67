"""Rows put into a sorted table and taken out of it, without sorting what stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kg.plan.selecting import flags_of, is_in, one_array, row_texts
from kg.tables.columns import Flags, Rows

Ordering: TypeAlias = Callable[[Any], Any]
"""Puts the rows of a table in order."""


def as_they_are(table: Any) -> Any:
    """No other order."""
    return table


def spliced(kept: Any, gone: Flags, new: Any, *, key: str, order: Ordering = as_they_are) -> Any:
    """The rows that were kept but those that are gone, and new ones, in order.

    ``order`` puts by ``key`` first, and ``kept`` is in that order. Only rows that share the key of a new one are put in
    order again; without an ``order`` there are none, and the new ones come in order.
    """
    alike = flags_of(is_in(kept[key], pc.unique(new[key]))) & ~gone
    again = order(pa.concat_tables([kept.filter(pa.array(alike)), new]) if alike.any() else new)
    stays = ~(gone | alike)
    if stays.all() and not len(again):
        return kept
    before = _places(one_array(kept[key]), again[key])
    rows = np.insert(
        np.flatnonzero(stays),
        np.concatenate([[0], np.cumsum(stays)])[before],
        np.arange(len(kept), len(kept) + len(again)),
    )
    return _taken(kept, again, rows)


def differing(kept: Any, gone: Flags, new: Any) -> tuple[Flags, Any]:
    """The same change of a table without lists, but for rows that go and come again as often as they were there."""
    places = np.flatnonzero(gone)
    was, now = (_counted_texts(table, kept.column_names) for table in (kept.take(pa.array(places)), new))
    gone = gone.copy()
    gone[places[flags_of(is_in(was, now))]] = False
    return gone, new.filter(pc.invert(is_in(now, was)))


def _counted_texts(table: Any, columns: Sequence[str]) -> Any:
    """Each row as one text, with how many rows are the same."""
    numbered = row_texts(table, columns).dictionary_encode()
    counts = pa.array(np.bincount(np.asarray(numbered.indices), minlength=len(numbered.dictionary)))
    texts = pc.binary_join_element_wise(numbered.dictionary, pc.cast(counts, pa.string()), "\x1f")
    return texts.take(numbered.indices)


def _places(kept: Any, keys: Any) -> Rows:
    """For each of sorted keys, how many of the sorted texts that are kept are less."""
    if not len(keys):
        return np.zeros(0, np.int64)
    numbered = one_array(keys).dictionary_encode()
    places, low = [], 0
    for text in numbered.dictionary.to_pylist():
        low = bisect_left(kept, text, low, key=_text)
        places.append(low)
    rows: Rows = np.array(places, np.int64)[np.asarray(numbered.indices)]
    return rows


def _text(scalar: Any) -> str:
    text: str = scalar.as_py()
    return text


def _taken(kept: Any, again: Any, rows: Rows) -> Any:
    """Rows of one table, numbered from 0, and of another, numbered after that, in runs.

    Columns are copied into one piece, but for those that come in several, which no run is copied of.
    """
    runs = list(_runs(rows, len(kept)))
    columns = []
    for name in kept.column_names:
        one, other = kept[name], again[name]
        parts = (one.slice(at, size) if at < len(kept) else other.slice(at - len(kept), size) for at, size in runs)
        chunks = [chunk for part in parts for chunk in part.chunks]
        column = pa.chunked_array(chunks, one.type)
        columns.append(column if one.num_chunks > 1 else column.combine_chunks())
    return pa.Table.from_arrays(columns, schema=kept.schema)


def _runs(rows: NDArray[np.int64], border: int) -> Iterator[tuple[int, int]]:
    """Runs of rows that follow one another, none across the border: where each starts, and how long it is."""
    if not len(rows):
        return
    breaks = np.flatnonzero((np.diff(rows) != 1) | (rows[1:] == border)) + 1
    for start, end in pairwise([0, *breaks.tolist(), len(rows)]):
        yield int(rows[start]), end - start
