"""The ground that each community holds on the map, as outlines that do not overlap.

A cell of a grid belongs to the community that is densest there, where any is dense enough; density is a Gaussian
kernel's. The largest connected part of each community is outlined, and its name stands where it is widest.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from exports.communities import Floats, Indices

GRID = 180
"""Cells along the longer side of the map."""
MARGIN = 10
"""Cells around it."""
BREADTH = 2.6
"""Of the kernel, in cells."""
LEAST = 0.5
"""A cell is held where the density is this share of a lone node's at its own place."""
SMOOTHING = 5
"""Rounds in which every corner moves to the middle of its neighbours."""
EVERY = 3
"""One corner in so many is kept."""

Cells: TypeAlias = NDArray[np.bool_]
Point: TypeAlias = tuple[int, int]


class Ground(NamedTuple):
    """An outline, a closed polygon, and the place within it that is farthest from its edge, in the map's units."""

    outline: tuple[Point, ...]
    middle: Point


def grounds_of(places: Floats, member_of: Indices, count: int) -> list[Ground | None]:
    """The ground of each of the first ``count`` communities; None for one that is nowhere the densest."""
    low, size = places.min(axis=0), float(np.ptp(places, axis=0).max()) or 1.0
    cell = size / GRID
    shape = tuple(int(side / cell) + 2 * MARGIN + 1 for side in np.ptp(places, axis=0))
    where = np.rint((places - low) / cell).astype(np.intp) + MARGIN
    density = np.stack([_density(where[member_of == number], shape) for number in range(count)])
    lone = 1.0 / (2.0 * np.pi * BREADTH**2)
    holder = np.where(density.max(axis=0) > LEAST * lone, density.argmax(axis=0), -1)
    return [_ground(holder == number, low, cell) for number in range(count)]


def _density(where: Indices, shape: tuple[int, ...]) -> Floats:
    cells = np.zeros(shape)
    np.add.at(cells, (where[:, 0], where[:, 1]), 1.0)
    return np.asarray(ndimage.gaussian_filter(cells, BREADTH), dtype=np.float64)


def _ground(held: Cells, low: Floats, cell: float) -> Ground | None:
    parts, number = ndimage.label(held)
    if not number:
        return None
    largest = parts == 1 + int(np.argmax(np.bincount(parts.ravel())[1:]))
    depth = ndimage.distance_transform_edt(largest)
    middle = np.asarray(np.unravel_index(int(np.argmax(depth)), depth.shape), dtype=np.float64)
    outline = (_smooth(_trace(largest)) - MARGIN - 0.5) * cell + low
    x, y = np.rint((middle - MARGIN) * cell + low)
    return Ground(tuple((int(x), int(y)) for x, y in np.rint(outline)), (int(x), int(y)))


def _trace(cells: Cells) -> Floats:
    """The corners of the outer edge of a connected patch of cells, in order; a cell is one unit wide."""
    following: dict[Point, list[Point]] = {}
    for x, y in np.argwhere(cells).tolist():
        for (dx, dy), start, end in _SIDES:
            if not cells[x + dx, y + dy]:
                following.setdefault((x + start[0], y + start[1]), []).append((x + end[0], y + end[1]))
    loops = []
    while following:
        at = next(iter(following))
        loop = []
        while at in following:
            loop.append(at)
            ends = following[at]
            after = ends.pop()
            if not ends:
                del following[at]
            at = after
        loops.append(loop)
    return np.asarray(max(loops, key=len), dtype=np.float64)


_SIDES = (
    ((0, -1), (0, 0), (1, 0)),
    ((1, 0), (1, 0), (1, 1)),
    ((0, 1), (1, 1), (0, 1)),
    ((-1, 0), (0, 1), (0, 0)),
)
"""The neighbour beyond each side of a cell, and where the side starts and ends, turning one way round."""


def _smooth(corners: Floats) -> Floats:
    for _ in range(SMOOTHING):
        corners = (np.roll(corners, 1, axis=0) + corners + np.roll(corners, -1, axis=0)) / 3.0
    return corners[:: EVERY if len(corners) > 4 * EVERY else 1]
