"""The three mappings in which networkx keeps a graph, over tables: they make what they hold when it is asked for.

They are of nodes, of edges by head and of edges by tail. Questions need no more of a graph, and so networkx, which
takes long to import, is brought in only where somebody wants the graph itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from extractors.collecting import uncollected
from kg.facts import Evidence
from kg.schema import RULES, Predicate
from kg.tables.columns import PREDICATES, Columns, Rows, ranges
from kg.tables.evidence import EvidenceBatch
from kg.tables.rows import Attributes, KeptRows, Tables

if TYPE_CHECKING:
    import networkx

TOGETHER = 2048
"""How many nodes are made at once where all are gone through."""

_Keyed: TypeAlias = dict[str, Attributes]
_Joined: TypeAlias = dict[str, _Keyed]


def edge_attributes(predicate: Predicate, score: float, evidence: Sequence[Evidence]) -> Attributes:
    """What an edge of ``graph.nx`` carries."""
    return {"kind": predicate.value, "label": RULES[predicate].label, "score": score, "evidence": evidence}


class KeptNodes(Mapping[str, Attributes]):
    """The attributes of each node."""

    def __init__(self, rows: KeptRows) -> None:
        self._rows = rows
        self._made: dict[str, Attributes] = {}

    def __len__(self) -> int:
        return self._rows.tables.rows("nodes")

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.columns.nodes.ids.all)

    def __contains__(self, name: object) -> bool:
        return _holds(self._rows.columns, self._made, name)

    def __getitem__(self, name: str) -> Attributes:
        if name not in self._made:
            self.make(np.array([self._rows.columns.row(name)]))
        return self._made[name]

    def items(self) -> Any:
        """Each with its attributes, many made at once."""
        return _Items(self, self.make)

    def make(self, rows: Rows) -> None:
        """Make the attributes of these nodes, but for those that are made."""
        names = self._rows.columns.nodes.ids.many(rows)
        new = [(place, name) for place, name in enumerate(names) if name not in self._made]
        found = self._rows.attributes(rows[[place for place, _ in new]])
        self._made.update(zip((name for _, name in new), found, strict=True))

    def seen(self, rows: Rows) -> Iterator[Attributes]:
        """The attributes of these nodes, not kept unless they were."""
        names = self._rows.columns.nodes.ids.many(rows)
        for name, found in zip(names, self._rows.attributes(rows), strict=True):
            yield self._made.get(name, found)


class KeptEdges:
    """The dictionaries of edges, each pair's one in both directions."""

    def __init__(self, rows: KeptRows) -> None:
        self.rows = rows
        self.pairs: dict[int, _Keyed] = {}

    def joined(self, nodes: Rows, facts: Rows, starts: Rows, others: Rows, *, forth: bool) -> Iterator[_Joined]:
        """What joins each of these nodes to the ``others`` at the far end of its facts."""
        columns = self.rows.columns
        names, count = columns.nodes.ids.many(others), len(columns.nodes.ids)
        told = zip(
            names,
            others.tolist(),
            columns.facts.predicates[facts].tolist(),
            columns.facts.scores[facts].tolist(),
            EvidenceBatch(self.rows, facts),
            strict=True,
        )
        for node, size in zip(nodes.tolist(), starts.tolist(), strict=True):
            joined: _Joined = {}
            for _ in range(size):
                name, other, code, score, evidence = next(told)
                pair = node * count + other if forth else other * count + node
                keyed = joined[name] = self.pairs.setdefault(pair, {})
                predicate = PREDICATES[code]
                if predicate.value not in keyed:
                    keyed[predicate.value] = edge_attributes(predicate, score, evidence)
            yield joined


class KeptAdjacency(Mapping[str, _Joined]):
    """What joins each node to others: as head, or as tail."""

    def __init__(self, edges: KeptEdges, *, forth: bool) -> None:
        self._edges, self._forth = edges, forth
        self._made: dict[str, _Joined] = {}

    @property
    def _columns(self) -> Columns:
        return self._edges.rows.columns

    def __len__(self) -> int:
        return self._edges.rows.tables.rows("nodes")

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.nodes.ids.all)

    def __contains__(self, name: object) -> bool:
        return _holds(self._columns, self._made, name)

    def __getitem__(self, name: str) -> _Joined:
        if name not in self._made:
            self.make(np.array([self._columns.row(name)]))
        return self._made[name]

    def items(self) -> Any:
        """Each with what it is joined to, many made at once."""
        return _Items(self, self.make)

    def make(self, rows: Rows) -> None:
        """Make what these nodes are joined to, but for those for which it is made."""
        columns = self._columns
        names = columns.nodes.ids.many(rows)
        new = [place for place, name in enumerate(names) if name not in self._made]
        rows = rows[new]
        starts = columns.starts if self._forth else columns.into[1]
        facts = ranges(starts, rows)
        if not self._forth:
            facts = columns.into[0][facts]
        others = (columns.facts.tails if self._forth else columns.facts.heads)[facts]
        made = self._edges.joined(rows, facts, starts[rows + 1] - starts[rows], others, forth=self._forth)
        self._made.update(zip((names[place] for place in new), made, strict=True))


class _Items:
    """The items of a mapping over tables, made some thousands at a time."""

    def __init__(self, mapping: Mapping[str, Any], make: Callable[[Rows], None]) -> None:
        self._mapping, self._make = mapping, make

    def __len__(self) -> int:
        return len(self._mapping)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        for place, name in enumerate(self._mapping):
            if place % TOGETHER == 0:
                self._make(np.arange(place, min(place + TOGETHER, len(self._mapping))))
            yield name, self._mapping[name]


def _holds(columns: Columns, made: Mapping[str, object], name: object) -> bool:
    if isinstance(name, str) and name in made:
        return True
    try:
        columns.row(name)
    except KeyError:
        hash(name)  # what cannot be a key is told as by a dictionary
        return False
    return True


class TableGraph:
    """A kept graph as questions read it, with the attributes of a networkx graph that they use."""

    def __init__(self, tables: Tables) -> None:
        self.kept: KeptRows | None = KeptRows(tables)
        edges = KeptEdges(self.kept)
        self._node = KeptNodes(self.kept)
        self._succ = self._adj = KeptAdjacency(edges, forth=True)
        self._pred = KeptAdjacency(edges, forth=False)

    @property
    def nodes(self) -> Mapping[str, Attributes]:
        """The attributes of each node."""
        return self._node

    def __len__(self) -> int:
        return len(self._node)

    def __contains__(self, name: object) -> bool:
        return name in self._node

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The graph itself, which goes on reading the same mappings."""
        with uncollected():  # networkx has hundreds of modules
            from kg.tables.lazy_graph import KeptDiGraph

        return KeptDiGraph.of(self)


def owner_of(nx: networkx.MultiDiGraph[str]) -> object:
    """What is one and the same for a kept graph before and after it is a networkx graph; else the graph."""
    return nx if isinstance(nx, TableGraph) else getattr(nx, "held", None) or nx


def kept_of(nx: networkx.MultiDiGraph[str]) -> KeptRows | None:
    """The tables that a graph reads from; None for one that is all in memory."""
    kept: KeptRows | None = getattr(nx, "kept", None)
    return kept
