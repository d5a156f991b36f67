"""Concepts that occur together in papers more often than by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.tables.columns import KINDS
from kg.usage import Usage, usage_of

if TYPE_CHECKING:
    import networkx


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
    row = usage.columns.row(concept)
    own = len(usage.papers(row))
    others, counts = usage.beside(row)
    often = counts >= max(1, at_least)
    pairs = zip(others[often].tolist(), counts[often].tolist(), strict=True)
    found = [_together(usage, other, count, own) for other, count in pairs]
    ordered = sorted((each for each in found if each.lift > 1), key=lambda each: (-each.lift, -each.papers, each.id))
    return ordered[:limit]


def _together(usage: Usage, other: int, count: int, own: int) -> Together:
    of, total, nodes = len(usage.papers(other)), usage.total, usage.columns.nodes
    expected, lift = own * of / total, count * total / (own * of)
    return Together(
        nodes.ids[other],
        nodes.labels[other],
        KINDS[nodes.kinds[other]].value,
        count,
        round(expected, 2),
        round(lift, 2),
        of,
    )
