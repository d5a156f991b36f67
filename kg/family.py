"""A family as a tree: a concept and its variants, each with the evidence for being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx
import numpy as np

from kg.answers import Answers
from kg.facts import Evidence
from kg.kinship import Kinship, kinship_of
from kg.tables.columns import Rows
from kg.tables.numbers import evidence_of
from kg.usage import Usage, usage_of


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
    kinship = kinship_of(nx)
    row = kinship.columns.row(concept)
    grown: _Grown = {}
    _grow(kinship, row, depth, frozenset({row}), grown)
    facts = sorted({fact for below in grown.values() for _, fact in below})
    said = dict(zip(facts, evidence_of(nx, np.array(facts, dtype=np.int64)), strict=True))
    return _Placing(usage_of(nx), grown, said).placed(row, depth, None)


_Grown: TypeAlias = dict[tuple[int, int], list[tuple[int, int]]]
"""What is directly below a concept, to a depth: each with the fact that says so. It is the same wherever the concept
stands, as families have no cycles."""


def _grow(kinship: Kinship, concept: int, depth: int, above: frozenset[int], grown: _Grown) -> None:
    if (concept, depth) in grown:
        return
    grown[concept, depth] = kinship.direct(concept, above) if depth else []
    for head, _ in grown[concept, depth]:
        _grow(kinship, head, depth - 1, above | {head}, grown)


def _counts(usage: Usage, rows: Rows) -> list[int]:
    """How many papers name each of these."""
    counts: list[int] = usage.paper_counts()[rows].tolist()
    return counts


class _Placing:
    """Makes the tree of what has grown, each branch once, with the evidence that was read for all of it."""

    def __init__(self, usage: Usage, grown: _Grown, said: Mapping[int, tuple[Evidence, ...]]) -> None:
        nodes, facts = usage.columns.nodes, np.array(sorted(said), dtype=np.int64)
        rows = np.array(sorted({concept for concept, _ in grown}), dtype=np.int64)
        kinds = [nodes.named[code] for code in nodes.kinds[rows].tolist()]
        told = zip(nodes.ids.many(rows), nodes.labels.many(rows), kinds, _counts(usage, rows), strict=True)
        self.about = dict(zip(rows.tolist(), told, strict=True))
        self.scores = dict(zip(facts.tolist(), usage.columns.facts.scores[facts].tolist(), strict=True))
        self.grown, self.said = grown, said
        self.made: dict[tuple[int, int], tuple[Variant, ...]] = {}

    def placed(self, concept: int, depth: int, fact: int | None) -> Variant:
        """A concept with what is below it, and the fact that puts it below another."""
        score = 1.0 if fact is None else self.scores[fact]
        evidence = () if fact is None else self.said[fact]
        name, label, kind, papers = self.about[concept]
        return Variant(name, label, kind, papers, score, evidence, self.below(concept, depth))

    def below(self, concept: int, depth: int) -> tuple[Variant, ...]:
        """The most named first."""
        if (concept, depth) not in self.made:
            found = [self.placed(head, depth - 1, fact) for head, fact in self.grown[concept, depth]]
            found.sort(key=lambda variant: (-variant.papers, variant.name.casefold(), variant.id))
            self.made[concept, depth] = tuple(found)
        return self.made[concept, depth]


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
