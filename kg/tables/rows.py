"""What the tables of a kept graph hold of nodes, facts and evidence, by their rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.collecting import uncollected
from kg.facts import Evidence
from kg.tables.arrays import numbers_of
from kg.tables.columns import KINDS, PREDICATES, Columns, FactColumns, NodeColumns, Rows
from kg.tables.schema import ATTRIBUTES, TABLE_OF
from kg.tables.texts import Texts, codes_of, decoded

Attributes: TypeAlias = dict[str, Any]
"""The attributes of a node or an edge, as networkx keeps them."""

_TABLES = tuple(ATTRIBUTES)
_TABLE_OF = np.array([_TABLES.index(TABLE_OF[kind]) for kind in KINDS])
"""In which of these tables the attributes of a node of each kind are."""
_ALWAYS = frozenset({"title", "abstract", "sources", "aliases"})
"""Attributes that a node has even if they are empty."""


class Tables(Protocol):
    """Where tables are read from: ``kg.tables.reading.OpenTables``, or ``kg.tables.memory.MemoryTables``."""

    def reading(self) -> AbstractContextManager[None]:
        """Where what the tables hold is put to use."""

    def rows(self, name: str) -> int:
        """How many rows a table has."""

    def whole(self, name: str, *columns: str) -> Any:
        """These columns of a table, or all."""

    def take(self, name: str, rows: Rows, *columns: str) -> Any:
        """These rows of a table, in this order."""

    def rows_with(self, name: str, column: str, value: str) -> Any:
        """The rows of a table in which a column that it is sorted by has this value."""


class KeptRows:
    """Reads the rows of one graph's tables; ``columns`` are the parts of them that questions count with."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.columns = Columns(self._nodes, self._facts)
        self._places: Rows | None = None
        self._ends: tuple[Rows, NDArray[np.int32]] | None = None

    def _nodes(self) -> NodeColumns:
        with self.tables.reading():
            table = self.tables.whole("nodes", "id", "kind", "label", "year")
            return NodeColumns(
                Texts(_joined(table["id"]), ordered=True),
                Texts(_joined(table["label"])),
                codes_of(table["kind"], KINDS),
                numbers_of(table["year"]),
            )

    def _scores(self) -> NDArray[np.float64]:
        with self.tables.reading():
            return numbers_of(self.tables.whole("facts", "score")["score"])

    def _facts(self) -> FactColumns:
        with self.tables.reading():
            table = self.tables.whole("facts", "head_row", "tail_row", "predicate")
            heads, tails = (numbers_of(table[name]).astype(np.int64) for name in ("head_row", "tail_row"))
            count = self.tables.rows("nodes")
            for ends in (heads, tails):
                if len(ends) and not 0 <= ends.min() <= ends.max() < count:
                    raise ValueError("facts: a head_row or tail_row is no row of nodes")
            if np.any(np.diff(heads) < 0):
                raise ValueError("facts: not sorted by head")
            return FactColumns(heads, tails, codes_of(table["predicate"], PREDICATES), self._scores)

    @uncollected()
    def attributes(self, rows: Rows) -> list[Attributes]:
        """The attributes of these nodes, in this order."""
        nodes = self.columns.nodes
        with self.tables.reading():
            found: list[Attributes] = [
                {"kind": KINDS[code].value, "label": label}
                for code, label in zip(nodes.kinds[rows].tolist(), nodes.labels.many(rows), strict=True)
            ]
            places = self._place_of(rows)
            tables = _TABLE_OF[nodes.kinds[rows]]
            for number, table in enumerate(_TABLES):
                ours = np.flatnonzero(tables == number)
                if len(ours):
                    for place, more in zip(ours.tolist(), self._attributes(table, places[ours]), strict=True):
                        found[place].update(more)
        return found

    def named(self, name: str) -> list[tuple[int, int]]:
        """The nodes that go by a name: (way, row) of each, as ``kg.tables.names`` has them."""
        with self.tables.reading():
            found = self.tables.rows_with("names", "name", name)
            return list(zip(found["way"].to_pylist(), found["row"].to_pylist(), strict=True))

    def field(self, table: str, rows: Rows, name: str) -> list[Any]:
        """One attribute of these nodes, which are all in one table."""
        with self.tables.reading():
            found: list[Any] = self.tables.take(table, self._place_of(rows), name)[name].to_pylist()
            return found

    def _place_of(self, rows: Rows) -> Rows:
        if self._places is None:
            self._places = numbers_of(self.tables.whole("nodes", "place")["place"]).astype(np.int64)
        return self._places[rows]

    def _attributes(self, table: str, places: Rows) -> Iterator[Attributes]:
        names = ATTRIBUTES[table]
        columns = self.tables.take(table, places, *names)
        for values in zip(*(columns[name].to_pylist() for name in names), strict=True):
            yield {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in zip(names, values, strict=True)
                if value is not None and (value != [] or name in _ALWAYS)
            }

    def pieces(self, facts: Rows) -> tuple[Rows, Rows]:
        """Of these facts, the row in evidence of the first piece, and how many there are."""
        if self._ends is None:
            with self.tables.reading():
                counts = numbers_of(self.tables.whole("facts", "evidence")["evidence"])
                ends = np.cumsum(counts, dtype=np.int64)
                if len(counts) and not (counts.min() > 0 and ends[-1] == self.tables.rows("evidence")):
                    raise ValueError("facts: evidence does not count the rows of evidence")
            self._ends = ends, counts
        ends, counts = self._ends[0][facts], self._ends[1][facts].astype(np.int64)
        return ends - counts, counts

    def piece_rows(self, facts: Rows) -> tuple[Rows, Rows]:
        """The rows in evidence of all pieces of these facts, one fact's after another's, and how many each has."""
        firsts, counts = self.pieces(facts)
        before = np.cumsum(counts) - counts
        return np.repeat(firsts - before, counts) + np.arange(counts.sum()), counts

    @uncollected()
    def evidence_of(self, facts: Rows) -> list[tuple[Evidence, ...]]:
        """The evidence of each of these facts, read together."""
        rows, counts = self.piece_rows(facts)
        pieces, ends = self.evidence(rows), np.cumsum(counts)
        return [tuple(pieces[start:end]) for start, end in zip((ends - counts).tolist(), ends.tolist(), strict=True)]

    @uncollected()
    def evidence(self, rows: Rows) -> list[Evidence]:
        """These rows of the evidence."""
        names = ("paper", "start", "end", "sentence", "rule", "score")
        order = np.argsort(rows, kind="stable")
        with self.tables.reading():
            table = self.tables.take("evidence", rows[order], *names)
            found = list(map(Evidence, *(decoded(table[name]) for name in names)))
        if not np.any(order[:-1] > order[1:]):
            return found
        places = np.argsort(order).tolist()
        return [found[place] for place in places]


def _joined(column: Any) -> Any:
    """The column in one piece where it fits, which is faster to search."""
    whole = column.combine_chunks()
    return whole if not hasattr(whole, "chunks") else whole.chunk(0) if whole.num_chunks == 1 else whole
