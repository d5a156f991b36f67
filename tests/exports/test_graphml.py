"""GraphML: NetworkX's reader finds the same graph."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import networkx
from conftest import paper_and_method
from hypothesis import given
from hypothesis import strategies as st

from exports.graphml import render_graphml
from exports.rows import legible
from kg.facts import Evidence, Node
from kg.graph import Graph
from kg.schema import NodeKind

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def document(graph: Graph) -> bytes:
    return b"".join(render_graphml(graph))


def read(graph: Graph) -> networkx.MultiDiGraph:
    return networkx.read_graphml(io.BytesIO(document(graph)), force_multigraph=True)


def test_nodes_edges_and_keys_come_back(small_graph: Graph) -> None:
    back = read(small_graph)
    assert list(back.nodes) == list(small_graph.nx.nodes)
    assert list(back.edges(keys=True)) == list(small_graph.nx.edges(keys=True))


def test_parallel_edges_stay_apart() -> None:
    assert sorted(key for _, _, key in read(paper_and_method()).edges(keys=True)) == ["introduces", "studies"]


def test_scalars_come_back_with_their_types_and_lists_as_json(small_graph: Graph) -> None:
    back = read(small_graph).nodes
    assert back["method:lora"] == {
        "kind": "method",
        "label": "LoRA",
        "aliases": '["LoRA", "Low-Rank Adaptation"]',
        "link": "arxiv:2106.09685",
        "year": 2021,
    }
    assert back["result:2407-1"]["number"] == 5.69


def test_evidence_comes_back_whole_as_json(small_graph: Graph) -> None:
    for head, tail, key, edge in read(small_graph).edges(keys=True, data=True):
        made = small_graph.nx.edges[head, tail, key]
        assert tuple(Evidence(**piece) for piece in json.loads(edge["evidence"])) == made["evidence"]
        assert (edge["kind"], edge["label"], edge["score"]) == (made["kind"], made["label"], made["score"])


def test_what_the_graph_says_about_itself_comes_back(small_graph: Graph) -> None:
    graph = read(small_graph).graph
    assert (graph["papers"], graph["version"]) == (3, "0.1.0")


def test_no_edge_has_an_id_because_some_readers_drop_edges_that_share_one(small_graph: Graph) -> None:
    edges = ElementTree.fromstring(document(small_graph)).iter(f"{GRAPHML}edge")
    assert [edge.get("id") for edge in edges] == [None] * small_graph.nx.number_of_edges()


def test_every_attribute_is_declared_once_even_when_whole_numbers_and_fractions_mix() -> None:
    nodes = [
        Node("result:a", NodeKind.RESULT, "5", {"number": 5}),
        Node("result:b", NodeKind.RESULT, "x", {"number": 5.5}),
    ]
    graph = Graph.from_facts(nodes, [])
    keys = [key.get("attr.name") for key in ElementTree.fromstring(document(graph)).iter(f"{GRAPHML}key")]
    assert keys == ["kind", "label", "number", "key"]
    assert [number for _, number in read(graph).nodes(data="number")] == [5.0, 5.5]


def test_a_truth_value_is_written_as_xml_schema_writes_it() -> None:
    graph = paper_and_method(open_access=True)
    assert b">true<" in document(graph)
    assert read(graph).nodes["paper:p"]["open_access"] is True


def test_a_graph_of_nothing_is_a_document() -> None:
    assert read(Graph.from_facts([], [])).number_of_nodes() == 0


@given(st.text(st.characters()))
def test_any_text_comes_back_but_for_what_xml_forbids(text: str) -> None:
    back = read(paper_and_method(text, abstract=text))
    assert back.nodes["paper:p"]["abstract"] == legible(text)
    (piece,) = json.loads(back.edges["paper:p", "method:lora", "studies"]["evidence"])
    assert legible(piece["sentence"]) == legible(text)
