"""Families on the map: large enough, each concept in the smallest it fits, none under a name that everybody uses."""

from __future__ import annotations

from conftest import evidence

from exports.explorer.drawing import choose_drawn
from exports.explorer.families import find_families
from exports.explorer.reading import read
from kg.facts import Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def graph_of(parents: dict[str, list[str]], *, papers: int = 2, kind: NodeKind = NodeKind.METHOD) -> Graph:
    """Concepts and what each is a variant of; every concept is named by every paper."""
    names = sorted({*parents, *(parent for found in parents.values() for parent in found)})
    concepts = [Node(f"{kind}:{name}", kind, name) for name in names]
    articles = [Node(f"paper:{number}", NodeKind.PAPER, f"P{number}", {"abstract": "A."}) for number in range(papers)]
    said = evidence("paper:0", "A.", 3)
    variants = [
        Fact(f"{kind}:{child}", Predicate.VARIANT_OF, f"{kind}:{parent}", (said,))
        for child, found in parents.items()
        for parent in found
    ]
    named = [
        Fact(paper.id, Predicate.USES, concept.id, (evidence(paper.id, "A.", 3),))
        for paper in articles
        for concept in concepts
    ]
    return Graph.from_facts([*concepts, *articles], [*variants, *named])


def families(graph: Graph) -> dict[str, list[str]]:
    labels = [node.label for node in graph.nodes()]
    reading = read(graph)
    found = find_families(reading, choose_drawn(reading))
    return {labels[family.head]: [labels[row] for row in family.members] for family in found}


def test_four_variants_are_a_family_and_three_are_not() -> None:
    large, small = {name: ["large"] for name in "abcd"}, {name: ["small"] for name in "efg"}
    assert families(graph_of(large | small)) == {"large": ["a", "b", "c", "d"]}


def test_a_concept_belongs_to_the_smallest_family_that_it_fits() -> None:
    inner = {name: ["inner", "outer"] for name in "abcd"}
    outer = {name: ["outer"] for name in ("v", "w", "x", "y", "inner")}
    assert families(graph_of(inner | outer)) == {"outer": ["inner", "v", "w", "x", "y"], "inner": ["a", "b", "c", "d"]}


def test_a_family_too_small_leaves_its_members_to_a_larger_one() -> None:
    inner = {name: ["inner", "outer"] for name in "abc"}
    assert families(graph_of(inner | {"d": ["outer"], "inner": ["outer"]})) == {"outer": ["a", "b", "c", "d", "inner"]}


def test_a_model_that_every_paper_names_heads_no_family() -> None:
    parents = {name: ["model"] for name in "abcd"}
    assert families(graph_of(parents, kind=NodeKind.MODEL)) == {}


def test_a_head_is_drawn_for_its_family_though_one_paper_names_it() -> None:
    papers = [Node(f"paper:{n:03}", NodeKind.PAPER, f"P{n}", {"abstract": "A."}) for n in range(160)]
    concepts = [Node(f"method:{name}", NodeKind.METHOD, name) for name in ("head", *"abcd")]
    said = evidence("paper:000", "A.", 3)
    facts = [Fact("paper:000", Predicate.INTRODUCES, concept.id, (said,)) for concept in concepts[1:]]
    facts += [Fact(concept.id, Predicate.VARIANT_OF, "method:head", (said,)) for concept in concepts[1:]]
    graph = Graph.from_facts([*papers, *concepts], facts)
    assert families(graph) == {"head": ["a", "b", "c", "d"]}
