"""GEXF: NetworkX's reader finds the same graph, today and tomorrow."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import networkx
from conftest import paper_and_method
from hypothesis import given
from hypothesis import strategies as st

from exports.gexf import render_gexf
from exports.rows import legible
from kg.facts import Evidence, Node
from kg.graph import Graph
from kg.schema import NodeKind

GEXF = "{http://gexf.net/1.3}"


def document(graph: Graph) -> bytes:
    return b"".join(render_gexf(graph))


def read(graph: Graph) -> networkx.MultiDiGraph:
    return networkx.read_gexf(io.BytesIO(document(graph)))


def test_nodes_and_edges_come_back(small_graph: Graph) -> None:
    back = read(small_graph)
    assert list(back.nodes) == list(small_graph.nx.nodes)
    assert list(back.edges()) == list(small_graph.nx.edges())


def test_parallel_edges_come_back_with_their_keys() -> None:
    graph = paper_and_method()
    assert list(read(graph).edges(keys=True)) == list(graph.nx.edges(keys=True))


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
    for head, tail, edge in read(small_graph).edges(data=True):
        (made,) = small_graph.nx[head][tail].values()
        assert tuple(Evidence(**piece) for piece in json.loads(edge["evidence"])) == made["evidence"]
        assert (edge["kind"], edge["label"], edge["score"]) == (made["kind"], made["label"], made["score"])


def test_every_edge_has_an_id_of_its_own_and_its_predicate_as_kind(small_graph: Graph) -> None:
    edges = list(ElementTree.fromstring(document(small_graph)).iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == small_graph.nx.number_of_edges()
    assert [edge.get("kind") for edge in edges] == [key for _, _, key in small_graph.nx.edges(keys=True)]


def test_the_document_has_no_date_and_names_no_library(small_graph: Graph) -> None:
    meta = ElementTree.fromstring(document(small_graph)).find(f"{GEXF}meta")
    assert meta is not None
    assert meta.attrib == {}
    assert [(part.tag, part.text) for part in meta] == [
        (f"{GEXF}creator", "paperkg"),
        (f"{GEXF}description", '{"papers": 3, "version": "0.1.0"}'),
    ]


def test_whole_numbers_and_fractions_in_one_attribute_are_fractions() -> None:
    nodes = [
        Node("result:a", NodeKind.RESULT, "5", {"number": 5}),
        Node("result:b", NodeKind.RESULT, "x", {"number": 5.5}),
    ]
    back = read(Graph.from_facts(nodes, []))
    assert [number for _, number in back.nodes(data="number")] == [5.0, 5.5]


def test_a_truth_value_comes_back() -> None:
    assert read(paper_and_method(open_access=False)).nodes["paper:p"]["open_access"] is False


def test_a_graph_of_nothing_is_a_document() -> None:
    assert read(Graph.from_facts([], [])).number_of_nodes() == 0


@given(st.text(st.characters()))
def test_any_text_comes_back_but_for_what_xml_forbids(text: str) -> None:
    back = read(paper_and_method(text, abstract=text))
    assert back.nodes["paper:p"]["label"] == legible(text)
    assert back.nodes["paper:p"]["abstract"] == legible(text)
    (piece,) = json.loads(back.edges["paper:p", "method:lora", "studies"]["evidence"])
    assert legible(piece["sentence"]) == legible(text)
