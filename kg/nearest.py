"""The papers nearest to one, and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

import networkx

from kg.caching import per_graph
from kg.facts import Evidence
from kg.usage import usage_of


@dataclass(frozen=True, slots=True)
class Shared:
    """A concept that two papers share; ``rarity`` is ln(papers in the graph / papers that name it).

    ``sentence`` is where the paper asked about names it, ``other_sentence`` where the other one does.
    """

    id: str
    name: str
    rarity: float
    sentence: str
    other_sentence: str


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
        for other in usage_of(nx).papers[concept] - {paper} if weight > 0 else ():
            dots[other] += weight * weight
    own = rarities.norms[paper]
    scored = [(dot / (own * rarities.norms[other]), other) for other, dot in dots.items()]
    best = sorted(scored, key=lambda pair: (-round(pair[0], 9), pair[1]))[:limit]
    return [_related(nx, paper, other, score) for score, other in best]


@per_graph
def rarities_of(nx: networkx.MultiDiGraph[str]) -> Rarities:
    """The weights of all concepts and papers of a graph."""
    usage = usage_of(nx)
    rarities = {concept: log(len(usage.concepts) / len(papers)) for concept, papers in usage.papers.items()}
    norms = {paper: _norm(map(rarities.__getitem__, named)) for paper, named in usage.concepts.items()}
    return Rarities(rarities, norms)


def concepts_of(nx: networkx.MultiDiGraph[str], paper: str) -> tuple[str, ...]:
    """The concepts that a paper names, in whatever role, sorted."""
    return usage_of(nx).concepts[paper]


def _norm(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))


def _related(nx: networkx.MultiDiGraph[str], paper: str, other: str, score: float) -> Related:
    rarities = rarities_of(nx).of_concept
    common = set(concepts_of(nx, paper)).intersection(concepts_of(nx, other))
    shared = [
        Shared(
            each,
            nx.nodes[each]["label"],
            round(rarities[each], 3),
            naming_sentence(nx, paper, each),
            naming_sentence(nx, other, each),
        )
        for each in common
        if rarities[each] > 0
    ]
    return Related(
        other,
        nx.nodes[other]["label"],
        round(score, 4),
        tuple(sorted(shared, key=lambda each: (-each.rarity, each.id))),
    )


def naming_sentence(nx: networkx.MultiDiGraph[str], paper: str, concept: str) -> str:
    """The sentence of a paper that names a concept best: one of the abstract rather than the title, then by score."""
    title = nx.nodes[paper]["label"]
    pieces: list[Evidence] = [piece for fact in nx[paper][concept].values() for piece in fact["evidence"]]
    return max(pieces, key=lambda piece: (piece.sentence != title, piece.score, -piece.start)).sentence
