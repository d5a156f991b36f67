"""Answers as JSON are what the dataclasses' own dictionaries are as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import pytest

from kg.graph import Graph
from kg.json_values import json_value


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.papers(uses="LoRA"),
        lambda graph: graph.related(graph.papers(uses="LoRA")[0].id),
        lambda graph: [graph.family("LoRA")],
        lambda graph: [graph.timeline("LoRA")],
        lambda graph: [graph.path("GPTQ", "LoRA")],
        lambda graph: graph.beats(),
    ],
    ids=["papers", "related", "family", "timeline", "path", "beats"],
)
def test_every_answer_is_what_its_fields_are(example_graph: Graph, ask: Callable[[Graph], Sequence[Any]]) -> None:
    rows = ask(example_graph)
    assert rows
    assert json.dumps([json_value(row) for row in rows]) == json.dumps([asdict(row) for row in rows])


def test_what_no_answer_holds_is_left_as_it_is() -> None:
    assert json_value({"a": ({"b": None},), "c": {1.5}}) == {"a": [{"b": None}], "c": {1.5}}
