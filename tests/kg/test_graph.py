from __future__ import annotations

import copy
import pickle

import networkx
import pytest

from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate

PAPER = Node("paper:p", NodeKind.PAPER, "P")
METHOD = Node("method:m", NodeKind.METHOD, "M")
PIECE = (Evidence("paper:p", 0, 1, "M.", "test", 0.5),)


def test_a_graph_is_a_real_multidigraph(small_graph: Graph) -> None:
    assert type(small_graph.nx) is networkx.MultiDiGraph
    assert networkx.degree_centrality(small_graph.nx)
    assert networkx.shortest_path(small_graph.nx, "paper:arxiv:2407.18242", "dataset:glue")
    assert networkx.is_weakly_connected(small_graph.nx)


def test_nodes_carry_kind_label_and_what_is_known(small_graph: Graph) -> None:
    attributes = small_graph.nx.nodes["method:lora"]
    assert (attributes["kind"], attributes["label"], attributes["year"]) == ("method", "LoRA", 2021)


def test_edges_carry_kind_label_score_and_evidence(small_graph: Graph) -> None:
    edge = small_graph.nx.edges["method:lora-pro", "method:lora", "variant_of"]
    assert (edge["kind"], edge["label"]) == ("variant_of", RULES[Predicate.VARIANT_OF].label)
    assert edge["score"] == pytest.approx(0.8)
    assert edge["evidence"][0].sentence == "LoRA-Pro extends LoRA."


def test_the_order_of_rows_does_not_matter(small_graph: Graph) -> None:
    nodes, facts = list(small_graph.nodes()), list(small_graph.facts())
    again = Graph.from_facts(nodes[::-1], facts[::-1], small_graph.about)
    assert list(again.nx.nodes(data=True)) == list(small_graph.nx.nodes(data=True))
    assert list(again.nx.edges(keys=True, data=True)) == list(small_graph.nx.edges(keys=True, data=True))


def test_nodes_are_listed_by_kind(small_graph: Graph) -> None:
    assert len(list(small_graph.nodes())) == 12
    assert {node.id for node in small_graph.nodes(NodeKind.REPOSITORY, NodeKind.PAGE)} == {
        "repository:github.com/mrflogs/lora-pro", "page:example.org/lora?a=1&b=<2>",
    }  # fmt: skip
    assert {node.kind for node in small_graph.concepts()} == set(CONCEPT_KINDS)


def test_every_kind_of_node_has_its_attributes(small_graph: Graph) -> None:
    needed = {
        NodeKind.PAPER: {"title", "abstract", "sources"},
        NodeKind.REPOSITORY: {"url"},
        NodeKind.PAGE: {"url", "page_kind"},
        NodeKind.RESULT: {"value", "sentence"},
        **{kind: {"aliases"} for kind in CONCEPT_KINDS},
    }
    assert all(needed[node.kind] <= set(node.attributes) for node in small_graph.nodes())


def test_real_nodes_have_them_too(example_graph: Graph) -> None:
    test_every_kind_of_node_has_its_attributes(example_graph)
    assert {node.kind for node in example_graph.nodes()} >= {NodeKind.PAPER, NodeKind.REPOSITORY, NodeKind.RESULT}


def test_facts_are_listed_by_predicate_head_and_tail(small_graph: Graph) -> None:
    assert len(list(small_graph.facts())) == 18
    assert [fact.head for fact in small_graph.facts(Predicate.VARIANT_OF)] == ["method:lora-pro"]
    assert {fact.tail for fact in small_graph.facts_of("result:2407-1", Predicate.ON_DATASET)} == {"dataset:glue"}
    assert {fact.head for fact in small_graph.facts_about("method:lora", Predicate.USES)} == {"paper:arxiv:2407.18242"}
    assert len(list(small_graph.facts_about("method:lora"))) == 5


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact("paper:p", Predicate.USES, "method:none", PIECE), "no node method:none"),
        (Fact("method:m", Predicate.USES, "paper:p", PIECE), "the schema has no uses from method to paper"),
        (Fact("paper:p", Predicate.USES, "method:m", ()), "no evidence"),
    ],
)
def test_what_must_not_stand_in_a_graph_is_refused(fact: Fact, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Graph.from_facts([PAPER, METHOD], [fact])


def test_a_graph_can_be_kept_in_a_set_and_equals_itself_alone(small_graph: Graph) -> None:
    other = Graph.from_facts(small_graph.nodes(), small_graph.facts())
    assert {small_graph, other} == {other, small_graph}
    assert small_graph != other


def test_a_graph_can_be_copied_and_sent_elsewhere(small_graph: Graph) -> None:
    for twin in (copy.deepcopy(small_graph), pickle.loads(pickle.dumps(small_graph))):
        assert list(twin.facts()) == list(small_graph.facts())
        assert twin.find("LoRA").id == small_graph.find("LoRA").id


def test_no_node_has_no_id(small_graph: Graph) -> None:
    with pytest.raises(KeyError):
        small_graph.node("method:none")
