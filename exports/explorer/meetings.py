"""The data sets and tasks that a concept meets: named by the same papers."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from exports.explorer.reading import Reading
from kg.schema import CONCEPT_KINDS, NodeKind

MOST = 8
"""So many of each kind, those that the most papers share with the concept."""

_CONCEPTS = frozenset(CONCEPT_KINDS)


def meetings_of(reading: Reading, row: int) -> list[int] | None:
    """Row and number of papers of each, flattened, the most first; None for what is no concept."""
    node = reading.nodes[row]
    if node.kind not in _CONCEPTS:
        return None
    out, row_of, nodes = reading.nx.succ, reading.row_of, reading.nodes
    papers = (head for head in reading.nx.pred[node.id] if nodes[row_of[head]].kind is NodeKind.PAPER)
    met = Counter(chain.from_iterable(out[paper] for paper in papers))
    best: list[int] = []
    for kind in (NodeKind.DATASET, NodeKind.TASK):
        rows = ((row_of[name], count) for name, count in met.items())
        found = [(other, count) for other, count in rows if nodes[other].kind is kind]
        best += chain.from_iterable(
            sorted((pair for pair in found if pair[0] != row), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        )
    return best
