"""Cypher over the graph, by grand-cypher (https://github.com/aplbrain/grand-cypher), an optional library.

Labels are the kinds of nodes, types of edges the predicates, in the case of the schema or as Cypher has it: ``:method``
and ``:Method``, ``:variant_of`` and ``:VARIANT_OF``. Nodes have ``id``, ``name``, ``kind`` and their other plain
attributes, edges ``score`` and ``sentence``, the best one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias

import networkx

from extractors.errors import MissingLibraryError, QueryError
from kg.caching import per_graph

Cell: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"
"""What a query returns: a value, a node or edge as an object, or a list of them."""


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

    A QueryError says where a query does not parse; the library knows a part of Cypher, and nothing that writes. A
    MissingLibraryError says how to install it where it is not.
    """
    try:
        from grandcypher import GrandCypher
        from lark.exceptions import LarkError
    except ImportError as error:
        raise MissingLibraryError("Cypher", "grand-cypher", "paperkg[cypher]") from error
    try:
        found: Mapping[Any, list[Any]] = GrandCypher(labelled(nx)).run(query)
    except LarkError as error:
        raise QueryError(f"the Cypher cannot be read: {_reason(error)}") from error
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        raise QueryError(f"the Cypher cannot be run: {type(error).__name__}: {_reason(error)}") from error
    columns = tuple(map(str, found))
    rows = zip_longest(*found.values())
    return CypherAnswer(columns, tuple(tuple(map(_plain, row)) for row in rows))


@per_graph
def labelled(nx: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """The graph as the library wants it: labels in ``__labels__``, values that it can compare."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, attributes in nx.nodes(data=True):
        plain = {key: value for key, value in attributes.items() if isinstance(value, str | int | float)}
        plain["name"] = plain.pop("label")
        kind = str(attributes["kind"])
        made.add_node(node, **plain, id=node, __labels__={kind, kind.capitalize()})
    for head, tail, predicate, attributes in nx.edges(keys=True, data=True):
        sentence = max(attributes["evidence"], key=lambda piece: (piece.score, piece)).sentence
        labels = {predicate, predicate.upper()}
        made.add_edge(
            head, tail, predicate, kind=predicate, score=attributes["score"], sentence=sentence, __labels__=labels
        )
    return made


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
