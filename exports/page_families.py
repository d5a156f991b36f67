"""Which families the map shows: a method or model, and the drawn concepts that are variants of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from exports.page_data import FAMILY, Drawing
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

GENERIC = 0.15
"""A model that more than this share of the papers name ("large language model") heads no family: it would hold all."""
_HEADS = frozenset({NodeKind.METHOD, NodeKind.MODEL})


class Family(NamedTuple):
    """The row of a family's head in the page's tables, and the rows of its members."""

    head: int
    members: tuple[int, ...]


def find_families(graph: Graph, drawing: Drawing) -> tuple[Family, ...]:
    """The families, largest first; a concept is a member of one at most, the smallest that it could be in.

    Each has at least ``FAMILY`` members; a head may itself be a member of another family.
    """
    children = _children(graph, drawing)
    while True:
        member_of = _smallest(children)
        sizes = Counter(member_of.values())
        weak = [head for head in children if sizes[head] < FAMILY]
        if not weak:
            break
        del children[min(weak, key=lambda head: (len(children[head]), sizes[head], head))]
    members: dict[int, list[int]] = {head: [] for head in children}
    for row, head in sorted(member_of.items()):
        members[head].append(row)
    return tuple(
        Family(head, tuple(rows)) for head, rows in sorted(members.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def _children(graph: Graph, drawing: Drawing) -> dict[int, list[int]]:
    """For each node that may head a family its drawn variants."""
    drawn = {node.row: node for node in drawing.nodes}
    row_of = {name: row for row, name in enumerate(graph.nx)}
    papers = sum(node.kind is NodeKind.PAPER for node in drawing.nodes)
    children: dict[int, list[int]] = {}
    for fact in graph.facts(Predicate.VARIANT_OF):
        child, head = drawn.get(row_of[fact.head]), drawn.get(row_of[fact.tail])
        if child is None or head is None or head.kind not in _HEADS:
            continue
        if head.kind is NodeKind.METHOD or head.papers <= GENERIC * papers:
            children.setdefault(head.row, []).append(child.row)
    return children


def _smallest(children: dict[int, list[int]]) -> dict[int, int]:
    """For each member the head with the fewest variants, of equals the first."""
    member_of: dict[int, int] = {}
    for head, rows in sorted(children.items(), key=lambda pair: (len(pair[1]), pair[0])):
        for row in rows:
            member_of.setdefault(row, head)
    return member_of
