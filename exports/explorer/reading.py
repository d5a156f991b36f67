"""A graph as the explorer counts it: nodes by row, and how many papers touch each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx

from kg.facts import Node
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate

PREDICATES = tuple(Predicate)
RANKS = {predicate.value: rank for rank, predicate in enumerate(PREDICATES)}
"""A predicate's place in the schema's list: of two statements about one pair the first listed tells more."""

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """``nodes`` in the graph's own order; a node's row is its place there.

    ``touching`` holds for each row the number of papers joined to the node; for a paper, of concepts.
    """

    graph: Graph
    nodes: Sequence[Node]
    row_of: dict[str, int]
    touching: Sequence[int]

    @property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The graph's own edges."""
        return self.graph.nx


def read(graph: Graph) -> Reading:
    """Number the nodes and count what touches each."""
    nodes = list(graph.nodes())
    return Reading(graph, nodes, {node.id: row for row, node in enumerate(nodes)}, [_touching(graph, n) for n in nodes])


def _touching(graph: Graph, node: Node) -> int:
    kinds = graph.nx.nodes
    if node.kind is NodeKind.PAPER:
        return sum(kinds[tail]["kind"] in _CONCEPTS for tail in graph.nx.succ[node.id])
    return sum(kinds[head]["kind"] == NodeKind.PAPER for head in graph.nx.pred[node.id])
