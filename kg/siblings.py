"""What is to one concept's family what another is: other members of it, those used in the same places first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import networkx

from kg.family import children, parents
from kg.usage import usage_of

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
    families: dict[str, list[str]] = {}
    sizes = {family: children(nx, family) for family in parents(nx, concept)}
    for family in sorted(sizes, key=lambda family: (len(sizes[family]), family)):
        for member in sizes[family]:
            if member not in (concept, *sizes) and nx.nodes[member]["kind"] == nx.nodes[concept]["kind"]:
                families.setdefault(member, []).append(family)
    papers = usage_of(nx).papers
    near = sorted(families, key=lambda m: (len(sizes[families[m][0]]), -len(papers.get(m, ())), m))[:COMPARED]
    own = _beside(nx, concept)
    found = [_sibling(nx, concept, member, families[member], sizes, own) for member in near]
    return sorted(found, key=lambda each: (-each.score, -each.papers, each.id))[:limit]


def _sibling(
    nx: networkx.MultiDiGraph[str],
    concept: str,
    member: str,
    common: Sequence[str],
    sizes: Mapping[str, Sequence[str]],
    own: Counter[str],
) -> Sibling:
    named = usage_of(nx).papers
    papers = named.get(member, frozenset())
    places = _overlap(own, _beside(nx, member))
    closeness = 1 / log2(1 + len(sizes[common[0]]))
    return Sibling(
        member,
        nx.nodes[member]["label"],
        nx.nodes[member]["kind"],
        tuple(nx.nodes[family]["label"] for family in common),
        len(papers),
        len(papers & named.get(concept, frozenset())),
        round(places, 4),
        round((places + closeness) / 2, 4),
    )


def _beside(nx: networkx.MultiDiGraph[str], concept: str) -> Counter[str]:
    """How many papers name each other concept beside this one."""
    usage = usage_of(nx)
    counts = Counter(other for paper in usage.papers.get(concept, ()) for other in usage.concepts[paper])
    del counts[concept]
    return counts


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """The share of the first's neighbours, counted by papers, that the second has too."""
    return sum(count for name, count in one.items() if name in other) / max(one.total(), 1)
