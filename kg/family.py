"""A family as a tree: a concept and its variants, each with the evidence for being one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from extractors.collecting import uncollected
from kg.answers import Answers
from kg.facts import Evidence
from kg.kinship import Kinship, kinship_of
from kg.tables.columns import Rows, distinct
from kg.tables.numbers import columns_of, lazy_evidence
from kg.usage import usage_of

if TYPE_CHECKING:
    import networkx


class _LookedAt:
    """The evidence of a variant, read when somebody looks at it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, variant: object, owner: type) -> tuple[Evidence, ...]:
        if variant is None:
            raise AttributeError(self._name)  # so that it counts as a field without a default
        held = getattr(variant, self._name)
        if not isinstance(held, tuple):
            held = tuple(held)
            object.__setattr__(variant, self._name, held)
        return held

    def __set__(self, variant: object, evidence: Sequence[Evidence]) -> None:
        object.__setattr__(variant, self._name, evidence)


@dataclass(frozen=True)
class Variant:
    """A concept in a family; ``evidence`` says why it is a variant of the one above it (empty at the root)."""

    id: str
    name: str
    kind: str
    papers: int
    """How many papers name it."""
    score: float
    evidence: _LookedAt = _LookedAt()
    variants: tuple[Variant, ...]  # type: ignore[misc] # what describes the field before it is no default of it

    def walk(self) -> Iterator[Variant]:
        """This concept and all below it, depth first; a concept with two parents comes under each."""
        ahead = [self]
        while ahead:
            variant = ahead.pop()
            yield variant
            ahead += reversed(variant.variants)

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


@uncollected()
def family_of(nx: networkx.MultiDiGraph[str], concept: str, depth: int = 6) -> Variant:
    """The variants below a concept, to ``depth``, the most named first.

    A variant is shown below its nearest kin only: where LoRA-XS is a variant of LoRA and LoRA of PEFT, an edge from
    LoRA-XS to PEFT adds nothing and is left out.
    """
    row = columns_of(nx).row(concept)
    return _Tree(nx, *_grown(kinship_of(nx), row, depth), depth).placed(row, depth)


def _grown(kinship: Kinship, concept: int, depth: int) -> tuple[Rows, Rows]:
    """A concept and all that is at most so many steps below it, and the facts that put one below another, sorted."""
    met = ring = np.array([concept])
    facts = np.zeros(0, dtype=np.int64)
    for _ in range(depth):
        below, said = kinship.direct(ring)
        ring = np.setdiff1d(distinct(below), met, assume_unique=True)
        met, facts = np.append(met, ring), np.append(facts, said)
    return np.sort(met), np.sort(facts)


class _Tree:
    """Makes the tree of what has grown, with the evidence for all of it.

    What is below a concept is the same wherever it stands, as families have no cycles, unless the depth cuts it off: it
    is made once, and once more for each depth at which it is cut. So is the place that a fact gives to it.
    """

    def __init__(self, nx: networkx.MultiDiGraph[str], rows: Rows, facts: Rows, depth: int) -> None:
        columns = columns_of(nx)
        nodes, heads, tails = columns.nodes, columns.facts.heads[facts], columns.facts.tails[facts]
        kinds = [nodes.named[code] for code in nodes.kinds[rows].tolist()]
        counts = usage_of(nx).paper_counts_of(rows).tolist()
        told = zip(nodes.ids.many(rows), nodes.labels.many(rows), kinds, counts, strict=True)
        self.about = dict(zip(rows.tolist(), told, strict=True))
        self.heights = dict(zip(rows.tolist(), _heights(rows, heads, tails, depth), strict=True))
        said = zip(columns.facts.scores[facts].tolist(), lazy_evidence(nx, facts), strict=True)
        self.said = dict(zip(facts.tolist(), said, strict=True))
        self.below = self._below(heads.tolist(), tails.tolist())
        self.made: dict[tuple[int, int], tuple[Variant, ...]] = {}
        self.places: dict[tuple[int | None, int], Variant] = {}

    def _below(self, variants: list[int], parents: list[int]) -> dict[int, list[tuple[int, int]]]:
        """The variants of each, the most named first, with the facts that say so."""
        ranked = sorted(self.about, key=lambda row: (-self.about[row][3], self.about[row][1].casefold(), row))
        ranks = {row: rank for rank, row in enumerate(ranked)}
        below: dict[int, list[tuple[int, int]]] = defaultdict(list)
        told = sorted(zip(variants, parents, self.said, strict=True), key=lambda each: ranks[each[0]])
        for variant, parent, fact in told:
            below[parent].append((variant, fact))
        return below

    def placed(self, concept: int, depth: int, fact: int | None = None) -> Variant:
        """A concept with what is below it, and the fact that puts it below another."""
        key = fact, min(depth, self.heights[concept])
        if key not in self.places:
            score, evidence = (1.0, ()) if fact is None else self.said[fact]
            name, label, kind, papers = self.about[concept]
            branches = self.branches(concept, key[1])
            self.places[key] = Variant(name, label, kind, papers, score, evidence, branches)
        return self.places[key]

    def branches(self, concept: int, depth: int) -> tuple[Variant, ...]:
        """What is directly below it, with what is below that, to a depth."""
        if not depth:
            return ()
        if (concept, depth) not in self.made:
            below = self.below[concept]
            self.made[concept, depth] = tuple([self.placed(variant, depth - 1, fact) for variant, fact in below])
        return self.made[concept, depth]


def _heights(rows: Rows, variants: Rows, parents: Rows, most: int) -> list[int]:
    """How many steps go down from each, counted to the most that are asked for."""
    heights = np.zeros(len(rows), dtype=np.int64)
    lower, upper = np.searchsorted(rows, variants), np.searchsorted(rows, parents)
    for _ in range(most):
        np.maximum.at(heights, upper, heights[lower] + 1)
    found: list[int] = np.minimum(heights, most).tolist()
    return found


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
