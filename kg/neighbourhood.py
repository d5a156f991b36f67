"""What lies around one node: the part of a graph that is small enough to be shown at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.collecting import uncollected
from kg.facts import Node
from kg.schema import NodeKind, Predicate
from kg.tables.columns import PREDICATES, Columns, Flags, Rows, distinct, ranges
from kg.tables.numbers import attributes_of, columns_of, edges_of
from kg.views import View, view_named

if TYPE_CHECKING:
    import networkx

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


def nearest_nodes(nx: MultiDiGraph, centres: Collection[str], *, depth: int, limit: int) -> tuple[Rows, int]:
    """The rows of the nodes at most ``depth`` steps from these, ``limit`` in all, nearest first; how many did not fit.

    Ring after ring, so that each is joined to one that is kept. Within a ring the nodes come first that the ring
    before spreads most to, when each node shares what it has over its edges, less to a node of many. Results are
    passed over: they repeat what the papers that report them say.
    """
    columns = columns_of(nx)
    kept = [columns.row(centre) for centre in centres]
    held, left_out = dict.fromkeys(kept, 1.0), 0
    known = columns.of_kind(NodeKind.RESULT)
    known[kept] = True
    for _ in range(depth):
        ring = _spread(columns, held, known)
        near = np.flatnonzero(ring)
        ranked = near[np.lexsort((near, -ring[near]))]
        fitting = ranked[: max(limit - len(kept), 0)].tolist()
        left_out += len(ranked) - len(fitting)
        kept += fitting
        known[fitting] = True
        held = {other: float(ring[other]) for other in fitting}
    return np.array(kept), left_out


def nodes_within(nx: MultiDiGraph, centres: Collection[str], *, depth: int) -> Rows:
    """The rows of all nodes at most ``depth`` steps away from one of these, in whichever direction facts read."""
    columns = columns_of(nx)
    met = np.zeros(len(columns.nodes.ids), dtype=np.bool_)
    ring = np.array([columns.row(centre) for centre in centres], dtype=np.int64)
    met[ring] = True
    for _ in range(depth):
        ordered, starts = columns.into
        heads = columns.facts.heads[ordered[ranges(starts, ring)]]
        others = distinct(np.concatenate([columns.facts.tails[ranges(columns.starts, ring)], heads]))
        ring = others[~met[others]]
        met[ring] = True
    return np.flatnonzero(met)


@uncollected()
def part_of(nx: MultiDiGraph, rows: Rows) -> MultiDiGraph:
    """The nodes of these rows and all edges between them, in the order of the whole."""
    import networkx

    columns = columns_of(nx)
    rows = np.sort(rows)
    inside = np.zeros(len(columns.nodes.ids), dtype=np.bool_)
    inside[rows] = True
    facts = ranges(columns.starts, rows)
    part: MultiDiGraph = networkx.MultiDiGraph()
    part.add_nodes_from(attributes_of(nx, rows))
    part.add_edges_from(edges_of(nx, facts[inside[columns.facts.tails[facts]]], lazily=True))
    return part


def _spread(columns: Columns, held: Mapping[int, float], known: Flags) -> NDArray[np.float64]:
    """What each node gets of what these hold; nothing where it is known."""
    ring = np.zeros(len(columns.nodes.ids))
    degrees = columns.degrees
    for row, share in held.items():
        forth, back = columns.facts_from(row), columns.facts_to(row)
        facts = np.concatenate([forth, back])
        others = np.concatenate([columns.facts.tails[forth], columns.facts.heads[back]])
        pulls = _PULLS[columns.facts.predicates[facts]] * columns.facts.scores[facts]
        np.add.at(ring, others, share * pulls / np.sqrt(degrees[row] * degrees[others]))
    ring[known] = 0.0
    return ring


_PULLS = np.ones(256)
_PULLS[: len(PREDICATES)] = [_PULL.get(predicate, 1.0) for predicate in PREDICATES]
