"""The papers nearest to one, and what they share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log, sqrt

import networkx

from kg.family import papers_of
from kg.schema import CONCEPT_KINDS

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)


@dataclass(frozen=True, slots=True)
class Shared:
    """A concept that two papers share; ``rarity`` is ln(papers in the graph / papers that name it)."""

    id: str
    name: str
    rarity: float


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another; ``score`` is in (0, 1], ``shared`` has the rarest concept first."""

    id: str
    title: str
    score: float
    shared: tuple[Shared, ...]


def related_papers(nx: networkx.MultiDiGraph[str], paper: str, limit: int = 10) -> list[Related]:
    """The papers that share most with one, weighted by rarity, best first.

    The score is the cosine of the two papers' concepts, each weighted by its inverse document frequency (K. Spärck
    Jones, A statistical interpretation of term specificity, Journal of Documentation 28, 1972). A concept that every
    paper names weighs nothing.
    """
    total = sum(1 for _, kind in nx.nodes(data="kind") if kind == "paper")
    mine = _weights(nx, paper, total)
    dots: dict[str, float] = defaultdict(float)
    common: dict[str, list[str]] = defaultdict(list)
    for concept, weight in mine.items():
        for other in papers_of(nx, concept) - {paper} if weight > 0 else ():
            dots[other] += weight * weight
            common[other].append(concept)
    own = _norm(mine)
    scored = [(dots[other] / (own * _norm(_weights(nx, other, total))), other) for other in dots]
    best = sorted(scored, key=lambda pair: (-round(pair[0], 9), pair[1]))[:limit]
    return [Related(other, nx.nodes[other]["label"], round(score, 4), _shared(nx, common[other], mine)) for score, other in best]


def _weights(nx: networkx.MultiDiGraph[str], paper: str, total: int) -> dict[str, float]:
    concepts = {tail for tail in nx.successors(paper) if nx.nodes[tail]["kind"] in _CONCEPTS}
    return {concept: log(total / len(papers_of(nx, concept))) for concept in sorted(concepts)}


def _norm(weights: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))


def _shared(nx: networkx.MultiDiGraph[str], concepts: list[str], weights: dict[str, float]) -> tuple[Shared, ...]:
    shared = [Shared(concept, nx.nodes[concept]["label"], round(weights[concept], 3)) for concept in concepts]
    return tuple(sorted(shared, key=lambda each: (-each.rarity, each.id)))
