"""A family as a tree: a concept and its variants, each with the evidence for being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from kg.answers import Answers
from kg.facts import Evidence
from kg.kinship import Kinship, kinship_of
from kg.tables.columns import Rows, distinct, starts_of
from kg.tables.numbers import columns_of, lazy_evidence
from kg.usage import usage_of

if TYPE_CHECKING:
    import networkx


_Each = TypeVar("_Each")


_LIKELY = frozenset({"pair", "pair apart"})
"""``RULE`` and ``APART`` of ``extractors.relating``: no words say so, and all that is around makes it likely."""


class _LookedAt(Generic[_Each]):
    """What a variant has of evidence or of variants, made or read when somebody looks at it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, variant: object, owner: type) -> tuple[_Each, ...]:
        if variant is None:
            raise AttributeError(self._name)  # so that it counts as a field without a default
        held: Iterable[_Each] = getattr(variant, self._name)
        if not isinstance(held, tuple):
            held = tuple(held)
            object.__setattr__(variant, self._name, held)
        return held

    def __set__(self, variant: object, held: Iterable[_Each]) -> None:
        object.__setattr__(variant, self._name, held)


@dataclass(frozen=True)
class Variant:
    """A concept in a family; ``evidence`` says why it is a variant of the one above it (empty at the root)."""

    id: str
    name: str
    kind: str
    papers: int
    """How many papers name it."""
    score: float
    evidence: _LookedAt[Evidence] = _LookedAt()
    variants: _LookedAt[Variant] = _LookedAt()

    @property
    def telling(self) -> Evidence | None:
        """The evidence that says it best: a rule's own sentence, else whatever is surest; None at the root."""
        return max(self.evidence, key=_how_telling, default=None)

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


def _how_telling(piece: Evidence) -> tuple[bool, float, Evidence]:
    return bool(piece.sentence) and piece.rule not in _LIKELY, piece.score, piece


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
    rows, facts = _grown(kinship_of(nx), columns_of(nx).row(concept), depth)
    return _Tree(nx, rows, facts, depth).root(concept)


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
    """What has grown, by number; a part of it becomes variants when somebody looks there.

    What is below a concept is the same wherever it stands, as families have no cycles, unless the depth cuts it off: it
    is made once, and once more for each depth at which it is cut. So is the place that a fact gives to it.
    """

    def __init__(self, nx: networkx.MultiDiGraph[str], rows: Rows, facts: Rows, depth: int) -> None:
        columns = columns_of(nx)
        nodes = columns.nodes
        self.ids, self.names = nodes.ids.many(rows), nodes.labels.many(rows)
        self.kinds = [nodes.named[code] for code in nodes.kinds[rows].tolist()]
        self.papers: list[int] = usage_of(nx).paper_counts_of(rows).tolist()
        lower, upper = (np.searchsorted(rows, ends[facts]) for ends in (columns.facts.heads, columns.facts.tails))
        order = np.argsort(upper, kind="stable")
        self.below: list[int] = lower[order].tolist()
        self.starts: list[int] = starts_of(upper[order], len(rows)).tolist()
        self.scores: list[float] = columns.facts.scores[facts[order]].tolist()
        self.evidence = lazy_evidence(nx, facts[order])
        self.heights = _heights(lower, upper, len(rows), depth)
        self.places: dict[tuple[int, int], Variant] = {}

    def root(self, concept: str) -> Variant:
        """The concept whose family this is."""
        row = self.ids.index(concept)
        return self._variant(row, self.heights[row], 1.0, ())

    def branches(self, concept: int, depth: int) -> Iterator[Variant]:
        """What is directly below a concept, with what is to be found below that, to a depth; the most named first."""
        for fact in sorted(range(self.starts[concept], self.starts[concept + 1]), key=self._rank):
            key = fact, min(depth - 1, self.heights[self.below[fact]])
            if key not in self.places:
                self.places[key] = self._variant(self.below[fact], key[1], self.scores[fact], self.evidence[fact])
            yield self.places[key]

    def _rank(self, fact: int) -> tuple[int, str, int]:
        concept = self.below[fact]
        return -self.papers[concept], self.names[concept].casefold(), concept

    def _variant(self, concept: int, depth: int, score: float, evidence: Iterable[Evidence]) -> Variant:
        name, label, kind = self.ids[concept], self.names[concept], self.kinds[concept]
        branches = _Branches(self, concept, depth) if depth else ()
        return Variant(name, label, kind, self.papers[concept], score, evidence, branches)


class _Branches(Iterable[Variant]):
    """What is below a concept, not made yet."""

    __slots__ = ("_concept", "_depth", "_tree")

    def __init__(self, tree: _Tree, concept: int, depth: int) -> None:
        self._tree, self._concept, self._depth = tree, concept, depth

    def __iter__(self) -> Iterator[Variant]:
        return self._tree.branches(self._concept, self._depth)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self),)


def _heights(lower: Rows, upper: Rows, count: int, most: int) -> list[int]:
    """How many steps go down from each, at most so many; a ``lower`` is one step below its ``upper``."""
    heights = np.zeros(count, dtype=np.int64)
    for _ in range(most):
        np.maximum.at(heights, upper, heights[lower] + 1)
    found: list[int] = np.minimum(heights, most).tolist()
    return found


def _kin(variant: Variant, above: str, depth: int) -> Iterator[Kin]:
    best = variant.telling
    rule, sentence = (best.rule, best.sentence) if best else ("", "")
    yield Kin(variant.id, variant.name, variant.kind, depth, above, variant.papers, variant.score, rule, sentence)
    for below in variant.variants:
        yield from _kin(below, variant.name, depth + 1)


def _drawn(family: Variant) -> Iterator[str]:
    ahead = [(family, "", "")]
    while ahead:
        variant, lead, below = ahead.pop()
        yield f"{lead}{variant.name} ({variant.kind}, {variant.papers} {'paper' if variant.papers == 1 else 'papers'})"
        branches = [(each, f"{below}├─ ", f"{below}│  ") for each in variant.variants]
        branches[-1:] = [(each, f"{below}└─ ", f"{below}   ") for each in variant.variants[-1:]]
        ahead += reversed(branches)
