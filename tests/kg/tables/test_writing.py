"""Tables to files: how a table came to be cannot be told from its file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.plan.columns import SCHEMAS as WORKING
from kg.store import write_tables
from kg.tables import writing
from kg.tables.manifest import read_manifest
from kg.tables.schema import SCHEMAS

PAPERS = pa.Table.from_pylist(
    [
        {"id": f"p{number}", "title": "Kites", "abstract": "We fly. " * number, "venue": "V", "ids": [f"p{number}"]}
        for number in range(700)
    ],
    SCHEMAS["papers"],
)


def file_of(folder: Path, name: str, table: pa.Table) -> Path:
    write_tables(folder, {name: table}, {})
    return folder / read_manifest(folder).tables[name].file


@pytest.mark.parametrize("together", [256, 1024])
def test_pieces_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr(writing, "_ELSE", together)
    pieces = pa.concat_tables([PAPERS.slice(start, 7) for start in range(0, len(PAPERS), 7)])
    assert max(column.num_chunks for column in pieces.columns) == 100
    one, other = (file_of(tmp_path / name, "papers", table) for name, table in (("one", PAPERS), ("many", pieces)))
    assert one.read_bytes() == other.read_bytes()
    assert pq.read_table(one).cast(PAPERS.schema).equals(PAPERS)
    groups = pq.read_metadata(one)
    assert [groups.row_group(place).num_rows for place in range(groups.num_row_groups)] == [128] * 5 + [60]


@pytest.mark.parametrize("name", sorted({**WORKING, **SCHEMAS}))
def test_a_table_without_rows_is_one(tmp_path: Path, name: str) -> None:
    schema = {**WORKING, **SCHEMAS}[name]
    assert pq.read_table(file_of(tmp_path, name, schema.empty_table())).cast(schema).num_rows == 0
