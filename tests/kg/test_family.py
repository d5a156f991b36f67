from __future__ import annotations

import copy
import pickle

import pytest

from extractors.relating import APART, RULE
from kg.facts import Evidence, Fact, Node
from kg.family import _LIKELY, _Tree, family_of
from kg.graph import Graph
from kg.kinship import kinship_of
from kg.schema import NodeKind, Predicate


def graph_of(*edges: tuple[str, str]) -> Graph:
    names = sorted({end for edge in edges for end in edge})
    piece = (Evidence("", 0, 0, "", "catalogue", 0.9),)
    facts = [Fact(head, Predicate.VARIANT_OF, tail, piece) for head, tail in edges]
    return Graph.from_facts([Node(name, NodeKind.METHOD, name.upper()) for name in names], facts)


def test_a_family_is_a_tree_with_evidence(small_graph: Graph) -> None:
    family = small_graph.family("LoRA")
    (pro,) = family.variants
    assert (pro.name, pro.kind, pro.papers) == ("LoRA-Pro", "method", 1)
    assert [piece.sentence for piece in pro.evidence] == ["LoRA-Pro extends LoRA."]


def test_it_prints_as_a_tree(small_graph: Graph) -> None:
    assert str(small_graph.family("LoRA")) == "LoRA (method, 3 papers)\n└─ LoRA-Pro (method, 1 paper)"


def test_branches_are_drawn_below_each_other() -> None:
    drawn = str(graph_of(("b", "a"), ("c", "b"), ("d", "a")).family("a")).splitlines()
    assert [line.partition(" (")[0] for line in drawn] == ["A", "├─ B", "│  └─ C", "└─ D"]


def test_an_edge_that_others_imply_is_not_drawn() -> None:
    family = graph_of(("b", "a"), ("c", "b"), ("c", "a")).family("a")
    assert [variant.id for variant in family.walk()] == ["a", "b", "c"]


def test_a_concept_with_two_parents_comes_under_each() -> None:
    graph = graph_of(("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"))
    assert [variant.id for variant in graph.family("a").walk()] == ["a", "b", "d", "c", "d"]
    kinship = kinship_of(graph.nx)
    ids = kinship.columns.nodes.ids
    assert [ids[row] for row in kinship.parents(ids.place("d"))] == ["b", "c"]
    assert sorted(ids[row] for row in kinship.descendants(ids.place("a"))) == ["a", "b", "c", "d"]


def test_no_more_of_a_family_is_made_than_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    family = graph_of(("b", "a"), ("c", "b"), ("d", "c")).family("a")
    (child,) = family.variants
    with monkeypatch.context() as closed:
        closed.setattr(_Tree, "branches", lambda *_: pytest.fail("it was looked below"))
        assert family.variants == (child,)
        assert child.name == "B"
    assert [variant.id for variant in family.walk()] == ["a", "b", "c", "d"]


def test_a_family_is_the_same_whatever_was_looked_at_before() -> None:
    graph = graph_of(("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"))
    unseen, seen = graph.family("a"), graph.family("a")
    assert [variant.name for variant in seen.walk()] == ["A", "B", "D", "C", "D"]
    assert pickle.loads(pickle.dumps(unseen)) == copy.deepcopy(seen) == seen == unseen
    assert hash(seen) == hash(unseen)


def test_depth_ends_the_tree() -> None:
    chain = graph_of(("b", "a"), ("c", "b"), ("d", "c"))
    assert [variant.id for variant in family_of(chain.nx, "a", 2).walk()] == ["a", "b", "c"]


def test_a_paper_counts_once_in_whatever_roles(small_graph: Graph) -> None:
    assert small_graph.family("GLUE").papers == 2
    assert small_graph.family("LoRA").papers == 3


def test_a_rule_s_own_sentence_tells_best_and_a_likely_pair_only_if_it_is_surest() -> None:
    assert set(_LIKELY) == {RULE, APART}
    said, likely = Evidence("p", 0, 9, "B extends A.", "X extends Y", 0.4), Evidence("p", 0, 9, "A or B.", RULE, 0.5)
    apart, known = Evidence("p", 0, 9, "There is A.", APART, 0.6), Evidence("", 0, 0, "", "catalogue", 0.9)
    for evidence, best in (((said, likely, known), said), ((likely, apart, known), known), ((likely, apart), apart)):
        fact = Fact("b", Predicate.VARIANT_OF, "a", tuple(sorted(evidence)))
        graph = Graph.from_facts([Node(name, NodeKind.METHOD, name.upper()) for name in "ab"], [fact])
        assert graph.family("a").telling is None
        assert [variant.telling for variant in graph.family("a").variants] == [best]
