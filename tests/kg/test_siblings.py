"""What is to one family what another concept is."""

from __future__ import annotations

import pytest

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def graph_of(families: dict[str, str], papers: dict[str, str]) -> Graph:
    """Methods of one letter; ``families`` gives the variants of each, ``papers`` the methods that each uses."""
    letters = sorted({*families, *"".join(families.values()), *"".join(papers.values())})
    nodes = [Node(f"method:{letter}", NodeKind.METHOD, letter) for letter in letters]
    nodes += [Node(f"paper:{paper}", NodeKind.PAPER, paper) for paper in papers]
    piece = (Evidence("", 0, 0, "", "test", 0.5),)
    variant = [
        Fact(f"method:{v}", Predicate.VARIANT_OF, f"method:{of}", piece) for of, vs in families.items() for v in vs
    ]
    use = [Fact(f"paper:{p}", Predicate.USES, f"method:{v}", piece) for p, vs in papers.items() for v in vs]
    return Graph.from_facts(nodes, [*variant, *use])


def names(graph: Graph, name: str) -> list[str]:
    return [each.name for each in graph.siblings(name)]


def test_they_share_a_parent_and_neither_parent_nor_child_is_one() -> None:
    assert names(graph_of({"q": "abc", "a": "x"}, {}), "a") == ["b", "c"]


def test_a_parent_that_is_a_variant_of_another_parent_is_no_sibling() -> None:
    assert names(graph_of({"q": "abp", "p": "a"}, {}), "a") == ["b"]


def test_a_small_family_is_closer_than_a_large_one() -> None:
    assert names(graph_of({"q": "abcdef", "p": "az"}, {}), "a")[0] == "z"


def test_used_in_the_same_places_is_likelier() -> None:
    graph = graph_of({"q": "abc"}, {"one": "am", "two": "cm", "three": "bn"})
    first, second = graph.siblings("a")
    assert (first.name, first.places, second.name, second.places) == ("c", 1.0, "b", 0.0)
    assert first.score > second.score


def test_each_tells_the_common_families_and_how_many_papers_name_both() -> None:
    (only,) = graph_of({"q": "ab", "p": "ab"}, {"one": "ab", "two": "b"}).siblings("a")
    assert (only.families, only.papers, only.both) == (("p", "q"), 2, 1)


def test_a_concept_of_no_family_has_none() -> None:
    assert names(graph_of({}, {"one": "a"}), "a") == []


def test_to_gptq_is_awq_what_it_is_to_post_training_quantization(example_graph: Graph) -> None:
    assert names(example_graph, "GPTQ")[0] == "AWQ"


def test_an_unknown_name_is_answered_with_the_nearest(example_graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean .*GPTQ"):
        example_graph.siblings("GPTQQ")
