"""The part of a graph that can fit a pattern: what a query is answered from instead of all of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.cypher_pattern import EdgePattern, NodePattern, Pattern
from kg.tables.columns import Columns, Flags, Rows

_ROUNDS = 8
"""How often what the edges leave of the nodes is looked at again; once suffices for a path read from its rare end."""


def fitting_part(columns: Columns, pattern: Pattern) -> tuple[Flags, Rows]:
    """Of each node whether it can be one of the pattern's, and the facts that can be its edges, sorted.

    Whatever fits the pattern as a whole is in it: nodes are left out that have no edge which the pattern wants of them,
    again and again (A. Mackworth, Consistency in networks of relations, Artificial Intelligence 8, 1977).
    """
    nodes = {name: _wanted(columns, node) for name, node in pattern.nodes.items()}
    facts = [_of_types(columns, edge.types) for edge in pattern.edges]
    for _ in range(_ROUNDS):
        before = sum(int(flags.sum()) for flags in nodes.values())
        for place in _rarest_first(pattern, nodes):
            facts[place] = _narrowed(columns, pattern.edges[place], facts[place], nodes)
        if sum(int(flags.sum()) for flags in nodes.values()) == before:
            break
    kept = np.flatnonzero(_flags(len(columns.facts.heads), *facts))
    inside = _flags(len(columns.nodes.ids), columns.facts.heads[kept], columns.facts.tails[kept])
    return inside | np.logical_or.reduce(list(nodes.values())), kept


def _wanted(columns: Columns, node: NodePattern) -> Flags:
    """Of each node of the graph, whether its label and values are those of one of the pattern."""
    named = columns.nodes.named
    codes = [code for code, kind in enumerate(named) if node.labels is None or kind in node.labels]
    flags = np.isin(columns.nodes.kinds, codes)
    for name, value in sorted(node.values):
        if name == "id":
            flags &= _only(columns, value)
        elif name == "name":
            flags &= columns.nodes.labels.equal(value)
    return flags


def _only(columns: Columns, name: str) -> Flags:
    try:
        return _flags(len(columns.nodes.ids), np.array([columns.row(name)]))
    except KeyError:
        return _flags(len(columns.nodes.ids))


def _of_types(columns: Columns, types: frozenset[str] | None) -> Rows:
    if types is None:
        return np.arange(len(columns.facts.heads))
    codes = [code for code, name in enumerate(columns.facts.named) if name in types]
    return np.flatnonzero(np.isin(columns.facts.predicates, codes))


def _rarest_first(pattern: Pattern, nodes: dict[str, Flags]) -> list[int]:
    """The edges, those first that have an end which few nodes can be."""
    counts = {name: int(flags.sum()) for name, flags in nodes.items()}
    rarity = [min(counts[edge.start], counts[edge.end]) for edge in pattern.edges]
    return sorted(range(len(rarity)), key=lambda place: rarity[place])


def _narrowed(columns: Columns, edge: EdgePattern, facts: Rows, nodes: dict[str, Flags]) -> Rows:
    """The facts that can be an edge between what its ends can be; narrows these down to their ends."""
    start, end = nodes[edge.start], nodes[edge.end]
    if edge.hops is not None:
        return _chained(columns, edge.hops, facts, start, end)
    heads, tails = columns.facts.heads[facts], columns.facts.tails[facts]
    forth = start[heads] & end[tails]
    back = start[tails] & end[heads] if edge.either else np.zeros_like(forth)
    start &= _flags(len(start), heads[forth], tails[back])
    end &= _flags(len(end), tails[forth], heads[back])
    return facts[forth | back]


def _chained(columns: Columns, hops: int, facts: Rows, start: Flags, end: Flags) -> Rows:
    """The same where an edge is up to so many facts on end."""
    heads, tails = columns.facts.heads[facts], columns.facts.tails[facts]
    reached, left = _steps(start, heads, tails, hops), _steps(end, tails, heads, hops)
    start &= left <= hops
    end &= reached <= hops
    return facts[reached[heads] + 1 + left[tails] <= hops]


def _steps(ring: Flags, ends: Rows, others: Rows, most: int) -> NDArray[np.int64]:
    """How many facts each node is from these, from ``ends`` to ``others``; more than ``most`` where it is further."""
    steps = np.where(ring, 0, most + 1)
    for step in range(1, most + 1):
        ring = _flags(len(ring), others[ring[ends]]) & (steps > step)
        if not ring.any():
            break
        steps[ring] = step
    return steps


def _flags(count: int, *rows: Rows) -> Flags:
    flags = np.zeros(count, dtype=np.bool_)
    for some in rows:
        flags[some] = True
    return flags
