"""Concepts that occur together in papers more often than by chance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx

from kg.usage import usage_of


@dataclass(frozen=True, slots=True)
class Together:
    """A concept that shares papers with the one asked about.

    ``papers`` name both, ``expected`` would by chance, ``of`` name this one at all; ``lift`` is papers / expected.
    """

    id: str
    name: str
    kind: str
    papers: int
    expected: float
    lift: float
    of: int


def concepts_together(
    nx: networkx.MultiDiGraph[str], concept: str, *, at_least: int = 3, limit: int = 20
) -> list[Together]:
    """The concepts that at least ``at_least`` papers name with this one, and more than chance would, by lift.

    Were they independent, papers(a) · papers(b) / papers of the graph would name both; lift is how many times more do
    (S. Brin, R. Motwani, J. Ullman, S. Tsur, Dynamic itemset counting, SIGMOD 1997). Chance alone gives pairs of rare
    concepts a large lift, which is why a pair needs several papers. Equal lifts go by papers, then id.
    """
    usage = usage_of(nx)
    counts = Counter(other for paper in usage.papers.get(concept, ()) for other in usage.concepts[paper])
    own = counts.pop(concept, 0)
    found = [_together(nx, other, count, own) for other, count in counts.items() if count >= max(1, at_least)]
    ordered = sorted((each for each in found if each.lift > 1), key=lambda each: (-each.lift, -each.papers, each.id))
    return ordered[:limit]


def _together(nx: networkx.MultiDiGraph[str], other: str, count: int, own: int) -> Together:
    usage = usage_of(nx)
    of, total = len(usage.papers[other]), len(usage.concepts)
    attributes = nx.nodes[other]
    expected, lift = own * of / total, count * total / (own * of)
    return Together(other, attributes["label"], attributes["kind"], count, round(expected, 2), round(lift, 2), of)
