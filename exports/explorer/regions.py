"""Communities as regions of the map: the ground that each holds, and the concepts that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from exports.communities import Indices
from exports.explorer.drawing import Drawing, degrees
from exports.explorer.outlines import Ground, grounds_of
from exports.explorer.reading import Reading
from kg.schema import NodeKind

SMALLEST = 12
"""A community of fewer drawn nodes is no region."""
MOST = 24
"""So many regions at most, the largest."""
NAMES = 2
"""A region is named by so many concepts."""

_NAMING = frozenset({NodeKind.METHOD, NodeKind.MODEL, NodeKind.TASK, NodeKind.DATASET})


class Region(NamedTuple):
    """The rows that name a region, how many drawn nodes it has, and where it lies."""

    names: tuple[int, ...]
    size: int
    ground: Ground


def find_regions(
    reading: Reading, drawing: Drawing, member_of: Indices, spots: Sequence[tuple[int, int]]
) -> tuple[Region, ...]:
    """The regions, largest first; no two have a name in common."""
    sizes = np.bincount(member_of)[:MOST] if len(member_of) else np.zeros(0, dtype=np.intp)
    large = int((sizes >= SMALLEST).sum())
    if not large:
        return ()
    inside = _shares_inside(drawing, member_of)
    rows = np.asarray(drawing.rows)
    named: set[int] = set()
    regions: list[Region] = []
    for number, ground in enumerate(grounds_of(np.asarray(spots, dtype=np.float64), member_of, large)):
        names = _names(reading, rows[member_of == number].tolist(), inside, named)
        if names and ground is not None:
            named.update(names)
            regions.append(Region(names, int(sizes[number]), ground))
    return tuple(regions)


def _shares_inside(drawing: Drawing, member_of: Indices) -> dict[int, float]:
    """For each drawn row that has lines the share of them that stays in its community."""
    community = dict(zip(drawing.rows, member_of.tolist(), strict=True))
    inside: Counter[int] = Counter()
    for line in drawing.lines:
        if community[line.head] == community[line.tail]:
            inside.update((line.head, line.tail))
    return {row: inside[row] / count for row, count in degrees(drawing.lines).items()}


def _names(reading: Reading, rows: list[int], inside: Mapping[int, float], taken: set[int]) -> tuple[int, ...]:
    """The concepts that occur most here and little elsewhere: papers, times the square of the share that is inside."""
    strength = {
        row: reading.touching[row] * inside[row] ** 2
        for row in rows
        if reading.nodes[row].kind in _NAMING and row not in taken and inside.get(row)
    }
    return tuple(sorted(strength, key=lambda row: (-strength[row], row))[:NAMES])
