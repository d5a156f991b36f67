"""Rows of a file, whichever and however many, are those that reading all of it gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tables import files
from kg.tables.files import KeptFile

ROWS = 400
TABLE = pa.table(
    {
        "text": [f"{row:03}" for row in range(ROWS)],
        "number": pa.array(range(ROWS), pa.int32()),
        "rule": ["odd" if row % 2 else "even" for row in range(ROWS)],
    }
)
NAMES = TABLE.column_names


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files") / "table.parquet"
    pq.write_table(TABLE, made, row_group_size=7, use_dictionary=["rule"])
    return made


def plain(table: pa.Table) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


@given(rows=st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=120).map(sorted), names=st.permutations(NAMES))
@settings(max_examples=60)
def test_any_rows_are_those_of_the_whole(path: Path, rows: list[int], names: list[str]) -> None:
    file = KeptFile(path, NAMES, ["rule"])
    for columns in (names, names[:2], names):  # the second time some are at hand
        taken = file.take(np.array(rows), columns)
        assert taken.column_names == columns
        assert plain(taken) == plain(TABLE.select(columns).take(pa.array(rows)))


def test_few_groups_are_kept_and_many_are_not(path: Path) -> None:
    file = KeptFile(path, NAMES)
    file.take(np.arange(0, ROWS, 5), ["text"])
    assert not file._groups
    file.take(np.arange(20), ["text"])
    assert [group for group, _ in file._groups] == [0, 1, 2]


def test_what_was_not_used_for_longest_goes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = KeptFile(path, NAMES)
    file.take(np.arange(7), ["number"])
    monkeypatch.setattr(files, "_KEPT", 2 * file._held)
    for group in (1, 0, 2):
        file.take(np.array([7 * group]), ["number"])
    assert [group for group, _ in file._groups] == [0, 2]


def test_rows_with_a_value_are_found_by_halves(path: Path) -> None:
    file = KeptFile(path, NAMES)
    (found,) = file.with_value("text", "123")
    assert plain(found) == [{"text": "123", "number": 123, "rule": "odd"}]
    assert sum(map(len, file.with_value("text", "none"))) == 0
