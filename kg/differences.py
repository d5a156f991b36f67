"""What is new between two graphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.facts import Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind
from kg.tables.columns import Rows
from kg.tables.numbers import columns_of
from kg.tables.streams import some_facts, some_nodes


@dataclass(frozen=True, slots=True)
class Part:
    """What one graph has and another lacks, each by id."""

    papers: tuple[Node, ...]
    concepts: tuple[Node, ...]
    repositories: tuple[Node, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the later graph has gained over the earlier, and what it has lost."""

    gained: Part
    lost: Part


def compare(old: Graph, new: Graph) -> Difference:
    """Papers, concepts and repositories by id, and facts by head, predicate and tail, that only one graph has.

    A fact whose evidence alone changed is the same fact. A concept that more papers have taught the graph to keep
    apart, or to join, has another id: it shows as one lost and one gained.
    """
    return Difference(_only(new, old), _only(old, new))


def _only(one: Graph, other: Graph) -> Part:
    mine, theirs = columns_of(one.asked), columns_of(other.asked)
    known = theirs.nodes.ids.places
    there = np.array([known.get(name, -1) for name in mine.nodes.ids.all], dtype=np.int64)
    facts, others = mine.facts, theirs.facts
    keys = _keys(there[facts.heads], there[facts.tails], facts.predicates)
    shared = np.isin(keys, _keys(others.heads, others.tails, others.predicates))
    new = there < 0
    return Part(
        tuple(some_nodes(one.asked, np.flatnonzero(new & mine.papers))),
        tuple(some_nodes(one.asked, np.flatnonzero(new & mine.concepts))),
        tuple(some_nodes(one.asked, np.flatnonzero(new & mine.of_kind(NodeKind.REPOSITORY)))),
        tuple(some_facts(one.asked, mine.in_order[~shared[mine.in_order]])),
    )


def _keys(heads: Rows, tails: Rows, predicates: NDArray[np.uint8]) -> Rows:
    """A number for each fact; -1 where an end has none."""
    keys = (heads << 36) | (tails << 8) | predicates
    return np.where((heads < 0) | (tails < 0), -1, keys)
