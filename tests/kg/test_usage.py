"""Who names what, over the whole graph."""

from __future__ import annotations

import numpy as np

from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, NodeKind
from kg.tables.numbers import columns_of
from kg.usage import Usage, usage_of


def test_it_agrees_with_what_each_concept_and_each_paper_says(example_graph: Graph) -> None:
    usage, nx = usage_of(example_graph.nx), example_graph.nx
    ids = usage.columns.nodes.ids
    for concept in example_graph.concepts():
        named_by = {head for head in nx.predecessors(concept.id) if nx.nodes[head]["kind"] == NodeKind.PAPER}
        assert ids.many(usage.papers(ids.place(concept.id))) == sorted(named_by)
        assert usage.paper_counts()[ids.place(concept.id)] == len(named_by)
    for paper in example_graph.nodes(NodeKind.PAPER):
        named = {tail for tail in nx.successors(paper.id) if nx.nodes[tail]["kind"] in CONCEPT_KINDS}
        assert ids.many(usage.concepts(ids.place(paper.id))) == sorted(named)


def test_the_counts_of_some_are_those_of_all(example_graph: Graph) -> None:
    before, after = usage_of(example_graph.nx), Usage(columns_of(example_graph.nx))
    rows = np.arange(0, len(before.columns.nodes.ids), 3)[::-1]
    counts = before.paper_counts()[rows].tolist()
    assert after.paper_counts_of(rows).tolist() == counts  # before those of all are made, and then
    assert after.paper_counts()[rows].tolist() == after.paper_counts_of(rows).tolist() == counts
    assert 0 in counts
    assert max(counts) > 1


def test_what_is_named_beside_a_concept_is_counted_by_papers(small_graph: Graph) -> None:
    usage = usage_of(small_graph.nx)
    ids = usage.columns.nodes.ids
    others, counts = usage.beside(ids.place("method:lora"))
    beside = dict(zip(ids.many(others), counts.tolist(), strict=True))
    shared = usage.papers(ids.place("dataset:glue"))
    assert beside["dataset:glue"] == len(set(shared.tolist()) & set(usage.papers(ids.place("method:lora")).tolist()))
    assert "method:lora" not in beside


def test_every_paper_counts_though_it_names_nothing(small_graph: Graph) -> None:
    assert usage_of(small_graph.nx).total == len(list(small_graph.nodes(NodeKind.PAPER)))
