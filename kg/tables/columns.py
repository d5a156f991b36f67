"""A graph by numbers: its nodes as rows, its facts as arrays of rows, for questions that look at many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.schema import CONCEPT_KINDS, NodeKind, Predicate
from kg.tables.texts import Texts

KINDS: tuple[NodeKind, ...] = tuple(NodeKind)
PREDICATES: tuple[Predicate, ...] = tuple(Predicate)
KIND_NAMES: tuple[str, ...] = tuple(kind.value for kind in KINDS)
PREDICATE_NAMES: tuple[str, ...] = tuple(predicate.value for predicate in PREDICATES)
_KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}
_PREDICATE_CODES = {predicate: code for code, predicate in enumerate(PREDICATES)}
_SCANS = 8
"""For so many nodes it is quicker to look through all facts than to note first where those of each are."""
_MOST = 256
"""No graph has more kinds or predicates, with those that are not of the schema, as ``kg.bibliography`` adds them."""

Rows: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class NodeColumns:
    """The nodes in the order of the graph: ``kinds`` are places in ``named``, which begins with ``KIND_NAMES``, and
    ``years`` are 0 where there is none.
    """

    ids: Texts
    labels: Texts
    kinds: NDArray[np.uint8]
    years: NDArray[np.int32]
    named: Sequence[str] = KIND_NAMES


@dataclass(frozen=True, eq=False)
class FactColumns:
    """The facts, by the row of their head; ``predicates`` are places in ``named``, which begins with
    ``PREDICATE_NAMES``. ``scores`` are made when they are asked for.
    """

    heads: Rows
    tails: Rows
    predicates: NDArray[np.uint8]
    make_scores: Callable[[], NDArray[np.float64]]
    named: Sequence[str] = PREDICATE_NAMES

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """The score of each."""
        return self.make_scores()


class Columns:
    """The nodes and facts of a graph, and where the facts of each node are; each part is made when it is asked for."""

    def __init__(self, nodes: Callable[[], NodeColumns], facts: Callable[[], FactColumns]) -> None:
        self._make_nodes, self._make_facts = nodes, facts
        self._scans = _SCANS

    @cached_property
    def nodes(self) -> NodeColumns:
        """The nodes."""
        return self._make_nodes()

    @cached_property
    def facts(self) -> FactColumns:
        """The facts."""
        return self._make_facts()

    def row(self, name: object) -> int:
        """The row of a node; KeyError when there is none of this id."""
        return self.nodes.ids.place(name)

    def of_kind(self, *kinds: NodeKind) -> Flags:
        """Of each node, whether it is of one of these kinds."""
        wanted = np.zeros(_MOST, dtype=np.bool_)
        wanted[[_KIND_CODES[kind] for kind in kinds]] = True
        return wanted[self.nodes.kinds]

    @cached_property
    def papers(self) -> Flags:
        """Of each node, whether it is a paper."""
        return self.of_kind(NodeKind.PAPER)

    @cached_property
    def concepts(self) -> Flags:
        """Of each node, whether it is a concept."""
        return self.of_kind(*CONCEPT_KINDS)

    def saying(self, *predicates: Predicate, facts: Rows | None = None) -> Flags:
        """Of each fact, or of each of these, whether it says one of these."""
        wanted = np.zeros(_MOST, dtype=np.bool_)
        wanted[[_PREDICATE_CODES[predicate] for predicate in predicates]] = True
        said = self.facts.predicates
        return wanted[said if facts is None else said[facts]]

    @cached_property
    def starts(self) -> Rows:
        """Where in the facts those begin whose head each node is, and the end of the last."""
        return starts_of(self.facts.heads, len(self.nodes.ids))

    @cached_property
    def into(self) -> tuple[Rows, Rows]:
        """The facts in the order of their tails, and where in it those begin whose tail each node is."""
        tails = self.facts.tails
        keyed = np.sort((tails << 32) | np.arange(len(tails)))
        return keyed & 0xFFFFFFFF, starts_of(tails, len(self.nodes.ids))

    def facts_from(self, row: int) -> Rows:
        """The facts whose head a node is."""
        if self._few("starts"):
            return np.arange(*np.searchsorted(self.facts.heads, [row, row + 1]))
        return np.arange(self.starts[row], self.starts[row + 1])

    def facts_to(self, row: int) -> Rows:
        """The facts whose tail a node is, in the order of the facts."""
        if self._few("into"):
            return np.flatnonzero(self.facts.tails == row)
        ordered, starts = self.into
        return ordered[starts[row] : starts[row + 1]]

    def _few(self, made: str) -> bool:
        """Whether a node is among the first that are looked for without what would have to be made for it."""
        if made in self.__dict__ or not self._scans:
            return False
        self._scans -= 1
        return True

    @cached_property
    def in_order(self) -> Rows:
        """The facts as networkx goes through them: those of a pair of nodes where the first of them is."""
        heads, tails = self.facts.heads, self.facts.tails
        order = np.argsort((heads << 32) | tails, kind="stable")
        again = np.flatnonzero((np.diff(heads[order]) == 0) & (np.diff(tails[order]) == 0)) + 1
        places = np.arange(len(heads))
        for place in again.tolist():
            places[order[place]] = places[order[place - 1]]
        return np.argsort(places, kind="stable") if len(again) else places

    @cached_property
    def degrees(self) -> Rows:
        """How many facts each node is an end of."""
        return np.diff(self.starts) + np.diff(starts_of(self.facts.tails, len(self.nodes.ids)))


def starts_of(rows: Rows, count: int) -> Rows:
    """Where, of as many sorted rows as are here, those of each of ``count`` begin, and the end of the last.

    >>> starts_of(np.array([0, 2, 2]), 3).tolist()
    [0, 1, 1, 3]
    """
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
    return starts


def distinct(numbers: Rows) -> Rows:
    """The numbers sorted, each once; faster on long arrays than ``numpy.unique``.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], np.diff(ordered) != 0])] if len(ordered) else ordered


def ranges(starts: Rows, rows: Rows) -> Rows:
    """All places from ``starts[row]`` to ``starts[row + 1]``, row after row.

    >>> ranges(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    counts = starts[rows + 1] - starts[rows]
    before = np.cumsum(counts) - counts
    return np.repeat(starts[rows] - before, counts) + np.arange(counts.sum())


def walked(nodes: Sequence[tuple[str, Any]], edges: Sequence[tuple[str, str, str, float]]) -> Columns:
    """The columns of what comes as (id, attributes) and, in the order of the heads, (head, tail, predicate, score)."""

    def make_nodes() -> NodeColumns:
        kinds, named = _numbered((attributes["kind"] for _, attributes in nodes), KIND_NAMES)
        return NodeColumns(
            Texts([name for name, _ in nodes]),
            Texts([attributes["label"] for _, attributes in nodes]),
            kinds,
            np.array([attributes.get("year") or 0 for _, attributes in nodes], dtype=np.int32),
            named,
        )

    def make_facts() -> FactColumns:
        place = columns.nodes.ids.place
        predicates, named = _numbered((predicate for _, _, predicate, _ in edges), PREDICATE_NAMES)
        return FactColumns(
            np.array([place(head) for head, *_ in edges], dtype=np.int64),
            np.array([place(tail) for _, tail, *_ in edges], dtype=np.int64),
            predicates,
            lambda: np.array([score for *_, score in edges], dtype=np.float64),
            named,
        )

    columns = Columns(make_nodes, make_facts)
    return columns


def _numbered(names: Iterable[str], known: Sequence[str]) -> tuple[NDArray[np.uint8], Sequence[str]]:
    """The names as places in a list that begins with the known ones, and that list."""
    places = {name: place for place, name in enumerate(known)}
    numbers = np.array([places.setdefault(name, len(places)) for name in names], dtype=np.uint8)
    return numbers, tuple(places)
