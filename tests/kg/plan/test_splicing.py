"""Rows put into a sorted table and taken out of it: the table is the one that sorting all anew would give."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.plan.splicing import differing, spliced

SCHEMA = pa.schema([("key", pa.string()), ("number", pa.int32()), ("texts", pa.list_(pa.string()))])
ROW = st.tuples(st.text("aé中", max_size=2), st.integers(0, 3), st.lists(st.text("xy", max_size=1), max_size=2))
PLAIN = st.tuples(st.text("aé中", max_size=2), st.integers(0, 3), st.just([]))
COLUMNS = [("key", "ascending"), ("number", "ascending")]


def table(rows: list[tuple[str, int, list[str]]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], SCHEMA)


def rows_of(found: pa.Table) -> list[tuple[str, int, list[str]]]:
    return [tuple(row.values()) for row in found.to_pylist()]


def in_order(some: pa.Table) -> pa.Table:
    return table(sorted(rows_of(some)))


@settings(deadline=None)
@given(kept=st.lists(ROW), new=st.lists(ROW), picked=st.randoms())
def test_it_is_the_table_of_what_stays_and_what_is_new(kept: list, new: list, picked) -> None:  # type: ignore[no-untyped-def, type-arg]
    kept.sort()
    gone = np.array([picked.random() < 0.5 for _ in kept], dtype=np.bool_)
    made = spliced(table(kept), gone, table(new), key="key", order=in_order)
    assert rows_of(made) == sorted([*(row for row, lost in zip(kept, gone, strict=True) if not lost), *new])
    assert made.schema == SCHEMA
    assert all(column.num_chunks <= 1 for column in made.columns)


@settings(deadline=None)
@given(kept=st.lists(ROW, min_size=2), new=st.lists(ROW), at=st.integers(1, 9))
def test_what_comes_in_pieces_stays_in_pieces(kept: list, new: list, at: int) -> None:  # type: ignore[type-arg]
    whole, gone = table(sorted(kept)), np.zeros(len(kept), np.bool_)
    pieces = pa.concat_tables([whole.slice(0, at), whole.slice(at)])
    made = spliced(pieces, gone, table(new), key="key", order=in_order)
    assert made.equals(spliced(whole, gone, table(new), key="key", order=in_order))


@settings(deadline=None)
@given(kept=st.lists(PLAIN), new=st.lists(PLAIN), picked=st.randoms())
def test_what_goes_and_comes_again_stays(kept: list, new: list, picked) -> None:  # type: ignore[no-untyped-def, type-arg]
    kept.sort()
    lost = np.array([picked.random() < 0.5 for _ in kept], dtype=np.bool_)
    gone, come = differing(table(kept), lost, table(new))
    assert not np.any(gone & ~lost)
    went = [row for row, is_gone in zip(kept, gone, strict=True) if is_gone]
    came = rows_of(come)
    assert not {repr(row) for row in went if went.count(row) == came.count(row)}
    made, asked = (
        spliced(table(kept), rows, more, key="key", order=in_order) for rows, more in ((gone, come), (lost, table(new)))
    )
    assert rows_of(made) == rows_of(asked)


def test_where_nothing_changes_it_is_the_same_table() -> None:
    kept = table([("a", 1, []), ("b", 2, ["x"])])
    assert spliced(kept, np.zeros(2, np.bool_), table([]), key="key") is kept


def test_rows_of_one_key_that_all_go_make_place_for_others_as_they_come() -> None:
    kept = table([("a", 1, []), ("b", 2, []), ("b", 1, []), ("c", 0, [])])
    made = spliced(kept, np.array([False, True, True, False]), table([("b", 9, []), ("b", 3, [])]), key="key")
    assert [number for _, number, _ in rows_of(made)] == [1, 9, 3, 0]
