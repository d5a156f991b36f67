from __future__ import annotations

import gc
import weakref

import networkx

from kg.caching import per_graph


def test_a_graph_is_gone_through_once() -> None:
    calls = []

    @per_graph
    def nodes_of(nx: networkx.MultiDiGraph) -> list[str]:
        calls.append(nx)
        return sorted(nx)

    graph, other = networkx.MultiDiGraph(), networkx.MultiDiGraph()
    graph.add_node("a")
    assert nodes_of(graph) == nodes_of(graph) == ["a"]
    assert nodes_of(other) == []
    assert len(calls) == 2


def test_and_again_when_it_has_grown() -> None:
    counted = per_graph(len)
    graph = networkx.MultiDiGraph()
    assert counted(graph) == 0
    graph.add_node("a")
    assert counted(graph) == 1


def test_what_was_derived_does_not_keep_the_graph_alive() -> None:
    counted = per_graph(len)
    graph = networkx.MultiDiGraph()
    counted(graph)
    alive = weakref.ref(graph)
    del graph
    gc.collect()
    assert alive() is None
