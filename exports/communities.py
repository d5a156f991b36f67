"""Which nodes of a drawing belong together: communities by Louvain's method (Blondel et al., 2008).

Nodes are numbers and the seed is fixed, so the same graph has the same communities under any hash seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import networkx
import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]
Edge: TypeAlias = tuple[int, int]

BOND = 2.5
"""What one bond weighs; an edge weighs one over the root of its busier end's degree."""


def weighted(edges: Sequence[Edge], bonds: Sequence[Edge], count: int) -> tuple[Indices, Floats]:
    """The two ends of every edge and bond, and what each weighs: an edge to a node of many edges weighs less."""
    ends = np.asarray(edges, dtype=np.intp).reshape(-1, 2)
    bound = np.asarray(bonds, dtype=np.intp).reshape(-1, 2)
    weights = np.concatenate((_rarity(ends, count), np.full(len(bound), BOND)))
    return np.concatenate((ends, bound)), weights


def find_communities(ends: Indices, weights: Floats, count: int) -> Indices:
    """For each node the number of its community, the largest first."""
    joined: networkx.Graph[int] = networkx.Graph()
    joined.add_nodes_from(range(count))
    joined.add_weighted_edges_from(
        (int(head), int(tail), float(weight)) for (head, tail), weight in zip(ends, weights, strict=True)
    )
    parts = networkx.community.louvain_communities(joined, seed=7)
    member_of = np.zeros(count, dtype=np.intp)
    for number, part in enumerate(sorted(parts, key=lambda part: (-len(part), min(part)))):
        member_of[list(part)] = number
    return member_of


def _rarity(ends: Indices, count: int) -> Floats:
    """Each edge's weight: one over the root of its busier end's degree."""
    degree = np.bincount(ends.ravel(), minlength=count).astype(np.float64)
    return np.asarray(1.0 / np.sqrt(np.maximum(degree[ends[:, 0]], degree[ends[:, 1]])), dtype=np.float64)
