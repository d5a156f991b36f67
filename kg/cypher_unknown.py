"""What a Cypher query names that is not there: told with the nearest that is."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from extractors.errors import QueryError, UnknownNameError
from kg.cypher_pattern import Pattern
from kg.cypher_scope import words_of
from kg.names import find_node, nearest_ids
from kg.schema import NodeKind, Predicate
from kg.tables.numbers import columns_of

if TYPE_CHECKING:
    import networkx


def refuse_unknown_words(query: str) -> None:
    """A QueryError for a label that is no kind of node, and for a type that is no predicate."""
    labels, types = words_of(query)
    _refuse("label", labels, {kind.value: kind.value.capitalize() for kind in NodeKind})
    _refuse("type", types, {predicate.value: predicate.value.upper() for predicate in Predicate})


def _refuse(what: str, words: Iterable[str], known: dict[str, str]) -> None:
    for word in words:
        if word not in known and word not in known.values():
            lower = word.lower()
            near = [lower] if lower in known else difflib.get_close_matches(lower, known, n=3)
            hint = f"did you mean {_listed(near)}?" if near else f"the {what}s are {_listed(known)}"
            raise QueryError(f"the Cypher names the {what} :{word}, which there is not; {hint}")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f":{word}" for word in words)


def refuse_unknown_names(nx: networkx.MultiDiGraph[str], pattern: Pattern) -> None:
    """An UnknownNameError, with the nearest ones, for a name or id that the pattern wants and no node has."""
    columns = columns_of(nx)
    for node in pattern.nodes.values():
        kinds = [kind for kind in NodeKind if node.labels is None or kind.value in node.labels]
        for attribute, value in sorted(node.values):
            if attribute == "name" and not columns.nodes.labels.equal(value).any():
                raise UnknownNameError(value, _nearest_names(nx, value, kinds))
            if attribute == "id" and value not in nx:
                own = [kind for kind in kinds if kind.value == value.partition(":")[0]]
                raise UnknownNameError(value, nearest_ids(nx, value, own or kinds))


def _nearest_names(nx: networkx.MultiDiGraph[str], name: str, kinds: Collection[NodeKind]) -> tuple[str, ...]:
    """The name of the node that another question would take it for, else those spelled nearly like it."""
    columns = columns_of(nx)
    try:
        return (columns.nodes.labels[columns.row(find_node(nx, name, kinds))],)
    except UnknownNameError as error:
        return error.nearest
