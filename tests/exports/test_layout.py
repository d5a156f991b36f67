"""Positions: one for every node, whole numbers, apart, related things near, and the same for every hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.layout import place

SCRIPT = "from exports.layout import place; print(place([5.0] * 40, [(i, (i * 7 + 3) % 40) for i in range(39)]))"


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[float], list[tuple[int, int]]]:
    count = draw(st.integers(1, 12))
    nodes = st.integers(0, count - 1)
    return [6.0] * count, draw(st.lists(st.tuples(nodes, nodes).filter(lambda pair: pair[0] != pair[1]), max_size=20))


@settings(max_examples=12, deadline=None)
@given(graphs())
def test_every_node_has_its_own_place(graph: tuple[list[float], list[tuple[int, int]]]) -> None:
    radii, edges = graph
    spots = place(radii, edges)
    assert len(spots) == len(radii)
    assert all(dist(one, other) >= 2 * 6.0 for one, other in combinations(spots, 2))


def test_nothing_has_no_place() -> None:
    assert place([], []) == []


def test_two_groups_lie_apart() -> None:
    first = [(i, j) for i, j in combinations(range(8), 2)]
    second = [(i + 8, j + 8) for i, j in first]
    spots = place([4.0] * 16, [*first, *second, (0, 8)])
    middles = [tuple(sum(axis) / 8 for axis in zip(*group, strict=True)) for group in (spots[:8], spots[8:])]
    inside = sum(dist(spot, middles[0]) for spot in spots[:8]) / 8
    assert dist(*middles) > 2 * inside


def test_what_is_bound_lies_nearer_than_what_is_only_joined() -> None:
    edges = [(0, other) for other in range(1, 21)]
    spots = place([4.0] * 21, edges, [(0, other) for other in range(1, 6)])
    reach = [dist(spots[0], spot) for spot in spots[1:]]
    assert sum(reach[:5]) / 5 < sum(reach[5:]) / 15


def test_the_widest_direction_is_horizontal() -> None:
    spots = place([4.0] * 30, [(i, i + 1) for i in range(29)])
    wide, high = (max(axis) - min(axis) for axis in zip(*spots, strict=True))
    assert wide > high


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_no_hash_seed_moves_a_node(seed: str) -> None:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    said = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(place([5.0] * 40, [(i, (i * 7 + 3) % 40) for i in range(39)]))
