from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def graph_of(*papers: str) -> Graph:
    """Papers p0, p1, … and the concepts, a letter each, that they use."""
    nodes = [Node(f"paper:p{number}", NodeKind.PAPER, f"P{number}") for number, _ in enumerate(papers)]
    nodes += [Node(f"method:{letter}", NodeKind.METHOD, letter) for letter in sorted(set("".join(papers)))]
    facts = [
        Fact(f"paper:p{n}", Predicate.USES, f"method:{letter}", (Evidence(f"paper:p{n}", 0, 1, letter, "test", 0.5),))
        for n, letters in enumerate(papers)
        for letter in letters
    ]
    return Graph.from_facts(nodes, facts)


def test_lift_is_how_many_times_more_papers_name_both_than_by_chance() -> None:
    (b,) = graph_of("ab", "ab", "a", "", "", "").together("a", at_least=1)
    assert (b.name, b.papers, b.of, b.expected, b.lift) == ("b", 2, 2, 1.0, 2.0)


def test_the_highest_lift_comes_first_and_equals_go_by_papers() -> None:
    graph = graph_of("abcd", "abcd", "abd", "c", "e", "e")
    assert [each.name for each in graph.together("a", at_least=2)] == ["b", "d", "c"]
    wider = graph_of("abx", "abx", "abx", "cdb", "aex", "ey")
    assert [(each.name, each.papers) for each in wider.together("a", at_least=1)] == [("x", 4), ("b", 3)]


def test_what_every_paper_names_and_what_chance_explains_is_left_out() -> None:
    assert graph_of("ab", "ab", "ab").together("a", at_least=1) == []


def test_a_pair_needs_several_papers_and_the_limit_is_kept() -> None:
    graph = graph_of("abc", "abc", "ab", "", "")
    assert [each.name for each in graph.together("a")] == ["b"]
    assert len(graph.together("a", at_least=1, limit=1)) == 1


def test_an_unknown_concept_is_answered_with_the_nearest_names(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="LoRA"):
        small_graph.together("LoRAA")


def test_the_examples_agree_with_a_plain_count(example_graph: Graph) -> None:
    papers = {node.id: set(example_graph.nx.successors(node.id)) for node in example_graph.nodes(NodeKind.PAPER)}
    lora = [named for named in papers.values() if "method:lora" in named]
    for each in example_graph.together("LoRA", limit=50):
        assert each.papers == sum(each.id in named for named in lora)
        assert each.of == sum(each.id in named for named in papers.values())
        assert each.expected == pytest.approx(len(lora) * each.of / len(papers), abs=0.01)


@given(st.lists(st.frozensets(st.sampled_from("abcd")).map(lambda letters: "".join(sorted(letters))), max_size=8))
def test_lift_is_the_same_from_either_side(papers: list[str]) -> None:
    graph = graph_of("ab", *papers)
    there = [each.lift for each in graph.together("a", at_least=1) if each.name == "b"]
    back = [each.lift for each in graph.together("b", at_least=1) if each.name == "a"]
    assert there == back
