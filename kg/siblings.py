"""What is to one concept's family what another is: other members of it, those used in the same places first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from kg.kinship import kinship_of
from kg.tables.columns import KINDS, Rows
from kg.usage import Usage, usage_of

if TYPE_CHECKING:
    import networkx

COMPARED = 60
"""How many members of large families are compared in full: those of small families first, then the most named."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another variant of what a concept is a variant of.

    ``families`` are the names of the parents that both have, the smallest family first; ``papers`` name it, ``both``
    name both; ``places`` of the concepts that papers name beside the one asked about, it is met with this share too,
    in (0, 1]; ``score`` is what the answer is ordered by: the mean of ``places`` and, of the smallest common family,
    1 / log2(1 + members), in (0, 1).
    """

    id: str
    name: str
    kind: str
    families: tuple[str, ...]
    papers: int
    both: int
    places: float
    score: float


def siblings_of(nx: networkx.MultiDiGraph[str], concept: str, *, limit: int = 20) -> list[Sibling]:
    """The siblings of a concept that are of its kind, the likest first; equals by papers, then id.

    A member of a small family is likelier to be of the same sort than one of a large family; two that are met beside
    the same concepts do the same work (J. R. Firth, A synopsis of linguistic theory, 1957).
    """
    usage = usage_of(nx)
    row, kinds = usage.columns.row(concept), usage.columns.nodes.kinds
    families: dict[int, list[int]] = {}
    kinship = kinship_of(nx)
    sizes = {family: kinship.children(family) for family in kinship.parents(row)}
    for family in sorted(sizes, key=lambda family: (len(sizes[family]), family)):
        for member in sizes[family]:
            if member != row and member not in sizes and kinds[member] == kinds[row]:
                families.setdefault(member, []).append(family)
    named = usage.paper_counts()
    near = sorted(families, key=lambda m: (len(sizes[families[m][0]]), -named[m], m))[:COMPARED]
    own = usage.beside(row)
    found = [_sibling(usage, row, member, families[member], len(sizes[families[member][0]]), own) for member in near]
    return sorted(found, key=lambda each: (-each.score, -each.papers, each.id))[:limit]


def _sibling(
    usage: Usage, concept: int, member: int, common: Sequence[int], size: int, own: tuple[Rows, Rows]
) -> Sibling:
    """``common`` are the families of both, ``size`` that of the smallest, ``own`` what is named beside the concept."""
    nodes, papers = usage.columns.nodes, usage.papers(member)
    places = _overlap(own, usage.beside(member)[0])
    closeness = 1 / log2(1 + size)
    return Sibling(
        nodes.ids[member],
        nodes.labels[member],
        KINDS[nodes.kinds[member]].value,
        tuple(nodes.labels[family] for family in common),
        len(papers),
        len(np.intersect1d(papers, usage.papers(concept), assume_unique=True)),
        round(places, 4),
        round((places + closeness) / 2, 4),
    )


def _overlap(one: tuple[Rows, Rows], other: Rows) -> float:
    """The share of the first's neighbours, counted by papers, that the second has too."""
    names, counts = one
    return int(counts[np.isin(names, other, assume_unique=True)].sum()) / max(int(counts.sum()), 1)
