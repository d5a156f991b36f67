"""Papers taken out of a kept graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import InputError, UnknownNameError
from kg.builder import build, remove
from kg.schema import NodeKind
from kg.store import read_graph


@pytest.fixture
def rows(example_file: Path) -> list[str]:
    return example_file.read_text(encoding="utf-8").splitlines(keepends=True)[:12]


def graph_of(rows: list[str], folder: Path) -> Path:
    papers = folder.with_suffix(".jsonl")
    papers.write_text("".join(rows), encoding="utf-8")
    build([str(papers)], folder)
    return folder


def test_what_is_left_is_the_graph_of_the_others(rows: list[str], tmp_path: Path) -> None:
    whole = graph_of(rows, tmp_path / "whole")
    papers = list(read_graph(whole).nodes(NodeKind.PAPER))
    gone = papers[3], papers[7]
    made = remove([gone[0].label, gone[1].id], whole)
    assert made.kept_before == 12
    left = [paper for paper in papers if paper not in gone]
    kept = read_graph(whole)
    assert list(kept.nodes(NodeKind.PAPER)) == left
    titles = [paper.label for paper in left]
    alone = read_graph(graph_of([row for row in rows if any(title in row for title in titles)], tmp_path / "alone"))
    assert {node.id for node in kept.nodes()} == {node.id for node in alone.nodes()}
    assert {(f.head, f.predicate, f.tail, f.evidence) for f in kept.facts()} == {
        (f.head, f.predicate, f.tail, f.evidence) for f in alone.facts()
    }


def test_a_name_that_no_paper_has(rows: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        remove(["no such paper at all"], graph_of(rows, tmp_path / "graph"))


def test_the_last_paper_stays(rows: list[str], tmp_path: Path) -> None:
    graph = graph_of(rows[:1], tmp_path / "graph")
    (only,) = read_graph(graph).nodes(NodeKind.PAPER)
    with pytest.raises(InputError, match="no paper but those to be removed"):
        remove([only.id], graph)
    assert list(read_graph(graph).nodes(NodeKind.PAPER)) == [only]
