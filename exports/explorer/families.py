"""Which families the map shows: a method or model, and the drawn concepts that are variants of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from exports.explorer.drawing import FAMILY, Drawing
from exports.explorer.reading import Reading
from kg.schema import NodeKind, Predicate

GENERIC = 0.15
"""A model that more than this share of the papers name ("large language model") heads no family: it would hold all."""
_HEADS = frozenset({NodeKind.METHOD, NodeKind.MODEL})


class Family(NamedTuple):
    """The row of a family's head, and the rows of its members."""

    head: int
    members: tuple[int, ...]


def find_families(reading: Reading, drawing: Drawing) -> tuple[Family, ...]:
    """The families, largest first; a concept is a member of one at most, the smallest that it could be in.

    Each has at least ``FAMILY`` members; a head may itself be a member of another family.
    """
    children = _children(reading, drawing)
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


def _children(reading: Reading, drawing: Drawing) -> dict[int, list[int]]:
    """For each node that may head a family its drawn variants."""
    drawn = frozenset(drawing.rows)
    papers = sum(node.kind is NodeKind.PAPER for node in reading.nodes)
    children: dict[int, list[int]] = {}
    for name, other, key in reading.nx.edges(keys=True):
        if key != Predicate.VARIANT_OF:
            continue
        child, head = reading.row_of[name], reading.row_of[other]
        kind = reading.nodes[head].kind
        if child not in drawn or head not in drawn or kind not in _HEADS:
            continue
        if kind is NodeKind.METHOD or reading.touching[head] <= GENERIC * papers:
            children.setdefault(head, []).append(child)
    return children


def _smallest(children: dict[int, list[int]]) -> dict[int, int]:
    """For each member the head with the fewest variants, of equals the first."""
    member_of: dict[int, int] = {}
    for head, rows in sorted(children.items(), key=lambda pair: (len(pair[1]), pair[0])):
        for row in rows:
            member_of.setdefault(row, head)
    return member_of
