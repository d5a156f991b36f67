"""The papers nearest to one, and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

import networkx

from kg.caching import per_graph
from kg.family import paper_count, papers_of
from kg.schema import CONCEPT_KINDS, NodeKind

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


@dataclass(frozen=True, slots=True)
class Rarities:
    """How much each concept that papers name weighs, and the length of each paper's vector of weights."""

    of_concept: Mapping[str, float]
    norms: Mapping[str, float]


def related_papers(nx: networkx.MultiDiGraph[str], paper: str, limit: int = 10) -> list[Related]:
    """The papers that share most with one, weighted by rarity, best first; equals by id.

    The score is the cosine of the two papers' concepts, each weighted by its inverse document frequency (K. Spärck
    Jones, A statistical interpretation of term specificity, Journal of Documentation 28, 1972). A concept that every
    paper names weighs nothing.
    """
    rarities = rarities_of(nx)
    dots: dict[str, float] = defaultdict(float)
    for concept in concepts_of(nx, paper):
        weight = rarities.of_concept[concept]
        for other in papers_of(nx, concept) - {paper} if weight > 0 else ():
            dots[other] += weight * weight
    own = rarities.norms[paper]
    scored = [(dot / (own * rarities.norms[other]), other) for other, dot in dots.items()]
    best = sorted(scored, key=lambda pair: (-round(pair[0], 9), pair[1]))[:limit]
    return [_related(nx, paper, other, score) for score, other in best]


@per_graph
def rarities_of(nx: networkx.MultiDiGraph[str]) -> Rarities:
    """The weights of all concepts and papers of a graph."""
    papers = [node for node, kind in nx.nodes(data="kind") if kind == NodeKind.PAPER]
    counts = {node: paper_count(nx, node) for node, kind in nx.nodes(data="kind") if kind in _CONCEPTS}
    rarities = {concept: log(len(papers) / count) for concept, count in counts.items() if count}
    return Rarities(rarities, {paper: _norm(rarities[each] for each in concepts_of(nx, paper)) for paper in papers})


def concepts_of(nx: networkx.MultiDiGraph[str], paper: str) -> list[str]:
    """The concepts that a paper names, in whatever role, sorted."""
    return sorted(tail for tail in nx.successors(paper) if nx.nodes[tail]["kind"] in _CONCEPTS)


def _norm(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))


def _related(nx: networkx.MultiDiGraph[str], paper: str, other: str, score: float) -> Related:
    rarities = rarities_of(nx).of_concept
    common = set(concepts_of(nx, paper)).intersection(concepts_of(nx, other))
    shared = [Shared(each, nx.nodes[each]["label"], round(rarities[each], 3)) for each in common if rarities[each] > 0]
    return Related(
        other,
        nx.nodes[other]["label"],
        round(score, 4),
        tuple(sorted(shared, key=lambda each: (-each.rarity, each.id))),
    )
