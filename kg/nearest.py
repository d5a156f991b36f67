"""The papers nearest to one, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.adjacency import edges_from, label_of
from kg.caching import per_graph
from kg.facts import Evidence
from kg.tables.columns import distinct, ranges
from kg.usage import usage_of

if TYPE_CHECKING:
    import networkx


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


@dataclass(frozen=True, slots=True, eq=False)
class Rarities:
    """How much each node weighs as a concept that papers name, and how long each is as a paper: its weights' norm."""

    of_concept: NDArray[np.float64]
    norms: NDArray[np.float64]


def related_papers(nx: networkx.MultiDiGraph[str], paper: str, limit: int = 10) -> list[Related]:
    """The papers that share most with one, weighted by rarity, best first; equals by id.

    The score is the cosine of the two papers' concepts, each weighted by its inverse document frequency (K. Spärck
    Jones, A statistical interpretation of term specificity, Journal of Documentation 28, 1972). A concept that every
    paper names weighs nothing.
    """
    usage, rarities = usage_of(nx), rarities_of(nx)
    row = usage.columns.row(paper)
    concepts = usage.concepts(row)
    weighing = concepts[rarities.of_concept[concepts] > 0]
    papers, starts = usage.naming
    squares = np.repeat(rarities.of_concept[weighing] ** 2, starts[weighing + 1] - starts[weighing])
    others = papers[ranges(starts, weighing)]
    near = distinct(others[others != row])
    dots = np.bincount(others, squares, minlength=len(rarities.norms))[near]
    scores = dots / (rarities.norms[row] * rarities.norms[near])
    best = np.lexsort((near, -np.round(scores, 9)))[:limit]
    chosen = zip(near[best].tolist(), scores[best].tolist(), strict=True)
    return [_related(nx, row, other, score) for other, score in chosen]


@per_graph
def rarities_of(nx: networkx.MultiDiGraph[str]) -> Rarities:
    """The weights of all concepts and papers of a graph."""
    usage = usage_of(nx)
    counts = usage.paper_counts()
    rarities = np.log(max(usage.total, 1) / np.maximum(counts, 1))
    rarities[counts == 0] = 0.0
    squares = np.repeat(rarities**2, counts)
    return Rarities(rarities, np.sqrt(np.bincount(usage.naming[0], squares, minlength=len(counts))))


def _related(nx: networkx.MultiDiGraph[str], paper: int, other: int, score: float) -> Related:
    usage, rarities = usage_of(nx), rarities_of(nx).of_concept
    nodes = usage.columns.nodes
    common = np.intersect1d(usage.concepts(paper), usage.concepts(other), assume_unique=True)
    one, two = nodes.ids[paper], nodes.ids[other]
    shared = [
        Shared(
            nodes.ids[each],
            nodes.labels[each],
            round(float(rarities[each]), 3),
            naming_sentence(nx, one, nodes.ids[each]),
            naming_sentence(nx, two, nodes.ids[each]),
        )
        for each in common[rarities[common] > 0].tolist()
    ]
    ordered = sorted(shared, key=lambda each: (-each.rarity, each.id))
    return Related(two, nodes.labels[other], round(score, 4), tuple(ordered))


def naming_sentence(nx: networkx.MultiDiGraph[str], paper: str, concept: str) -> str:
    """The sentence of a paper that names a concept best: one of the abstract rather than the title, then by score."""
    title = label_of(nx, paper)
    pieces: list[Evidence] = [piece for fact in edges_from(nx, paper)[concept].values() for piece in fact["evidence"]]
    return max(pieces, key=lambda piece: (piece.sentence != title, piece.score, -piece.start)).sentence
