from __future__ import annotations

from math import log

import pytest

from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def graph_of(**named: str) -> Graph:
    """A graph of papers and the concepts (one letter each) that they use."""
    papers = [Node(f"paper:{paper}", NodeKind.PAPER, paper.upper()) for paper in named]
    concepts = [Node(f"method:{letter}", NodeKind.METHOD, letter) for letter in sorted(set("".join(named.values())))]
    facts = [
        Fact(f"paper:{p}", Predicate.USES, f"method:{letter}", (Evidence(f"paper:{p}", 0, 1, letter, "test", 0.5),))
        for p, letters in named.items()
        for letter in letters
    ]
    return Graph.from_facts([*papers, *concepts], facts)


def test_sharing_what_is_rare_counts_more() -> None:
    graph = graph_of(mine="ab", rare="ax", common="by", third="bz", fourth="bw")
    assert graph.related("mine")[0].id == "paper:rare"


def test_the_shared_concepts_are_named_rarest_first() -> None:
    graph = graph_of(mine="ab", near="ab", third="b", fourth="c")
    nearest = graph.related("mine")[0]
    assert [(shared.name, shared.rarity) for shared in nearest.shared] == [
        ("a", round(log(4 / 2), 3)), ("b", round(log(4 / 3), 3)),
    ]  # fmt: skip


def test_a_concept_that_every_paper_names_joins_none() -> None:
    assert graph_of(mine="a", near="a").related("mine") == []


def test_papers_that_name_the_same_are_as_near_as_can_be() -> None:
    (near,) = graph_of(mine="ab", same="ab", other="c").related("mine")
    assert near.score == pytest.approx(1.0)


def test_ties_go_by_id_and_the_limit_is_kept() -> None:
    graph = graph_of(mine="a", z="a", y="a", x="a", far="b")
    assert [near.id for near in graph.related("mine", limit=2)] == ["paper:x", "paper:y"]


def test_a_paper_without_concepts_is_near_none() -> None:
    assert graph_of(mine="", other="a", third="b").related("mine") == []


def test_real_papers_are_related_in_both_directions(example_graph: Graph) -> None:
    for paper in list(example_graph.nodes(NodeKind.PAPER))[:10]:
        for near in example_graph.related(paper.id, limit=3):
            back = {other.id: other.score for other in example_graph.related(near.id, limit=1000)}
            assert back[paper.id] == pytest.approx(near.score, abs=1e-4)
            assert 0 < near.score <= 1
            assert near.shared
