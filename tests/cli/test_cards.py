"""What ``paperkg show`` has to say, in full and cut to what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.builder import build
from kg.cli.cards import Card, concept_card, paper_card, source_card
from kg.graph import Graph
from kg.schema import NodeKind
from kg.store import read_graph

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("cards")
    build([str(EXAMPLES)], folder)
    return read_graph(folder)


def cards(graph: Graph, limit: int | None) -> list[Card]:
    paper, source = next(graph.nodes(NodeKind.PAPER)), next(graph.nodes(NodeKind.REPOSITORY))
    return [
        concept_card(graph, graph.find("LoRA"), [], limit=limit),
        paper_card(graph, paper, limit=limit),
        source_card(graph, source, limit=limit),
    ]


def test_a_cut_card_begins_as_the_whole_and_counts_all(graph: Graph) -> None:
    for whole, cut in zip(cards(graph, None), cards(graph, 2), strict=True):
        assert whole.groups
        for all_of_it, some in zip(whole.groups, cut.groups, strict=True):
            assert (some.heading, some.total, some.said) == (all_of_it.heading, all_of_it.total, all_of_it.said[:2])
            assert all_of_it.total == len(all_of_it.said)


def test_the_best_evidence_of_each_fact_is_told_best_fact_first(graph: Graph) -> None:
    card = concept_card(graph, graph.find("LoRA"), [])
    used = next(group for group in card.groups if group.heading == "Used by")
    facts = {fact.head: fact for fact in graph.facts_about("method:lora") if fact.predicate == "uses"}
    assert {said.id for said in used.said} == set(facts)
    assert [said.score for said in used.said] == sorted((fact.score for fact in facts.values()), reverse=True)
    for said in used.said:
        assert said.evidence.score == max(piece.score for piece in facts[said.id].evidence)
        assert said.label == graph.node(said.id).label
