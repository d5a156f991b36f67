"""All wins of a graph as a table and back."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from kg.wins import SCHEMA, Win, from_table, to_table

words = st.text(max_size=5).filter(lambda text: text.isprintable())
names = st.lists(words, max_size=3).map(tuple)
wins = st.builds(Win, words, words, words, words, names, names, words, words, words, words)


@given(st.dictionaries(wins, names, max_size=4))
def test_a_table_of_wins_reads_as_it_was(told: dict[Win, tuple[str, ...]]) -> None:
    table = to_table(told)
    assert table.schema == SCHEMA
    assert from_table(table) == told
    assert list(from_table(table)) == list(told)


def test_it_is_a_table_that_parquet_keeps_as_it_is(tmp_path: Path) -> None:
    win = Win("method:a", "A", "method:b", "B", ("GLUE",), (), "5 points", "paper:p", "A paper", "A beats B.")
    pq.write_table(to_table({win: ("dataset:glue",)}), tmp_path / "wins.parquet", store_schema=False)
    found = pq.ParquetFile(tmp_path / "wins.parquet").read()
    assert found.schema.equals(SCHEMA)
    assert from_table(found) == {win: ("dataset:glue",)}
