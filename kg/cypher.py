"""Cypher over the graph, by grand-cypher (https://github.com/aplbrain/grand-cypher), an optional library.

Labels are the kinds of nodes, types of edges the predicates, in the case of the schema or as Cypher has it: ``:method``
and ``:Method``, ``:variant_of`` and ``:VARIANT_OF``. Nodes have ``id``, ``name``, ``kind`` and their other plain
attributes, edges ``score`` and ``sentence``, the best one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat, zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from extractors.collecting import uncollected
from extractors.errors import MissingLibraryError, QueryError
from kg.cypher_calls import as_written, in_capitals
from kg.cypher_part import fitting_part
from kg.cypher_scope import Scope, scope_of
from kg.cypher_unknown import refuse_unknown_names, refuse_unknown_words
from kg.facts import Evidence
from kg.tables.columns import Columns, Flags, Rows
from kg.tables.numbers import attributes_of, columns_of, evidence_of
from kg.tables.schema import ATTRIBUTES

if TYPE_CHECKING:
    import networkx

Cell: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"
"""What a query returns: a value, a node or edge as an object, or a list of them."""


FURTHER = frozenset(chain.from_iterable(ATTRIBUTES.values())) - {"year"}
"""The attributes of nodes that have to be read when a query asks for one of them."""


@dataclass(frozen=True, slots=True)
class CypherAnswer:
    """The rows of a query's answer, in the order of the query or else of the graph."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_records(self) -> list[dict[str, Cell]]:
        """A dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask_cypher(nx: networkx.MultiDiGraph[str], query: str) -> CypherAnswer:
    """The answer to a query that starts with MATCH.

    A QueryError says where a query does not parse, or which label or type there is not; the library knows a part of
    Cypher, and nothing that writes. An UnknownNameError says which name no node has where nothing fits for it. A
    MissingLibraryError says how to install the library where it is not.
    """
    try:
        with uncollected():
            from grandcypher import GrandCypher
            from lark.exceptions import LarkError
    except ImportError as error:
        raise MissingLibraryError("Cypher", "grand-cypher", "paperkg[cypher]") from error
    written, query = query, in_capitals(query)
    scope = scope_of(query)
    try:
        if scope.pattern is None:  # it may be no Cypher at all: then it is not worth the whole graph
            _check(query)
        found: Mapping[Any, list[Any]] = GrandCypher(labelled(nx, scope)).run(query)
    except LarkError as error:
        raise QueryError(f"the Cypher cannot be read: {_reason(error)}") from error
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        raise QueryError(f"the Cypher cannot be run: {type(error).__name__}: {_reason(error)}") from error
    refuse_unknown_words(query)
    rows = tuple(tuple(map(_plain, row)) for row in zip_longest(*found.values()))
    if not rows and scope.pattern is not None:
        refuse_unknown_names(nx, scope.pattern)
    return CypherAnswer(as_written(map(str, found), written), rows)


def _check(query: str) -> None:
    """Ask it of an empty graph: what does not parse is told at once."""
    import networkx
    from grandcypher import GrandCypher

    with suppress(ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError):
        GrandCypher(networkx.MultiDiGraph()).run(query)


@uncollected()
def labelled(nx: networkx.MultiDiGraph[str], scope: Scope) -> networkx.MultiDiGraph[str]:
    """The part of the graph that a query is about, as the library wants it: labels in ``__labels__``, plain values."""
    import networkx

    inside, facts = _part(columns_of(nx), scope)
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    made.add_nodes_from(_nodes(nx, np.flatnonzero(inside), scope.attributes))
    made.add_edges_from(_edges(nx, facts, said=scope.said))
    return made


def _part(columns: Columns, scope: Scope) -> tuple[Flags, Rows]:
    if scope.pattern is not None:
        return fitting_part(columns, scope.pattern)
    facts = np.arange(len(columns.facts.heads)) if scope.types is None else _of_types(columns, scope.types)
    inside = _of_labels(columns, scope.labels)
    facts = facts[inside[columns.facts.heads[facts]] & inside[columns.facts.tails[facts]]]
    if not scope.alone:
        joined = np.zeros_like(inside)
        joined[columns.facts.heads[facts]] = joined[columns.facts.tails[facts]] = True
        inside &= joined
    return inside, facts


def _of_types(columns: Columns, types: frozenset[str]) -> Rows:
    codes = [code for code, name in enumerate(columns.facts.named) if name in types]
    return np.flatnonzero(np.isin(columns.facts.predicates, codes))


def _of_labels(columns: Columns, labels: frozenset[str] | None) -> Flags:
    codes = [code for code, name in enumerate(columns.nodes.named) if labels is None or name in labels]
    return np.isin(columns.nodes.kinds, codes)


def _nodes(
    nx: networkx.MultiDiGraph[str], rows: Rows, attributes: frozenset[str] | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The nodes with their plain attributes; those beside the first few only if one of them is asked for."""
    nodes = columns_of(nx).nodes
    if attributes is None or not attributes.isdisjoint(FURTHER):
        told = attributes_of(nx, rows)
    else:
        kinds = (nodes.named[code] for code in nodes.kinds[rows].tolist())
        first = zip(kinds, nodes.labels.many(rows), nodes.years[rows].tolist(), strict=True)
        each = ({"kind": kind, "label": label} | ({"year": year} if year else {}) for kind, label, year in first)
        told = zip(nodes.ids.many(rows), each, strict=True)
    for name, found in told:
        plain = {key: value for key, value in found.items() if isinstance(value, str | int | float)}
        plain["name"] = plain.pop("label")
        kind = str(found["kind"])
        yield name, {**plain, "id": name, "__labels__": {kind, kind.capitalize()}}


def _edges(
    nx: networkx.MultiDiGraph[str], facts: Rows, *, said: bool
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """The edges, with their best sentence if it may be asked for."""
    columns = columns_of(nx)
    heads, tails = (columns.nodes.ids.many(ends[facts]) for ends in (columns.facts.heads, columns.facts.tails))
    keys = [columns.facts.named[code] for code in columns.facts.predicates[facts].tolist()]
    pieces: Iterable[tuple[Evidence, ...]] = evidence_of(nx, facts) if said else repeat(())
    scores = columns.facts.scores[facts].tolist()
    for head, tail, key, score, found in zip(heads, tails, keys, scores, pieces, strict=False):
        told = {"kind": key, "score": score, "__labels__": {key, key.upper()}}
        if found:
            told["sentence"] = max(found, key=lambda piece: (piece.score, piece)).sentence
        yield head, tail, key, told


def _reason(error: Exception) -> str:
    """An error in one line: what it says first, and what it expects."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip(" \t*^")]
    return "; ".join(lines[:2]) if lines else "no reason given"


def _plain(value: Any) -> Cell:
    """A cell without the labels that the library needs, and sets sorted."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items() if key != "__labels__"}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
