"""CSV and Parquet: a row for each piece of evidence, typed, and safe to open."""

from __future__ import annotations

import csv
import io

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from exports import tables
from exports.cells import FORMULA_STARTS
from exports.rows import EvidenceRow, evidence_rows, legible
from exports.tables import render_csv, render_parquet
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def csv_rows(graph: Graph) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(render_csv(graph)).decode(), newline="")))


def parquet_table(graph: Graph) -> pyarrow.Table:
    return parquet.read_table(io.BytesIO(b"".join(render_parquet(graph))))


def variant(text: str, *pieces: Evidence) -> Graph:
    """A method with this label that is a variant of another, as these pieces of evidence say."""
    nodes = [Node("method:a", NodeKind.METHOD, text), Node("method:b", NodeKind.METHOD, "B")]
    evidence = pieces or (Evidence("", 0, 0, text, "test", 0.5),)
    return Graph.from_facts(nodes, [Fact("method:a", Predicate.VARIANT_OF, "method:b", evidence)])


def test_a_row_is_a_fact_with_one_piece_of_its_evidence(small_graph: Graph) -> None:
    (row,) = (row for row in parquet_table(small_graph).to_pylist() if row["predicate"] == "variant_of")
    assert row == {
        "head": "method:lora-pro",
        "head_kind": "method",
        "head_label": "LoRA-Pro",
        "predicate": "variant_of",
        "tail": "method:lora",
        "tail_kind": "method",
        "tail_label": "LoRA",
        "score": 0.8,
        "paper": "paper:arxiv:2407.18242",
        "paper_title": "LoRA-Pro",
        "paper_year": 2024,
        "start": 9,
        "end": 31,
        "sentence": "LoRA-Pro extends LoRA.",
        "rule": "test",
        "evidence_score": 0.8,
    }


def test_a_fact_with_two_pieces_of_evidence_is_two_rows_with_one_score() -> None:
    graph = variant("A", Evidence("p", 0, 1, "A", "first", 0.5), Evidence("q", 0, 1, "A", "second", 0.6))
    rows = parquet_table(graph).to_pylist()
    assert [(row["rule"], row["evidence_score"], row["score"]) for row in rows] == [
        ("first", 0.5, 0.8),
        ("second", 0.6, 0.8),
    ]


def test_parquet_columns_are_typed(small_graph: Graph) -> None:
    types = {field.name: str(field.type) for field in parquet_table(small_graph).schema}
    assert {name for name, kind in types.items() if kind == "double"} == {"score", "evidence_score"}
    assert {name for name, kind in types.items() if kind == "int32"} == {"paper_year", "start", "end"}
    assert set(types.values()) == {"double", "int32", "string"}
    assert tuple(types) == EvidenceRow._fields


def test_parquet_is_written_a_row_group_at_a_time(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = parquet_table(small_graph)
    monkeypatch.setattr(tables, "ROW_GROUP", 5)
    chunks = list(render_parquet(small_graph))
    file = parquet.ParquetFile(io.BytesIO(b"".join(chunks)))
    assert (file.num_row_groups, len(chunks)) == (4, 5)
    assert file.read() == whole


def test_csv_and_parquet_hold_the_same_rows(small_graph: Graph) -> None:
    plain = Graph(
        small_graph.nx.subgraph([name for name in small_graph.nx if "hostile" not in name]), small_graph.about
    )
    options = arrow_csv.ParseOptions(newlines_in_values=True)
    read = arrow_csv.read_csv(io.BytesIO(b"".join(render_csv(plain))), parse_options=options)
    assert read.to_pylist() == parquet_table(plain).to_pylist()


def test_a_formula_is_defused_in_csv_and_left_as_it_is_in_parquet() -> None:
    graph = variant("=HYPERLINK(A1)")
    assert csv_rows(graph)[0]["head_label"] == "'=HYPERLINK(A1)"
    assert parquet_table(graph).to_pylist()[0]["head_label"] == "=HYPERLINK(A1)"


def test_hostile_text_stays_in_its_cell(small_graph: Graph) -> None:
    title = small_graph.nx.nodes["paper:t-hostile"]["title"]
    (row,) = (row for row in csv_rows(small_graph) if row["head"] == "paper:t-hostile")
    assert (row["paper_title"], row["sentence"]) == (title, title + " LoRA.")


def test_what_is_unknown_is_an_empty_cell_or_null() -> None:
    graph = variant("A")
    assert csv_rows(graph)[0]["paper_year"] == ""
    assert parquet_table(graph).to_pylist()[0]["paper_year"] is None


def test_a_graph_of_nothing_has_columns_and_no_rows() -> None:
    graph = Graph.from_facts([], [])
    assert b"".join(render_csv(graph)).decode() == ",".join(EvidenceRow._fields) + "\r\n"
    assert parquet_table(graph).num_rows == 0


@given(st.text(st.characters()))
def test_any_text_is_one_cell_that_no_spreadsheet_runs(text: str) -> None:
    (row,) = csv_rows(variant(text))
    assert row["sentence"].removeprefix("'") == legible(text).removeprefix("'")
    assert not row["sentence"].startswith(FORMULA_STARTS)


@given(st.text(st.characters()))
def test_any_text_comes_back_from_parquet(text: str) -> None:
    graph = variant(text)
    assert [EvidenceRow(**row) for row in parquet_table(graph).to_pylist()] == list(evidence_rows(graph))
    assert parquet_table(graph).to_pylist()[0]["sentence"] == legible(text)
