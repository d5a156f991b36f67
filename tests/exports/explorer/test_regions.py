"""Communities as regions: named by what is theirs, on grounds that do not overlap."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import kg
from exports.explorer.content import make_map
from exports.explorer.outlines import grounds_of
from exports.explorer.reading import read


def area(outline: tuple[tuple[int, int], ...]) -> float:
    x, y = np.asarray(outline, dtype=float).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def test_two_clouds_have_two_grounds_each_around_its_own() -> None:
    spread = np.random.default_rng(3).normal(scale=60, size=(80, 2))
    places = np.concatenate((spread[:40] - np.array([500, 0]), spread[40:] + np.array([500, 0])))
    left, right = grounds_of(places, np.repeat([0, 1], 40), 2)
    assert left is not None
    assert right is not None
    assert max(x for x, _ in left.outline) < 0 < min(x for x, _ in right.outline)
    assert abs(left.middle[0] + 500) < 80
    assert area(left.outline) > 100 * 100


def test_a_community_that_is_nowhere_the_densest_has_no_ground() -> None:
    places = np.zeros((30, 2))
    places[0] = (900, 0)
    assert grounds_of(places, np.asarray([0] * 29 + [1]), 2)[1] is None


@settings(max_examples=20, deadline=None)
@given(arrays(float, (15, 2), elements=st.integers(-400, 400).map(float)))
def test_the_name_stands_on_its_ground(places: np.ndarray) -> None:
    (ground,) = grounds_of(places, np.zeros(15, dtype=np.intp), 1)
    assert ground is not None
    xs, ys = zip(*ground.outline, strict=True)
    assert min(xs) <= ground.middle[0] <= max(xs)
    assert min(ys) <= ground.middle[1] <= max(ys)


def test_regions_of_the_examples_are_named_by_concepts_each_once(demo_graph: kg.Graph) -> None:
    reading = read(demo_graph)
    regions = make_map(reading).regions
    named = [row for region in regions for row in region.names]
    assert len(regions) > 3
    assert len(set(named)) == len(named)
    assert {reading.nodes[row].kind for row in named} <= {
        kg.NodeKind.METHOD, kg.NodeKind.MODEL, kg.NodeKind.TASK, kg.NodeKind.DATASET,
    }  # fmt: skip
    assert [region.size for region in regions] == sorted((region.size for region in regions), reverse=True)
