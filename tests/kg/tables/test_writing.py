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


def read_back(folder: Path, table: pa.Table) -> pa.Table:
    """What was written of one table, the columns that are kept apart in their places."""
    found = [pq.read_table(folder / file.file) for file in read_manifest(folder).tables.values()]
    columns = {name: part[name] for part in found for name in part.column_names}
    return pa.table({name: columns[name] for name in table.column_names}).cast(table.schema)


@pytest.mark.parametrize("together", [256, 1024])
def test_pieces_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr(writing, "_ELSE", together)
    pieces = pa.concat_tables([PAPERS.slice(start, 7) for start in range(0, len(PAPERS), 7)])
    assert max(column.num_chunks for column in pieces.columns) == 100
    one, other = (file_of(tmp_path / name, "papers", table) for name, table in (("one", PAPERS), ("many", pieces)))
    assert one.read_bytes() == other.read_bytes()
    apart, too = (tmp_path / name / read_manifest(tmp_path / name).tables["abstracts"].file for name in ("one", "many"))
    assert apart.read_bytes() == too.read_bytes()
    assert read_back(tmp_path / "one", PAPERS).equals(PAPERS)
    groups = pq.read_metadata(apart)
    assert [groups.row_group(place).num_rows for place in range(groups.num_row_groups)] == [128] * 5 + [60]


@pytest.mark.parametrize("name", sorted({**WORKING, **SCHEMAS}))
def test_a_table_without_rows_is_one(tmp_path: Path, name: str) -> None:
    schema = {**WORKING, **SCHEMAS}[name]
    file_of(tmp_path, name, schema.empty_table())
    assert read_back(tmp_path, schema.empty_table()).num_rows == 0


def test_what_questions_read_is_quickly_unpacked_and_the_rest_small(tmp_path: Path) -> None:
    of_papers = pq.read_metadata(file_of(tmp_path, "papers", PAPERS)).row_group(0)
    packed = {of_papers.column(place).path_in_schema: of_papers.column(place).compression for place in range(10)}
    assert {packed[name] for name in ("title", "year", "sources.list.element")} == {"LZ4"}
    assert {packed[name] for name in ("id", "ids.list.element", "code.list.element")} == {"ZSTD"}
