from __future__ import annotations

import difflib

import pytest

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.names import find_node, nearest_names
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate

PAPER = "paper:arxiv:2106.09685"
CODE = "repository:github.com/mrflogs/lora-pro"


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("method:lora", "method:lora"),
        ("LoRA-Pro", "paper:arxiv:2407.18242"),
        ("method:LoRA", "method:lora"),
        ("method:low rank adaptations", "method:lora"),
        ("Low-Rank Adaptation", "method:lora"),
        ("low rank adaptation", "method:lora"),
        ("gpt3", "model:gpt-3"),
        ("arxiv:2106.09685", PAPER),
        ("arXiv:2106.09685", PAPER),
        ("2106.09685", PAPER),
        ("arXiv:2106.09685v2", PAPER),
        ("https://arxiv.org/abs/2106.09685", PAPER),
        ("10.48550/arXiv.2106.09685", PAPER),
        ("mrflogs/LoRA-Pro", CODE),
        ("https://github.com/mrflogs/LoRA-Pro", CODE),
        ("github.com/mrflogs/lora-pro/", CODE),
        ("https://example.org/lora?a=1&b=<2>", "page:example.org/lora?a=1&b=<2>"),
    ],
)
def test_a_name_finds_its_node(small_graph: Graph, name: str, node: str) -> None:
    assert find_node(small_graph.nx, name) == node


def test_only_nodes_of_the_kinds_asked_for_are_found(small_graph: Graph) -> None:
    assert find_node(small_graph.nx, "LoRA-Pro", CONCEPT_KINDS) == "method:lora-pro"
    assert find_node(small_graph.nx, "LoRA", (NodeKind.PAPER,)) == PAPER
    with pytest.raises(UnknownNameError):
        find_node(small_graph.nx, "method:lora", (NodeKind.PAPER,))


@pytest.mark.parametrize("beginning", ["LoRA: low-rank adaptation of", "LoRA: Low-Rank Adaptation of Large Language"])
def test_a_paper_is_found_by_how_its_title_begins(example_graph: Graph, beginning: str) -> None:
    assert find_node(example_graph.asked, beginning) == PAPER
    with pytest.raises(UnknownNameError):
        find_node(example_graph.asked, "LoRA: low-rank adaptation of nothing")


def test_what_goes_by_a_name_but_is_not_asked_for_is_told(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r"'LoRA-Pro' is a method, and dataset is asked for"):
        find_node(small_graph.nx, "LoRA-Pro", (NodeKind.DATASET,))


def test_a_namesake_gives_way_to_the_concept_whose_id_is_the_name() -> None:
    own, other = Node("method:gptq", NodeKind.METHOD, "GPTQ"), Node("method:gradient-based", NodeKind.METHOD, "GPTQ")
    assert find_node(ranked(own, other, cited="method:gradient-based").nx, "GPTQ") == "method:gptq"
    assert find_node(ranked(own, other, cited="method:gradient-based").nx, "method:gradient-based") == other.id


def ranked(*nodes: Node, cited: str = "") -> Graph:
    paper = Node("paper:p", NodeKind.PAPER, "A paper")
    piece = Evidence("paper:p", 0, 1, "A", "test", 0.5)
    facts = [Fact("paper:p", Predicate.USES, cited, (piece,))] if cited else []
    return Graph.from_facts([paper, *nodes], facts)


def concept(key: str, label: str, *aliases: str) -> Node:
    return Node(f"method:{key}", NodeKind.METHOD, label, {"aliases": aliases})


def test_a_label_goes_before_an_alias_and_both_before_another_spelling() -> None:
    label, alias, spelling = concept("a", "AdaGrad"), concept("b", "other", "AdaGrad"), concept("c", "adagrads")
    assert find_node(ranked(label, alias, spelling).nx, "AdaGrad") == "method:a"
    assert find_node(ranked(alias, spelling).nx, "AdaGrad") == "method:b"
    assert find_node(ranked(spelling).nx, "AdaGrad") == "method:c"


def test_of_equals_the_one_with_most_edges() -> None:
    one, other = concept("a", "SAM"), concept("b", "SAM")
    assert find_node(ranked(one, other, cited="method:a").nx, "SAM") == "method:a"
    assert find_node(ranked(one, other, cited="method:b").nx, "SAM") == "method:b"


def test_an_unknown_name_offers_the_nearest(small_graph: Graph) -> None:
    with pytest.raises(
        UnknownNameError, match=r"^the graph has nothing named 'LoRa-Pr0'; did you mean LoRA-Pro"
    ) as told:
        small_graph.find("LoRa-Pr0")
    assert told.value.nearest[0] == "LoRA-Pro"


@pytest.mark.parametrize("name", ["", "   ", "zzzzzzzz", "method:", "+++", "'; DROP TABLE nodes; --"])
def test_a_name_like_nothing_offers_nothing(small_graph: Graph, name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"nothing named"):
        small_graph.find(name)


@pytest.mark.parametrize("name", ["QLORAA", "adalorra", "low rank", "imagenett", "knowlege distilation"])
def test_the_nearest_are_those_that_a_full_comparison_finds(example_graph: Graph, name: str) -> None:
    kinds = frozenset(kind.value for kind in CONCEPT_KINDS)
    labels = {node.label.lower() for node in example_graph.concepts()}
    full = difflib.get_close_matches(name.lower(), sorted(labels), n=5, cutoff=0.6)
    assert [near.lower() for near in nearest_names(example_graph.nx, name, kinds)] == full


def test_a_node_added_later_is_found(small_graph: Graph) -> None:
    small_graph.find("LoRA")
    small_graph.nx.add_node("method:new", kind="method", label="NewThing", aliases=())
    assert small_graph.find("newthing").id == "method:new"
