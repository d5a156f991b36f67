"""Node-link JSON: nothing is lost."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.nodelink import render_nodelink
from extractors.errors import OutputError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

PAIRED = re.compile("[\ud800-\udbff][\udc00-\udfff]")
TEXT = st.text(st.characters()).filter(lambda text: not PAIRED.search(text))
"""Any text but two surrogates that JSON takes for one character."""

VALUES = (
    TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.lists(TEXT).map(tuple)
)
EVIDENCE = st.builds(Evidence, TEXT, st.integers(0), st.integers(0), TEXT, TEXT, st.floats(0.01, 1))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = st.sampled_from(["title", "abstract", "year", "number", "aliases"])
    ends = draw(st.lists(TEXT, min_size=2, max_size=4, unique=True))
    nodes = [Node(end, NodeKind.METHOD, draw(TEXT), draw(st.dictionaries(names, VALUES))) for end in ends]
    facts = {
        key: Fact(*key, tuple(sorted(draw(st.lists(EVIDENCE, min_size=1, max_size=3)))))
        for key in draw(
            st.sets(
                st.tuples(
                    st.sampled_from(ends),
                    st.sampled_from([Predicate.VARIANT_OF, Predicate.COMPARED_WITH]),
                    st.sampled_from(ends),
                )
            )
        )
    }
    return Graph.from_facts(nodes, facts.values(), {"papers": draw(st.integers(0)), "version": draw(TEXT)})


def read(graph: Graph) -> networkx.MultiDiGraph:
    return networkx.node_link_graph(json.loads(b"".join(render_nodelink(graph))), edges="edges")


def restored(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes with Python's types again: tuples for lists, and evidence for objects."""
    evidence = {"evidence": tuple(Evidence(**piece) for piece in attributes.get("evidence", ()))}
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in attributes.items()}
    return lists | (evidence if "evidence" in attributes else {})


def assert_same(graph: Graph, back: networkx.MultiDiGraph) -> None:
    assert type(back) is networkx.MultiDiGraph
    assert {name: restored(attributes) for name, attributes in back.nodes(data=True)} == dict(graph.nx.nodes(data=True))
    edges = [(head, tail, key, restored(edge)) for head, tail, key, edge in back.edges(keys=True, data=True)]
    assert edges == list(graph.nx.edges(keys=True, data=True))
    assert back.graph == graph.about


def test_the_whole_graph_comes_back(small_graph: Graph) -> None:
    assert_same(small_graph, read(small_graph))


@given(graphs())
def test_any_graph_comes_back_whatever_its_text(graph: Graph) -> None:
    assert_same(graph, read(graph))


def test_each_node_and_each_edge_is_one_line(small_graph: Graph) -> None:
    lines = b"".join(render_nodelink(small_graph)).decode("ascii").splitlines()
    records = [json.loads(line.removesuffix(",")) for line in lines if '"kind"' in line]
    assert len(records) == small_graph.nx.number_of_nodes() + small_graph.nx.number_of_edges()


def test_a_number_that_json_cannot_hold_is_refused_with_its_place() -> None:
    graph = Graph.from_facts([Node("result:r", NodeKind.RESULT, "1e999", {"number": math.inf})], [])
    with pytest.raises(
        OutputError, match=r"^result:r: holds a number that is not finite; JSON can hold finite numbers only$"
    ):
        b"".join(render_nodelink(graph))
