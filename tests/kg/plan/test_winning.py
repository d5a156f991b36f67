"""What the build finds to beat what is what a graph says that reads its sentences itself."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from by_hand import Kept, tables_of, write_graph

from kg.graph import Graph
from kg.plan.winning import wins_after
from kg.store import read_graph
from kg.tables.schema import SCHEMAS

NONE = SCHEMAS["wins"].empty_table()


@pytest.fixture(scope="module")
def tables(example_kept: Kept) -> dict[str, pa.Table]:
    return tables_of(example_kept)


def heads(tables: dict[str, pa.Table]) -> pa.Array:
    return pc.unique(tables["evidence"]["head"].combine_chunks())


def test_it_is_what_the_graph_in_memory_says(example_kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wins")
    write_graph(folder, example_kept)
    told = Graph.from_facts(example_kept.nodes, example_kept.facts)
    kept = read_graph(folder)
    assert len(told.beats()) >= 30
    for asked in ({}, {"dataset": "GLUE"}, {"method": "LoRA"}, {"method": "LoRA", "dataset": "GLUE"}):
        assert kept.beats(**asked) == told.beats(**asked)


def test_they_come_by_paper_each_once(tables: dict[str, pa.Table]) -> None:
    rows = [tuple(map(str, row.values())) for row in tables["wins"].to_pylist()]
    papers = tables["wins"]["paper"].to_pylist()
    assert papers == sorted(papers)
    assert len(set(rows)) == len(rows)


def test_only_papers_that_have_changed_are_read_again(tables: dict[str, pa.Table]) -> None:
    papers = sorted(set(tables["wins"]["paper"].to_pylist()))
    touched = pa.array([papers[0], papers[-1], "paper:none"])
    wins = wins_after(tables["wins"], touched, tables["evidence"], tables["papers"])
    assert wins.equals(tables["wins"])
    others = tables["evidence"].filter(pc.invert(pc.is_in(tables["evidence"]["head"], touched)))
    wins = wins_after(tables["wins"], touched, others, tables["papers"])
    assert wins.equals(wins_after(NONE, heads(tables), others, tables["papers"]))
    assert sorted(set(wins["paper"].to_pylist())) == papers[1:-1]


def test_no_paper_is_no_win() -> None:
    evidence, papers = (SCHEMAS[name].empty_table() for name in ("evidence", "papers"))
    assert wins_after(NONE, pa.array([], pa.string()), evidence, papers) == NONE
