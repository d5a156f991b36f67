"""Who names what, over the whole graph."""

from __future__ import annotations

from kg.family import papers_of
from kg.graph import Graph
from kg.nearest import concepts_of
from kg.schema import NodeKind
from kg.usage import usage_of


def test_it_agrees_with_what_each_concept_and_each_paper_says(example_graph: Graph) -> None:
    usage = usage_of(example_graph.nx)
    for concept in example_graph.concepts():
        assert usage.papers.get(concept.id, frozenset()) == papers_of(example_graph.nx, concept.id)
    for paper in example_graph.nodes(NodeKind.PAPER):
        named = {other for other in example_graph.nx.successors(paper.id) if paper.id in usage.papers.get(other, ())}
        assert concepts_of(example_graph.nx, paper.id) == tuple(sorted(named))


def test_every_paper_is_there_though_it_names_nothing(small_graph: Graph) -> None:
    assert set(usage_of(small_graph.nx).concepts) == {node.id for node in small_graph.nodes(NodeKind.PAPER)}
