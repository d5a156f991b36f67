"""What lies around one node: the part of a graph that is small enough to be shown at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

import networkx

from kg.facts import Node
from kg.schema import NodeKind, Predicate
from kg.views import View, view_named

if TYPE_CHECKING:
    from kg.graph import Graph

MultiDiGraph: TypeAlias = "networkx.MultiDiGraph[str]"

_PULL = {Predicate.VARIANT_OF: 4.0, Predicate.INTRODUCES: 3.0, Predicate.HAS_CODE: 2.0, Predicate.MENTIONS: 0.5}
"""How much nearer than others a statement of this kind brings its ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """A node and what is near it, itself a graph; a notebook shows it as a picture.

    ``left_out`` counts the nodes that are as near but did not fit.
    """

    centre: Node
    graph: Graph
    depth: int
    left_out: int

    def _repr_html_(self) -> str:
        view: View = view_named("notebook")
        return view(self)


def nearest_nodes(nx: MultiDiGraph, centre: str, *, depth: int, limit: int) -> tuple[list[str], int]:
    """The nodes at most ``depth`` steps away, ``limit`` in all, nearest first, and how many did not fit.

    Ring after ring, so that each is joined to one that is kept. Within a ring the nodes come first that the ring
    before spreads most to, when each node shares what it has over its edges, less to a node of many. Results are
    passed over: they repeat what the papers that report them say.
    """
    kept, held, left_out = [centre], {centre: 1.0}, 0
    for _ in range(depth):
        ring = _spread(nx, held, set(kept))
        ranked = sorted(ring, key=lambda name: (-ring[name], name))
        fitting = ranked[: max(limit - len(kept), 0)]
        left_out += len(ranked) - len(fitting)
        kept += fitting
        held = {name: ring[name] for name in fitting}
    return kept, left_out


def part_of(nx: MultiDiGraph, kept: set[str]) -> MultiDiGraph:
    """The nodes of ``kept`` and all edges between them, in the order of the whole."""
    part: MultiDiGraph = networkx.MultiDiGraph()
    for name in sorted(kept):
        part.add_node(name, **nx.nodes[name])
    for name in part.nodes:
        for _, tail, key, said in nx.out_edges(name, keys=True, data=True):
            if tail in kept:
                part.add_edge(name, tail, key=key, **said)
    return part


def _spread(nx: MultiDiGraph, held: dict[str, float], known: set[str]) -> dict[str, float]:
    ring: dict[str, float] = {}
    for name, share in held.items():
        for other, pull in _joined(nx, name):
            if other not in known and nx.nodes[other]["kind"] != NodeKind.RESULT:
                ring[other] = ring.get(other, 0.0) + share * pull / sqrt(nx.degree(name) * nx.degree(other))
    return ring


def _joined(nx: MultiDiGraph, name: str) -> Iterator[tuple[str, float]]:
    for head, tail, key, score in (
        *nx.out_edges(name, keys=True, data="score"),
        *nx.in_edges(name, keys=True, data="score"),
    ):
        yield (tail if head == name else head), _PULL.get(Predicate(key), 1.0) * score
