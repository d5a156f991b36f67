from __future__ import annotations

import pytest

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def graph_of(*facts: tuple[str, Predicate, str]) -> Graph:
    """One-letter papers, methods and repositories, joined as said; each fact has its own words for a sentence."""
    kinds = {"paper": NodeKind.PAPER, "method": NodeKind.METHOD, "repository": NodeKind.REPOSITORY}
    ids = sorted({end for head, _, tail in facts for end in (head, tail)})
    nodes = [Node(each, kinds[each.partition(":")[0]], each.partition(":")[2]) for each in ids]
    said = [
        Fact(head, predicate, tail, (Evidence(head, 0, 1, f"{head} {predicate} {tail}", "test", 0.5),))
        for head, predicate, tail in facts
    ]
    return Graph.from_facts(nodes, said)


def test_code_of_a_paper_that_introduces_the_concept_comes_before_code_of_users() -> None:
    graph = graph_of(
        ("paper:a", Predicate.USES, "method:m"),
        ("paper:a", Predicate.HAS_CODE, "repository:r1"),
        ("paper:b", Predicate.INTRODUCES, "method:m"),
        ("paper:b", Predicate.HAS_CODE, "repository:r2"),
    )
    assert [(made.repository, made.role) for made in graph.code("m")] == [
        ("repository:r2", Predicate.INTRODUCES),
        ("repository:r1", Predicate.USES),
    ]


def test_a_repository_that_is_only_cited_and_a_paper_that_only_mentions_do_not_count() -> None:
    graph = graph_of(
        ("paper:a", Predicate.INTRODUCES, "method:m"),
        ("paper:a", Predicate.CITES_CODE, "repository:r1"),
        ("paper:b", Predicate.MENTIONS, "method:m"),
        ("paper:b", Predicate.HAS_CODE, "repository:r2"),
        ("paper:c", Predicate.COMPARES_WITH, "method:m"),
        ("paper:c", Predicate.HAS_CODE, "repository:r3"),
    )
    assert graph.code("m") == []


def test_a_paper_that_introduces_and_uses_is_told_once() -> None:
    graph = graph_of(
        ("paper:a", Predicate.INTRODUCES, "method:m"),
        ("paper:a", Predicate.USES, "method:m"),
        ("paper:a", Predicate.HAS_CODE, "repository:r"),
    )
    assert [made.role for made in graph.code("m")] == [Predicate.INTRODUCES]


def test_both_sentences_are_told(small_graph: Graph) -> None:
    (made,) = small_graph.code("LoRA")
    assert made.url == "https://github.com/mrflogs/LoRA-Pro"
    assert (made.role, made.title, made.because) == (Predicate.USES, "LoRA-Pro", "LoRA-Pro extends LoRA.")


def test_every_example_repository_is_its_paper_s_own(example_graph: Graph) -> None:
    found = example_graph.code("LoRA")
    assert found[0].name == "microsoft/LoRA"
    for made in found:
        assert example_graph.nx.has_edge(made.paper, made.repository, Predicate.HAS_CODE.value)
        assert example_graph.nx.has_edge(made.paper, "method:lora", made.role.value)


def test_an_unknown_concept_is_answered_with_the_nearest_names(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        small_graph.code("LoRAA")
