"""How much of a graph a Cypher query can be about, told from its text: no more has to be handed to the library.

What is not understood counts as about everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.cypher_pattern import Pattern, pattern_of

_UNREAD = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*")
"""Texts and comments."""
_PROPERTIES = re.compile(r"\{[^{}]*\}")
_NODE = re.compile(r"(?<![\w])\(\s*(?P<name>\w*)\s*(?P<labels>(?::\s*\w+\s*(?:\|\s*\w+\s*)*)?)\)")
_EDGE = re.compile(
    r"-\s*\[\s*(?P<name>\w*)\s*(?P<types>(?::\s*\w+\s*(?:\|\s*:?\s*\w+\s*)*)?)(?P<length>\*[\d.\s]*)?\]\s*-"
)
_BARE_EDGE = re.compile(r"-\s*-")
_EXISTS = re.compile(r"\bexists\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Scope:
    """The labels of nodes and types of edges that a query names, in lower case; None where it may mean any.

    ``alone`` says that a node without edges may be meant, ``attributes`` which attributes of nodes are asked for (None
    for all), ``said`` that the attributes of edges are.
    """

    labels: frozenset[str] | None
    types: frozenset[str] | None
    alone: bool
    attributes: frozenset[str] | None
    said: bool
    pattern: Pattern | None = None
    """What is wanted in full, where that can be told."""


def scope_of(query: str) -> Scope:
    """What a query can be about."""
    bare = _bare(query)
    if _EXISTS.search(bare):  # what stands in its braces is read by nothing here
        return Scope(None, None, True, None, True)
    nodes, edges = list(_NODE.finditer(bare)), list(_EDGE.finditer(bare))
    labelled: dict[str, set[str]] = {}
    for node in nodes:
        labelled.setdefault(node["name"] or f"({node.start()}", set()).update(_lower(node["labels"]))
    named = {name for edge in edges if (name := edge["name"])}
    passing = any(edge["length"] for edge in edges)  # through nodes of any label
    types = [_lower(edge["types"]) for edge in edges]
    rest = _EDGE.sub(" ", _NODE.sub(" ", bare))
    return Scope(
        frozenset().union(*labelled.values()) if all(labelled.values()) and labelled and not passing else None,
        frozenset().union(*types) if all(types) and not _BARE_EDGE.search(rest) else None,
        not edges or any(_is_alone(bare, node) for node in nodes),
        _attributes(query, rest, set(labelled)),
        bool(named) or passing,
        pattern_of(query),
    )


def words_of(query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels and the types that a query names, as it writes them; not those that stand in braces.

    >>> words_of('MATCH (p:Paper)-[:uses|studies]->(m:method {name: "(x:model)"}) RETURN p')
    (('Paper', 'method'), ('uses', 'studies'))
    """
    bare = _bare(query)
    labels = (word for node in _NODE.finditer(bare) for word in _WORD.findall(node["labels"]))
    types = (word for edge in _EDGE.finditer(bare) for word in _WORD.findall(edge["types"]))
    return tuple(labels), tuple(types)


def _bare(query: str) -> str:
    return _PROPERTIES.sub(" ", _UNREAD.sub(" ", query))


def _lower(names: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(names)}


def _is_alone(text: str, node: re.Match[str]) -> bool:
    return text[: node.start()].rstrip()[-1:] not in ("-", ">") and text[node.end() :].lstrip()[:1] not in ("-", "<")


def _attributes(query: str, rest: str, nodes: set[str]) -> frozenset[str] | None:
    """The words of the query, for an attribute is one of them; None where a node is asked for as a whole."""
    whole = any(re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", rest) for name in nodes if name.isidentifier())
    return None if whole else frozenset(_WORD.findall(query))
