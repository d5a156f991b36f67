"""Where the nodes of a drawing lie: communities first, then forces, then no two on top of each other.

Forces are those of ForceAtlas2 (Jacomy et al., PLOS ONE 9(6), 2014): attraction grows with distance and weight,
repulsion falls with distance and grows with degree. Repulsion between all pairs is a convolution on a grid, done by
FFT as in FIt-SNE (Linderman et al., Nature Methods 16, 2019), so a step costs the same whatever the density.
Nodes are numbers throughout, so no hash seed can change a byte.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from exports.communities import Edge, Floats, Indices, find_communities, weighted

GRID = 128
"""Cells along one side of the repulsion grid."""
FEW = 250
"""Up to so many nodes every pair is computed, which is then quicker than the grid."""
STEPS = 240
GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
SPACING = 38.0
"""Distance between neighbours in an even packing, in the drawing's units."""
ROOM = 1.4
"""How much wider than itself a node is taken to be, so that a large one has room for its name."""
GAP = 5.0
"""Clear space between two nodes, in the drawing's units."""


def place(
    radii: Sequence[float], edges: Sequence[Edge], bonds: Sequence[Edge] = (), *, member_of: Indices | None = None
) -> list[tuple[int, int]]:
    """A position for every node, wide rather than tall, centred on the origin, in whole units.

    ``edges`` join positions in ``radii``; an edge to a node of many edges pulls less than one to a rare node.
    ``bonds`` join those that belong together: each pulls as hard as any. ``member_of`` gives each node's community,
    where that is known already.
    """
    count = len(radii)
    if count == 0:
        return []
    ends, weights = weighted(edges, bonds, count)
    communities = find_communities(ends, weights, count) if member_of is None else member_of
    spots = _settle(_start(ends, weights, communities), ends, weights)
    spots = _spread(_landscape(spots) * SPACING * np.sqrt(count), ROOM * np.asarray(radii, dtype=np.float64))
    return [(int(x), int(y)) for x, y in np.rint(spots - spots.mean(axis=0))]


def _start(ends: Indices, weights: Floats, member_of: Indices) -> Floats:
    """Each community around the place that its links to the others give it."""
    count = len(member_of)
    sizes = np.bincount(member_of).astype(np.float64)
    between = member_of[ends]
    apart = between[:, 0] != between[:, 1]
    centres = _settle(_sunflower(len(sizes)), between[apart], weights[apart], sizes)
    inside = np.zeros(count, dtype=np.intp)
    for number in range(len(sizes)):
        members = np.flatnonzero(member_of == number)
        inside[members] = np.arange(len(members))
    angle, reach = inside * GOLDEN_ANGLE, np.sqrt((inside + 0.5) / count) * 0.5
    return np.asarray(
        centres[member_of] + np.column_stack((reach * np.cos(angle), reach * np.sin(angle))), dtype=np.float64
    )


def _sunflower(count: int) -> Floats:
    """Points spread evenly over a disc of radius one half (Vogel, 1979)."""
    number = np.arange(count)
    reach = 0.5 * np.sqrt((number + 0.5) / max(count, 1))
    return np.column_stack((reach * np.cos(number * GOLDEN_ANGLE), reach * np.sin(number * GOLDEN_ANGLE)))


def _settle(spots: Floats, ends: Indices, weights: Floats, sizes: Floats | None = None) -> Floats:
    """Let the forces act for ``STEPS`` steps, each shorter than the last; the result has a spread of about one."""
    count = len(spots)
    pull = np.bincount(ends.ravel(), np.repeat(weights, 2), minlength=count)
    mass = np.sqrt(1.0 + pull) if sizes is None else sizes / sizes.mean()
    for step in range(STEPS):
        force = _attraction(spots, ends, weights) + _repulsion(spots, mass) / count - 0.35 * mass[:, None] * spots
        length = np.hypot(force[:, 0], force[:, 1])
        longest = 0.08 * (1.0 - step / STEPS) + 0.001
        spots = spots + force * (np.minimum(0.25, longest / np.maximum(length, 1e-12)))[:, None]
    return np.asarray((spots - spots.mean(axis=0)) / max(float(spots.std()) * 2.0, 1e-9), dtype=np.float64)


def _attraction(spots: Floats, ends: Indices, weights: Floats) -> Floats:
    """Along every edge; the pull on a node is divided by the weight of its edges, so hubs stay calm."""
    head, tail = ends[:, 0], ends[:, 1]
    apart = spots[tail] - spots[head]
    distance = np.hypot(apart[:, 0], apart[:, 1])
    along = apart * (weights * np.log1p(6.0 * distance) / np.maximum(distance, 1e-9))[:, None]
    total = np.bincount(ends.ravel(), np.repeat(weights, 2), minlength=len(spots))
    axes = [
        np.bincount(head, along[:, axis], len(spots)) - np.bincount(tail, along[:, axis], len(spots)) for axis in (0, 1)
    ]
    return np.asarray(2.0 * np.column_stack(axes) / np.sqrt(np.maximum(total, 1.0))[:, None], dtype=np.float64)


def _repulsion(spots: Floats, mass: Floats) -> Floats:
    """The push of all others on each node, one over distance: pair by pair for few, on a padded grid for many."""
    return _pair_by_pair(spots, mass) if len(spots) <= FEW else _on_grid(spots, mass)


def _pair_by_pair(spots: Floats, mass: Floats) -> Floats:
    apart = spots[:, None, :] - spots[None, :, :]
    square = (apart**2).sum(axis=2) + 1e-6
    return np.asarray((apart * (mass / square)[:, :, None]).sum(axis=1) * mass[:, None], dtype=np.float64)


def _on_grid(spots: Floats, mass: Floats) -> Floats:
    low, high = spots.min(axis=0), spots.max(axis=0)
    cell = max(float((high - low).max()) / (GRID - 3), 1e-9)
    where = (spots - low) / cell + 1.0
    corner = np.floor(where).astype(np.intp)
    part = where - corner
    corners = [
        ((corner[:, 0] + dx) * GRID + corner[:, 1] + dy, np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1]))
        for dx in (0, 1)
        for dy in (0, 1)
    ]
    density = sum(np.bincount(place, share * mass, GRID * GRID) for place, share in corners)
    seen = np.fft.rfft2(np.asarray(density).reshape(GRID, GRID), (2 * GRID, 2 * GRID))
    push = [np.fft.irfft2(seen * kernel, (2 * GRID, 2 * GRID))[:GRID, :GRID].ravel() for kernel in _KERNELS]
    felt = [sum(field[place] * share for place, share in corners) for field in push]
    return np.asarray(np.column_stack(felt) * mass[:, None] / cell, dtype=np.float64)


def _kernel() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """The transforms of x/r² and y/r² on a grid twice as wide, so that it does not wrap around."""
    offset = np.fft.fftfreq(2 * GRID, 1.0 / (2 * GRID))
    x, y = np.meshgrid(offset, offset, indexing="ij")
    square = x * x + y * y + 0.25
    return np.fft.rfft2(x / square), np.fft.rfft2(y / square)


_KERNELS = _kernel()


def _landscape(spots: Floats) -> Floats:
    """Turned so that the widest direction is horizontal; the sign of each axis is fixed by its third moment."""
    _, axes = np.linalg.eigh(np.cov(spots.T) if len(spots) > 1 else np.eye(2))
    turned = spots @ axes[:, ::-1]
    signs = np.where((turned**3).sum(axis=0) < 0, -1.0, 1.0)
    return np.asarray(turned * signs * (1.3, 0.85), dtype=np.float64)


def _spread(spots: Floats, radii: Floats) -> Floats:
    """Push apart nodes that touch, until none do or 60 rounds are over; only neighbours along x are compared."""
    for _ in range(60):
        order = np.argsort(spots[:, 0], kind="stable")
        move, touching = np.zeros_like(spots), False
        for shift in range(1, len(order)):
            first, second = order[:-shift], order[shift:]
            apart = spots[second] - spots[first]
            if apart[:, 0].min() > 2.0 * radii.max() + GAP:
                break
            near = np.abs(apart[:, 0]) < 2.0 * radii.max() + GAP
            first, second, apart = first[near], second[near], apart[near]
            distance = np.hypot(apart[:, 0], apart[:, 1])
            lack = radii[first] + radii[second] + GAP - distance
            hit = lack > 0.01
            touching |= bool(hit.any())
            _push(move, first[hit], second[hit], apart[hit], distance[hit], lack[hit])
        if not touching:
            break
        spots = spots + move
    return spots


def _push(move: Floats, first: Indices, second: Indices, apart: Floats, distance: Floats, lack: Floats) -> None:
    """Add to ``move`` half of what each touching pair lacks; a pair on one spot is parted by its own angle."""
    angle = (first + second) * GOLDEN_ANGLE
    unit = np.where(
        (distance > 1e-6)[:, None],
        apart / np.maximum(distance, 1e-6)[:, None],
        np.column_stack((np.cos(angle), np.sin(angle))),
    )
    step = unit * (lack / 2.0)[:, None]
    np.subtract.at(move, first, step)
    np.add.at(move, second, step)
