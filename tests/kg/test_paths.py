from __future__ import annotations

import random
from math import log

import networkx
import pytest

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.paths import shortest_path
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate


def graph_of(**named: str) -> Graph:
    """Papers and the concepts, a letter each, that they use; a capital letter is merely mentioned."""
    letters = sorted(set("".join(named.values()).lower()))
    nodes = [Node(f"paper:{paper}", NodeKind.PAPER, paper) for paper in named]
    nodes += [Node(f"method:{letter}", NodeKind.METHOD, letter) for letter in letters]
    facts = [
        Fact(
            f"paper:{paper}",
            Predicate.USES if letter.islower() else Predicate.MENTIONS,
            f"method:{letter.lower()}",
            (Evidence(f"paper:{paper}", 0, 1, f"{paper} names {letter}.", "test", 0.5),),
        )
        for paper, letters in named.items()
        for letter in letters
    ]
    return Graph.from_facts(nodes, facts)


def passed(graph: Graph, start: str, end: str) -> list[str]:
    trail = graph.path(start, end)
    assert trail is not None
    return [step.end_name for step in trail.steps]


def test_a_rare_concept_is_nearer_than_a_hub() -> None:
    graph = graph_of(one="rh", two="rh", three="h", four="h", five="h")
    assert passed(graph, "one", "two") == ["r", "two"]


def test_a_detour_through_rare_concepts_may_be_shorter_than_a_large_hub() -> None:
    hub = {f"other{number}": "h" for number in range(200)}
    graph = graph_of(one="ha", middle="ab", two="hb", **hub)
    assert passed(graph, "one", "two") == ["a", "middle", "b", "two"]


def test_to_use_is_nearer_than_to_mention() -> None:
    assert passed(graph_of(one="Ab", two="Ab"), "one", "two") == ["b", "two"]


def test_each_step_has_the_fact_in_words_and_its_sentence() -> None:
    trail = graph_of(one="r", two="r").path("one", "two")
    assert trail is not None
    assert [(step.start, step.end, step.says, step.sentence) for step in trail.steps] == [
        ("paper:one", "method:r", "one uses r", "one names r."),
        ("method:r", "paper:two", "two uses r", "two names r."),
    ]


def test_variants_are_joined_without_a_paper_between_them(small_graph: Graph) -> None:
    trail = small_graph.path("method:lora-pro", "method:lora")
    assert trail is not None
    assert [(step.says, step.sentence) for step in trail.steps] == [
        ("LoRA-Pro is a variant of LoRA", "LoRA-Pro extends LoRA.")
    ]


def test_a_step_that_no_sentence_says_has_the_rule_for_its_reason() -> None:
    nodes = [Node("method:a", NodeKind.METHOD, "a"), Node("method:b", NodeKind.METHOD, "b")]
    fact = Fact("method:a", Predicate.VARIANT_OF, "method:b", (Evidence("", 0, 0, "", "catalogue", 0.9),))
    trail = Graph.from_facts(nodes, [fact]).path("b", "a")
    assert trail is not None
    assert [(step.says, step.sentence, step.rule) for step in trail.steps] == [("a is a variant of b", "", "catalogue")]


def test_nothing_joins_what_is_apart_and_a_node_is_joined_to_itself() -> None:
    graph = graph_of(one="a", two="b")
    assert graph.path("one", "two") is None
    assert passed(graph, "one", "one") == []


def test_results_pages_and_repositories_are_not_passed(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError):
        small_graph.path("mrflogs/LoRA-Pro", "LoRA")


def cost(nx: networkx.MultiDiGraph, one: str, other: str) -> float:
    """What ``shortest_path`` says that a step costs."""
    keys = {*(nx.get_edge_data(one, other) or ()), *(nx.get_edge_data(other, one) or ())}
    ends = [node for node in (one, other) if nx.nodes[node]["kind"] != NodeKind.PAPER]
    passed = sum(log(1 + len(nx.succ[node]) + len(nx.pred[node])) for node in ends)
    return (3 if keys == {Predicate.MENTIONS} else 1) + passed


@pytest.mark.parametrize("seed", range(5))
def test_no_path_is_cheaper_by_another_algorithm(example_graph: Graph, seed: int) -> None:
    nx = example_graph.nx
    walked = {node.id for node in example_graph.nodes(NodeKind.PAPER, *CONCEPT_KINDS)}
    plain: networkx.Graph[str] = networkx.Graph(nx.subgraph(walked))
    for one, other in plain.edges:
        plain.edges[one, other]["weight"] = cost(nx, one, other)
    choose = random.Random(seed)
    for _ in range(5):
        start, end = choose.sample(sorted(walked), 2)
        found = shortest_path(nx, start, end)
        if found is None:
            assert not networkx.has_path(plain, start, end)
            continue
        assert found.cost == pytest.approx(networkx.dijkstra_path_length(plain, start, end), abs=1e-3)
        nodes = [start, *(step.end for step in found.steps)]
        assert networkx.path_weight(plain, nodes, "weight") == pytest.approx(found.cost, abs=1e-3)
        assert nodes[-1] == end
