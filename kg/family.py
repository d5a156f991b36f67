"""A family as a tree: a concept and its variants, each with the evidence for being one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import networkx

from kg.adjacency import edges_from, edges_to
from kg.answers import Answers
from kg.facts import Evidence
from kg.schema import Predicate
from kg.usage import usage_of

_VARIANT = Predicate.VARIANT_OF.value


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

    def to_rows(self) -> Answers[Kin]:
        """The tree as a table: a row for each place in it, the root first."""
        return Answers(Kin, _kin(self, "", 0))

    def __str__(self) -> str:
        return "\n".join(_drawn(self))


@dataclass(frozen=True, slots=True)
class Kin:
    """A place in a family: ``depth`` steps below the root, directly below ``variant_of``; why, by the best evidence."""

    id: str
    name: str
    kind: str
    depth: int
    variant_of: str
    papers: int
    score: float
    rule: str
    sentence: str


def family_of(nx: networkx.MultiDiGraph[str], concept: str, depth: int = 6) -> Variant:
    """The variants below a concept, to ``depth``, the most named first.

    A variant is shown below its nearest kin only: where LoRA-XS is a variant of LoRA and LoRA of PEFT, an edge from
    LoRA-XS to PEFT adds nothing and is left out.
    """
    return _placed(nx, concept, 1.0, (), _below(nx, concept, depth, frozenset({concept}), {}))


_Grown: TypeAlias = dict[tuple[str, int], tuple[Variant, ...]]
"""What is below a concept to a depth; the same wherever the concept stands, as families have no cycles."""


def _below(
    nx: networkx.MultiDiGraph[str], concept: str, depth: int, above: frozenset[str], grown: _Grown
) -> tuple[Variant, ...]:
    if (concept, depth) not in grown:
        below = set(children(nx, concept)) - above if depth else set()
        direct = [head for head in below if below.isdisjoint(parents(nx, head))]
        edges = edges_to(nx, concept)
        found = [
            _placed(
                nx,
                head,
                edges[head][_VARIANT]["score"],
                edges[head][_VARIANT]["evidence"],
                _below(nx, head, depth - 1, above | {head}, grown),
            )
            for head in sorted(direct)
        ]
        found.sort(key=lambda variant: (-variant.papers, variant.name.casefold(), variant.id))
        grown[concept, depth] = tuple(found)
    return grown[concept, depth]


def _placed(
    nx: networkx.MultiDiGraph[str],
    concept: str,
    score: float,
    evidence: tuple[Evidence, ...],
    below: tuple[Variant, ...],
) -> Variant:
    attributes = nx.nodes[concept]
    papers = len(usage_of(nx).papers.get(concept, ()))
    return Variant(concept, attributes["label"], attributes["kind"], papers, score, evidence, below)


def children(nx: networkx.MultiDiGraph[str], concept: str) -> list[str]:
    """The direct variants of a concept, sorted."""
    return sorted(head for head, keys in edges_to(nx, concept).items() if _VARIANT in keys)


def descendants(nx: networkx.MultiDiGraph[str], concept: str) -> set[str]:
    """A concept and all its variants, theirs and so on."""
    met, waiting = {concept}, [concept]
    while waiting:
        new = set(children(nx, waiting.pop())) - met
        met |= new
        waiting.extend(new)
    return met


def parents(nx: networkx.MultiDiGraph[str], concept: str) -> list[str]:
    """What a concept is a direct variant of, sorted."""
    return sorted(tail for tail, keys in edges_from(nx, concept).items() if _VARIANT in keys)


def paper_count(nx: networkx.MultiDiGraph[str], concept: str) -> int:
    """How many papers name a concept, in whatever role."""
    return len(papers_of(nx, concept))


def papers_of(nx: networkx.MultiDiGraph[str], concept: str) -> set[str]:
    """The papers that name a concept, in whatever role."""
    nodes = nx.nodes
    return {head for head in edges_to(nx, concept) if nodes[head]["kind"] == "paper"}


def _kin(variant: Variant, above: str, depth: int) -> Iterator[Kin]:
    best = max(variant.evidence, key=lambda piece: (bool(piece.sentence), piece.score, piece), default=None)
    rule, sentence = (best.rule, best.sentence) if best else ("", "")
    yield Kin(variant.id, variant.name, variant.kind, depth, above, variant.papers, variant.score, rule, sentence)
    for below in variant.variants:
        yield from _kin(below, variant.name, depth + 1)


def _drawn(variant: Variant, lead: str = "") -> Iterator[str]:
    yield f"{variant.name} ({variant.kind}, {variant.papers} {'paper' if variant.papers == 1 else 'papers'})"
    for index, child in enumerate(variant.variants):
        last = index == len(variant.variants) - 1
        branch, space = ("└─ ", "   ") if last else ("├─ ", "│  ")
        for number, line in enumerate(_drawn(child)):
            yield lead + (branch if number == 0 else space) + line
