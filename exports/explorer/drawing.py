"""What the explorer's map shows: papers and what they share or, of a large graph, the concepts alone.

Everything else is found by search, stands on the cards, and comes onto the map when it is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from exports.explorer.reading import RANKS, Reading
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate

SHARED = 2
"""A node that is neither a paper nor introduced by one is drawn when this many papers touch it."""
SMALL = 150
"""A graph of at most this many nodes is drawn whole, but for results."""
FAMILY = 4
"""A concept is drawn, whoever names it, when so many drawn concepts are variants of it."""
LIMIT = 12_000
"""Where papers and all would be more nodes than this, concepts alone are drawn."""
CONCEPTS = 5_000
"""So many then: those that the most papers name."""
PARTNERS = 4
"""Of concepts drawn without papers each is joined to so many that it meets most, beyond what chance would give."""

_CONCEPTS = frozenset(CONCEPT_KINDS)


class Line(NamedTuple):
    """Two drawn rows and the statement that joins them; without one (-1) they occur together in papers."""

    head: int
    tail: int
    predicate: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rows that are drawn, in order, and at most one line between two of them."""

    rows: tuple[int, ...]
    lines: tuple[Line, ...]
    with_papers: bool


def choose_drawn(reading: Reading) -> Drawing:
    """Papers and what is introduced, shared or has a family; the best known concepts where those would be too many."""
    told = _told(reading)
    if len(told) > LIMIT:
        return _concepts_alone(reading)
    return Drawing(tuple(sorted(told)), tuple(_strongest(reading, told)), with_papers=True)


def _told(reading: Reading) -> set[int]:
    introduced = {tail for _, tail in _pairs(reading, Predicate.INTRODUCES)}
    least = 0 if len(reading.nodes) <= SMALL else SHARED
    told = {
        row
        for row, node in enumerate(reading.nodes)
        if node.kind is NodeKind.PAPER
        or (node.kind is not NodeKind.RESULT and (row in introduced or reading.touching[row] >= least))
    }
    variants = Counter(head for child, head in _pairs(reading, Predicate.VARIANT_OF) if child in told)
    return told | {row for row, count in variants.items() if count >= FAMILY}


def _pairs(reading: Reading, predicate: Predicate) -> Iterable[tuple[int, int]]:
    for head, tail, key in reading.nx.edges(keys=True):
        if key == predicate:
            yield reading.row_of[head], reading.row_of[tail]


def _strongest(reading: Reading, drawn: Iterable[int]) -> list[Line]:
    """For each pair of drawn nodes the statement whose predicate the schema lists first."""
    names = {reading.nodes[row].id: row for row in drawn}
    chosen: dict[tuple[int, int], Line] = {}
    for name, head in names.items():
        for _, other, key in reading.nx.out_edges(name, keys=True):
            tail = names.get(other, head)
            pair, line = (min(head, tail), max(head, tail)), Line(head, tail, RANKS[key])
            if head != tail and (pair not in chosen or line.predicate < chosen[pair].predicate):
                chosen[pair] = line
    return sorted(chosen.values())


def _concepts_alone(reading: Reading) -> Drawing:
    concepts = (row for row, node in enumerate(reading.nodes) if node.kind in _CONCEPTS)
    rows = sorted(sorted(concepts, key=lambda row: (-reading.touching[row], row))[:CONCEPTS])
    lines = _strongest(reading, rows)
    stated = {(min(line.head, line.tail), max(line.head, line.tail)) for line in lines}
    met = [Line(*pair, -1) for pair in _meetings(reading, rows) if pair not in stated]
    return Drawing(tuple(rows), tuple(sorted([*lines, *met])), with_papers=False)


def _meetings(reading: Reading, rows: list[int]) -> list[tuple[int, int]]:
    """The pairs that occur together in at least two papers and are among the ``PARTNERS`` strongest of either.

    The strength of a pair is the cosine of the papers that name the one and those that name the other.
    """
    place = {reading.nodes[row].id: number for number, row in enumerate(rows)}
    named = [
        (paper, place[tail])
        for paper, node in enumerate(reading.nodes)
        if node.kind is NodeKind.PAPER
        for tail in reading.nx.succ[node.id]
        if tail in place
    ]
    papers, concepts = np.asarray(named, dtype=np.intp).reshape(-1, 2).T
    shape = (len(reading.nodes), len(rows))
    occurs = csr_array((np.ones(len(papers)), (papers, concepts)), shape=shape)
    together = (occurs.T @ occurs).tocsr()
    together.sort_indices()
    size = np.sqrt(np.maximum(together.diagonal(), 1.0))
    chosen: set[tuple[int, int]] = set()
    for one in range(len(rows)):
        low, high = together.indptr[one], together.indptr[one + 1]
        others, counts = together.indices[low:high], together.data[low:high]
        kept = (counts >= SHARED) & (others != one)
        others, strength = others[kept], counts[kept] / (size[one] * size[others[kept]])
        best = others[np.argsort(-strength, kind="stable")[:PARTNERS]]
        chosen.update((min(one, int(other)), max(one, int(other))) for other in best)
    return [(rows[one], rows[other]) for one, other in sorted(chosen)]


def degrees(lines: Iterable[Line]) -> Mapping[int, int]:
    """How many lines end at each drawn row."""
    return Counter(end for line in lines for end in (line.head, line.tail))
