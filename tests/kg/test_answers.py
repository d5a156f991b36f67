"""Answers as lists, DataFrames, Rich tables and JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from typing import Any

import pytest
from rich.console import Console

from extractors.errors import MissingLibraryError
from kg.answers import Answers
from kg.facts import Node
from kg.graph import Graph
from kg.nearest import Related


@pytest.fixture(scope="module")
def answers(example_graph: Graph) -> dict[str, Answers[Any]]:
    trail = example_graph.path("GPTQ", "LoRA")
    assert trail is not None
    return {
        "papers": example_graph.papers(uses="LoRA"),
        "related": example_graph.related("arxiv:2305.14314"),
        "together": example_graph.together("LoRA"),
        "siblings": example_graph.siblings("GPTQ"),
        "beats": example_graph.beats(),
        "code": example_graph.code("LoRA"),
        "timelines": example_graph.timelines(),
        "timeline": example_graph.timeline("LoRA").to_rows(),
        "family": example_graph.family("LoRA").to_rows(),
        "path": trail.to_rows(),
    }


NAMES = ("papers", "related", "together", "siblings", "beats", "code", "timelines", "timeline", "family", "path")


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_a_frame_with_a_row_for_each(answers: dict[str, Answers[Any]], name: str) -> None:
    answer = answers[name]
    frame = answer.to_frame()
    assert len(frame) == len(answer) > 0
    assert tuple(frame.columns) == answer.columns


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_json_that_holds_everything(answers: dict[str, Answers[Any]], name: str) -> None:
    rows = json.loads(answers[name].to_json())
    assert len(rows) == len(answers[name])
    assert set(rows[0]) == {each.name for each in fields(answers[name].of)}


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_a_table_on_a_console(answers: dict[str, Answers[Any]], name: str) -> None:
    console = Console(width=300, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(answers[name])
    shown = console.export_text()
    console.file.close()
    assert all(column in shown for column in answers[name].columns[:3])


def test_attributes_have_columns_of_their_own(answers: dict[str, Answers[Any]]) -> None:
    records = answers["papers"].to_records()
    assert {"id", "label", "year", "title"} <= set(records[0])
    assert all(len(record) == len(answers["papers"].columns) for record in records)


def test_what_is_shared_stands_by_name_in_a_cell(answers: dict[str, Answers[Any]]) -> None:
    nearest: Related = answers["related"][0]
    assert answers["related"].to_records()[0]["shared"] == tuple(shared.name for shared in nearest.shared)


def test_what_is_shared_comes_with_both_sentences(answers: dict[str, Answers[Any]], example_graph: Graph) -> None:
    nearest: Related = answers["related"][0]
    mine, other = (example_graph.node(node) for node in ("paper:arxiv:2305.14314", nearest.id))
    for shared in nearest.shared:
        for node, sentence in ((mine, shared.sentence), (other, shared.other_sentence)):
            text = " ".join(f"{node.attributes['title']}\n{node.attributes['abstract']}".split())
            assert sentence
            assert sentence in text


def test_the_family_tree_is_a_table_from_the_root_down(answers: dict[str, Answers[Any]]) -> None:
    root, *others = answers["family"]
    assert (root.name, root.depth, root.variant_of) == ("LoRA", 0, "")
    names = {root.name, *(kin.name for kin in others)}
    assert all(kin.depth > 0 and kin.variant_of in names for kin in others)


def test_an_answer_without_rows_still_has_columns(example_graph: Graph) -> None:
    nothing = example_graph.beats(dataset="GLUE", method="AdamW")
    assert nothing == []
    assert "winner_name" in nothing.to_frame().columns
    assert Answers(Node).columns == ("id", "kind", "label")


def test_without_pandas_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibraryError, match=r"needs pandas, .* pip install 'paperkg\[frames\]'"):
        Answers(Node).to_frame()
