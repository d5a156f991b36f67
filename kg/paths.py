"""The shortest explained path between two papers or concepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.adjacency import edges_from, label_of
from kg.answers import Answers
from kg.caching import per_graph
from kg.facts import Evidence
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate
from kg.tables.columns import PREDICATES, Columns, distinct
from kg.tables.numbers import columns_of

if TYPE_CHECKING:
    import networkx

WALKED = (NodeKind.PAPER, *CONCEPT_KINDS)
"""The kinds of node that a path may pass."""

_Reached: TypeAlias = tuple[float, int | None]
"""What a node costs from where a search began, and the node before it."""
_FAR: _Reached = (inf, None)

_STEPS = np.array([3.0 if predicate is Predicate.MENTIONS else 1.0 for predicate in PREDICATES])
"""What a step costs by the fact that it follows, without its ends."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one node to the next, and the fact that joins them, which may read the other way round.

    ``says`` is the fact as words; ``sentence`` is where a paper says so, empty when ``rule`` needs no text.
    """

    start: str
    start_name: str
    end: str
    end_name: str
    says: str
    paper: str
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A path; ``cost`` is the sum of its steps' costs. No steps: both ends are one node."""

    cost: float
    steps: tuple[Step, ...]

    def to_rows(self) -> Answers[Step]:
        """The steps as a table."""
        return Answers(Step, self.steps)


def shortest_path(nx: networkx.MultiDiGraph[str], start: str, end: str) -> Trail | None:
    """The cheapest path through papers and concepts, in whichever direction facts read; None when there is none.

    A step costs ln(1 + neighbours) at each of its ends that is a concept, and 1, or 3 where a paper merely mentions: to
    meet in a concept that two papers name is short, to meet in one that hundreds name is long. Dijkstra's search from
    both ends at once (T. Nicholson, Finding the shortest route between two points in a network, The Computer Journal 9,
    1966).
    """
    columns = columns_of(nx)
    rows = columns.row(start), columns.row(end)
    found = _search(columns, _weights(nx), *rows)
    if found is None:
        return None
    cost, nodes = found
    names = [columns.nodes.ids[row] for row in nodes]
    return Trail(round(cost, 3), tuple(_step(nx, one, other) for one, other in pairwise(names)))


def _search(columns: Columns, weights: NDArray[np.float64], start: int, end: int) -> tuple[float, list[int]] | None:
    """What the cheapest path costs, and its nodes."""
    reached: tuple[dict[int, _Reached], dict[int, _Reached]] = ({start: (0.0, None)}, {end: (0.0, None)})
    fronts: tuple[list[tuple[float, int]], list[tuple[float, int]]] = ([(0.0, start)], [(0.0, end)])
    best, meeting = (0.0, start) if start == end else (inf, -1)
    while fronts[0] and fronts[1] and fronts[0][0][0] + fronts[1][0][0] < best:
        side = 0 if fronts[0][0] <= fronts[1][0] else 1
        cost, node = heappop(fronts[side])
        if cost > reached[side][node][0]:
            continue
        mine, theirs = reached[side], reached[1 - side]
        for further, other in _neighbours(columns, weights, node, cost, best):
            if further <= best and further < mine.get(other, _FAR)[0]:
                mine[other] = (further, node)
                heappush(fronts[side], (further, other))
                whole = further + theirs.get(other, _FAR)[0]
                best, meeting = min((best, meeting), (whole, other))
    if best == inf:
        return None
    return best, [*reversed(_walked_back(reached[0], meeting)), *_walked_back(reached[1], meeting)[1:]]


def _neighbours(
    columns: Columns, weights: NDArray[np.float64], node: int, cost: float, best: float
) -> Iterator[tuple[float, int]]:
    """The nodes next to one, of those that a path may pass, and what it costs to get there, if not more than best."""
    forth, back = columns.facts_from(node), columns.facts_to(node)
    others = np.concatenate([columns.facts.tails[forth], columns.facts.heads[back]])
    steps = _STEPS[columns.facts.predicates[np.concatenate([forth, back])]]
    costs = cost + (steps + (weights[node] + weights[others]))
    fits = costs <= best
    fits &= np.isfinite(costs)
    return zip(costs[fits].tolist(), others[fits].tolist(), strict=True)


@per_graph
def _weights(nx: networkx.MultiDiGraph[str]) -> NDArray[np.float64]:
    """What it costs to pass each node; infinitely much where a path may not."""
    columns = columns_of(nx)
    heads, tails, count = columns.facts.heads, columns.facts.tails, len(columns.nodes.ids)
    pairs = distinct((heads << 32) | tails)
    degrees = np.bincount(pairs >> 32, minlength=count) + np.bincount(pairs & 0xFFFFFFFF, minlength=count)
    weights: NDArray[np.float64] = np.log1p(degrees)
    weights[columns.papers] = 0.0
    weights[~columns.of_kind(*WALKED)] = inf
    return weights


def _walked_back(reached: Mapping[int, _Reached], node: int) -> list[int]:
    nodes = [node]
    while (before := reached[nodes[-1]][1]) is not None:
        nodes.append(before)
    return nodes


def _step(nx: networkx.MultiDiGraph[str], start: str, end: str) -> Step:
    """The best evidenced fact between two neighbours: with a sentence before without, and the title last."""
    facts = [
        ((bool(piece.sentence), piece.sentence != label_of(nx, head), piece.score), (head, tail, Predicate(key)), piece)
        for head, tail in ((start, end), (end, start))
        for key, edge in edges_from(nx, head).get(tail, {}).items()
        for piece in edge["evidence"]
    ]
    _, (head, tail, predicate), piece = max(facts, key=lambda fact: (fact[0], -fact[2].start, fact[1]))
    return _told(nx, start, end, f"{label_of(nx, head)} {RULES[predicate].label} {label_of(nx, tail)}", piece)


def _told(nx: networkx.MultiDiGraph[str], start: str, end: str, says: str, piece: Evidence) -> Step:
    return Step(start, label_of(nx, start), end, label_of(nx, end), says, piece.paper, piece.sentence, piece.rule)
