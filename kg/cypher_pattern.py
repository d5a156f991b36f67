"""What a Cypher query wants matched: the nodes and edges of its MATCH clauses, and which values it gives them.

Told from the text, for the queries that are read whole. One that is not, or that asks for what is *not* there, has no
pattern here: it can be about anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_STRING = r'"(?:[^"\\]|\\.)*"'
_VALUE = rf"(?:{_STRING}|[-+]?[\d.]+(?:[eE][-+]?\d+)?|\w+)"
_RULES = rf"\{{\s*\w+\s*:\s*{_VALUE}\s*(?:,\s*\w+\s*:\s*{_VALUE}\s*)*\}}"
_NAMES = r":\s*\w+\s*(?:\|\s*\w+\s*)*"

_MATCH = re.compile(r"\s*match\b\s*(?:\w+\s*=\s*)?", re.IGNORECASE)
_NODE = re.compile(rf"\s*\(\s*(?P<name>\w*)\s*(?P<labels>{_NAMES})?(?P<rules>{_RULES})?\s*\)")
_EDGE = re.compile(
    rf"\s*(?P<left><)?\s*-\s*(?:-|\[\s*\w*\s*(?P<types>{_NAMES})?(?:\*\s*(?P<least>\d+)\s*(?:\.\.\s*(?P<most>\d+)\s*)?)?\]\s*-)"
    r"\s*(?P<right>>)?"
)
_RULE = re.compile(rf"(\w+)\s*:\s*({_VALUE})")
_REST = re.compile(r"\s*(?:where\b(?P<where>.*?))?\s*\breturn\b", re.IGNORECASE | re.DOTALL)
_EQUAL = re.compile(rf"\s*(\w+)\s*\.\s*(\w+)\s*==?\s*({_STRING})\s*")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:or|not|exists|in)\b|[()\[\]{}]|//", re.IGNORECASE)
_NOT_THERE = re.compile(r"\bexists\b|//", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class NodePattern:
    """A node that is wanted: of one of these kinds, in lower case (None: any), with these texts as attributes."""

    labels: frozenset[str] | None = None
    values: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class EdgePattern:
    """An edge that is wanted from one node of the pattern to another, of one of these types (None: any).

    ``either`` says that it may read the other way round; with ``hops`` it may be any number of edges on end up to that.
    """

    start: str
    end: str
    types: frozenset[str] | None
    either: bool = False
    hops: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """The nodes by name and the edges between them."""

    nodes: dict[str, NodePattern]
    edges: list[EdgePattern]


def pattern_of(query: str) -> Pattern | None:
    """The pattern that whatever fits the query fits; None for a query that is not understood."""
    found, at = Pattern({}, []), 0
    while match := _MATCH.match(query, at):
        end = _read_path(query, match.end(), found)
        if end is None:
            return None
        at = end
    rest = _REST.match(_masked(query), at)
    if rest is None or not found.nodes or _NOT_THERE.search(_masked(query), at):
        return None
    if rest["where"] and not _OTHERWISE.search(rest["where"]):
        _read_conditions(query[slice(*rest.span("where"))], found)
    return found


def _masked(query: str) -> str:
    """The query with each text in it as empty as it is long, so that no word of it counts."""
    return re.sub(_STRING, lambda text: '"' + " " * (len(text[0]) - 2) + '"', query)


def _read_path(query: str, at: int, found: Pattern) -> int | None:
    """Add a path to the pattern; where it ends, None when it is not understood."""
    node = _NODE.match(query, at)
    while node is not None:
        start = _add_node(node, found)
        edge = _EDGE.match(query, node.end())
        if edge is None:
            return node.end()
        node = _NODE.match(query, edge.end())
        if node is not None:
            found.edges.append(_edge(edge, start, _name(node)))
    return None


def _name(node: re.Match[str]) -> str:
    return node["name"] or f"({node.start()}"


def _add_node(node: re.Match[str], found: Pattern) -> str:
    wanted = found.nodes.setdefault(_name(node), NodePattern())
    if node["labels"]:
        labels = _lower(node["labels"])
        wanted.labels = labels if wanted.labels is None else wanted.labels | labels
    for name, value in _RULE.findall(node["rules"] or ""):
        wanted.values.update(_text(name, value))
    return _name(node)


def _edge(edge: re.Match[str], one: str, other: str) -> EdgePattern:
    forth, back = edge["right"] is not None, edge["left"] is not None
    start, end = (other, one) if back and not forth else (one, other)
    types = _lower(edge["types"]) if edge["types"] else None
    most = edge["most"] or edge["least"]
    return EdgePattern(start, end, types, either=forth == back, hops=None if most is None else int(most))


def _lower(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))


def _text(name: str, value: str) -> Iterator[tuple[str, str]]:
    """An attribute and its value, if that is a text that stands there as it is."""
    if value.startswith('"') and "\\" not in value:
        yield name, value[1:-1]


def _read_conditions(where: str, found: Pattern) -> None:
    """Add what conditions, all of which must hold, say of single nodes."""
    for start, end in _between(where):
        condition = _EQUAL.fullmatch(where, start, end)
        if condition and condition[1] in found.nodes:
            found.nodes[condition[1]].values.update(_text(condition[2], condition[3]))


def _between(where: str) -> Iterator[tuple[int, int]]:
    """Where each of the conditions that "and" joins begins and ends."""
    at = 0
    for joint in _AND.finditer(_masked(where)):
        yield at, joint.start()
        at = joint.end()
    yield at, len(where)
