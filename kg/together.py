"""Concepts that occur together in papers more often than by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx

from kg.caching import per_graph
from kg.family import paper_count, papers_of
from kg.schema import CONCEPT_KINDS, NodeKind

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)


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
    named = _paper_counts(nx)
    counts = Counter(other for paper in papers_of(nx, concept) for other in nx.succ[paper] if other in named)
    own = counts.pop(concept, 0)
    found = [_together(nx, other, count, own) for other, count in counts.items() if count >= max(1, at_least)]
    ordered = sorted((each for each in found if each.lift > 1), key=lambda each: (-each.lift, -each.papers, each.id))
    return ordered[:limit]


def _together(nx: networkx.MultiDiGraph[str], other: str, count: int, own: int) -> Together:
    of, total = _paper_counts(nx)[other], _paper_total(nx)
    attributes = nx.nodes[other]
    expected, lift = own * of / total, count * total / (own * of)
    return Together(other, attributes["label"], attributes["kind"], count, round(expected, 2), round(lift, 2), of)


@per_graph
def _paper_counts(nx: networkx.MultiDiGraph[str]) -> Mapping[str, int]:
    """How many papers name each concept."""
    return {node: paper_count(nx, node) for node, kind in nx.nodes(data="kind") if kind in _CONCEPTS}


@per_graph
def _paper_total(nx: networkx.MultiDiGraph[str]) -> int:
    return sum(kind == NodeKind.PAPER for _, kind in nx.nodes(data="kind"))
