"""A family as a tree: a concept and its variants, each with the evidence for being one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx

from kg.facts import Evidence
from kg.schema import Predicate


@dataclass(frozen=True, slots=True)
class Variant:
    """A concept in a family; ``evidence`` says why it is a variant of the one above it (empty at the root)."""

    id: str
    name: str
    kind: str
    papers: int
    """How many papers name it."""
    score: float
    evidence: tuple[Evidence, ...]
    variants: tuple[Variant, ...]

    def walk(self) -> Iterator[Variant]:
        """This concept and all below it, depth first; a concept with two parents comes under each."""
        yield self
        for variant in self.variants:
            yield from variant.walk()

    def __str__(self) -> str:
        return "\n".join(_drawn(self))


def family_of(nx: networkx.MultiDiGraph[str], concept: str, depth: int = 6) -> Variant:
    """The variants below a concept, to ``depth``, the most named first.

    A variant is shown below its nearest kin only: where LoRA-XS is a variant of LoRA and LoRA of PEFT, an edge from
    LoRA-XS to PEFT adds nothing and is left out.
    """
    return _grown(nx, concept, 1.0, (), depth, frozenset({concept}))


def _grown(
    nx: networkx.MultiDiGraph[str],
    concept: str,
    score: float,
    evidence: tuple[Evidence, ...],
    depth: int,
    above: frozenset[str],
) -> Variant:
    below = [head for head in children(nx, concept) if head not in above] if depth else []
    implied = {head for head in below if any(other in below for other in parents(nx, head))}
    grown = []
    for head in below:
        if head not in implied:
            edge = nx.edges[head, concept, Predicate.VARIANT_OF.value]
            grown.append(_grown(nx, head, edge["score"], edge["evidence"], depth - 1, above | {head}))
    grown.sort(key=lambda variant: (-variant.papers, variant.name.casefold(), variant.id))
    attributes = nx.nodes[concept]
    return Variant(
        concept, attributes["label"], attributes["kind"], paper_count(nx, concept), score, evidence, tuple(grown)
    )


def children(nx: networkx.MultiDiGraph[str], concept: str) -> list[str]:
    """The direct variants of a concept, sorted."""
    return sorted(head for head, _, key in nx.in_edges(concept, keys=True) if key == Predicate.VARIANT_OF)


def parents(nx: networkx.MultiDiGraph[str], concept: str) -> list[str]:
    """What a concept is a direct variant of, sorted."""
    return sorted(tail for _, tail, key in nx.out_edges(concept, keys=True) if key == Predicate.VARIANT_OF)


def paper_count(nx: networkx.MultiDiGraph[str], concept: str) -> int:
    """How many papers name a concept, in whatever role."""
    return len(papers_of(nx, concept))


def papers_of(nx: networkx.MultiDiGraph[str], concept: str) -> set[str]:
    """The papers that name a concept, in whatever role."""
    return {head for head in nx.predecessors(concept) if nx.nodes[head]["kind"] == "paper"}


def _drawn(variant: Variant, lead: str = "") -> Iterator[str]:
    yield f"{variant.name} ({variant.kind}, {variant.papers} {'paper' if variant.papers == 1 else 'papers'})"
    for index, child in enumerate(variant.variants):
        last = index == len(variant.variants) - 1
        branch, space = ("└─ ", "   ") if last else ("├─ ", "│  ")
        for number, line in enumerate(_drawn(child)):
            yield lead + (branch if number == 0 else space) + line
