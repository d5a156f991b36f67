from __future__ import annotations

import kg
from extractors.types import Extraction
from kg.differences import compare
from kg.facts import Fact
from kg.graph import Graph
from kg.plan.keeping import graph_from
from kg.schema import NodeKind, Predicate

EMPTY = Graph.from_facts([], [])


def without(graph: Graph, *gone: str) -> Graph:
    nodes = [node for node in graph.nodes() if node.id not in gone]
    facts = [fact for fact in graph.facts() if fact.head not in gone and fact.tail not in gone]
    return Graph.from_facts(nodes, facts)


def test_a_graph_does_not_differ_from_itself(small_graph: Graph) -> None:
    found = compare(small_graph, small_graph)
    assert found.gained == found.lost == compare(EMPTY, EMPTY).gained


def test_against_nothing_everything_is_new(small_graph: Graph) -> None:
    found = compare(EMPTY, small_graph)
    assert [node.id for node in found.gained.papers] == [node.id for node in small_graph.nodes(NodeKind.PAPER)]
    assert list(found.gained.concepts) == list(small_graph.concepts())
    assert [node.label for node in found.gained.repositories] == ["mrflogs/LoRA-Pro"]
    assert list(found.gained.facts) == list(small_graph.facts())
    assert found.lost == compare(EMPTY, EMPTY).lost


def test_what_went_is_lost_and_the_other_way_round_it_is_gained(small_graph: Graph) -> None:
    smaller = without(small_graph, "model:gpt-3")
    back, forth = compare(small_graph, smaller), compare(smaller, small_graph)
    assert [node.id for node in back.lost.concepts] == ["model:gpt-3"]
    assert [(fact.predicate, fact.tail) for fact in back.lost.facts] == [(Predicate.USES, "model:gpt-3")]
    assert (back.lost, back.gained) == (forth.gained, forth.lost)


def test_a_fact_with_other_evidence_is_the_same_fact(small_graph: Graph) -> None:
    facts = [Fact(fact.head, fact.predicate, fact.tail, fact.evidence * 2) for fact in small_graph.facts()]
    assert compare(small_graph, Graph.from_facts(small_graph.nodes(), facts)).gained.facts == ()


def test_new_papers_bring_their_concepts_and_repositories(examples: list[Extraction]) -> None:
    old, new = (graph_from(some) for some in (examples[:-5], examples))
    found = kg.compare(old, new)
    assert len(found.gained.papers) == 5
    assert found.lost.papers == found.lost.repositories == ()
    for fact in found.gained.facts:
        assert not old.nx.has_edge(fact.head, fact.tail, fact.predicate.value)
