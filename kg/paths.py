"""The shortest explained path between two papers or concepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import inf, log
from typing import TypeAlias

import networkx

from kg.adjacency import edges_from, edges_to
from kg.answers import Answers
from kg.caching import per_graph
from kg.facts import Evidence
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate

WALKED = (NodeKind.PAPER, *CONCEPT_KINDS)
"""The kinds of node that a path may pass."""

_WALKED = frozenset(kind.value for kind in WALKED)
_Reached: TypeAlias = tuple[float, str | None]
"""What a node costs from where a search began, and the node before it."""


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
    reached: tuple[dict[str, _Reached], dict[str, _Reached]] = ({start: (0.0, None)}, {end: (0.0, None)})
    fronts: tuple[list[tuple[float, str]], list[tuple[float, str]]] = ([(0.0, start)], [(0.0, end)])
    best, meeting = (0.0, start) if start == end else (inf, "")
    while fronts[0] and fronts[1] and fronts[0][0][0] + fronts[1][0][0] < best:
        side = 0 if fronts[0][0] <= fronts[1][0] else 1
        cost, node = heappop(fronts[side])
        if cost > reached[side][node][0]:
            continue
        for other in _neighbours(nx, node):
            further = cost + _cost(nx, node, other)
            if further <= best and further < reached[side].get(other, (inf, None))[0]:
                reached[side][other] = (further, node)
                heappush(fronts[side], (further, other))
                whole = further + reached[1 - side].get(other, (inf, None))[0]
                best, meeting = min((best, meeting), (whole, other))
    if best == inf:
        return None
    nodes = [*reversed(_walked_back(reached[0], meeting)), *_walked_back(reached[1], meeting)[1:]]
    return Trail(round(best, 3), tuple(_step(nx, a, b) for a, b in pairwise(nodes)))


def _neighbours(nx: networkx.MultiDiGraph[str], node: str) -> Iterator[str]:
    weights = _weights(nx)
    for joined in (edges_from(nx, node), edges_to(nx, node)):
        for other in joined:
            if other in weights:
                yield other


def _cost(nx: networkx.MultiDiGraph[str], one: str, other: str) -> float:
    forth, back = edges_from(nx, one).get(other, {}), edges_from(nx, other).get(one, {})
    merely = all(key == Predicate.MENTIONS for facts in (forth, back) for key in facts)
    weights = _weights(nx)
    return (3 if merely else 1) + (weights[one] + weights[other])


@per_graph
def _weights(nx: networkx.MultiDiGraph[str]) -> Mapping[str, float]:
    """What it costs to pass each node that a path may pass."""
    return {
        node: 0.0 if kind == NodeKind.PAPER else log(1 + len(edges_from(nx, node)) + len(edges_to(nx, node)))
        for node, kind in nx.nodes(data="kind")
        if kind in _WALKED
    }


def _walked_back(reached: Mapping[str, _Reached], node: str) -> list[str]:
    nodes = [node]
    while (before := reached[nodes[-1]][1]) is not None:
        nodes.append(before)
    return nodes


def _step(nx: networkx.MultiDiGraph[str], start: str, end: str) -> Step:
    """The best evidenced fact between two neighbours: with a sentence before without, and the title last."""
    facts = [
        ((bool(piece.sentence), piece.sentence != _name(nx, head), piece.score), (head, tail, Predicate(key)), piece)
        for head, tail in ((start, end), (end, start))
        if nx.has_edge(head, tail)
        for key, edge in nx[head][tail].items()
        for piece in edge["evidence"]
    ]
    _, (head, tail, predicate), piece = max(facts, key=lambda fact: (fact[0], -fact[2].start, fact[1]))
    return _told(nx, start, end, f"{_name(nx, head)} {RULES[predicate].label} {_name(nx, tail)}", piece)


def _told(nx: networkx.MultiDiGraph[str], start: str, end: str, says: str, piece: Evidence) -> Step:
    return Step(start, _name(nx, start), end, _name(nx, end), says, piece.paper, piece.sentence, piece.rule)


def _name(nx: networkx.MultiDiGraph[str], node: str) -> str:
    label: str = nx.nodes[node]["label"]
    return label
