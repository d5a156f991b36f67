"""Names on a small drawing: the first always, then as many as do not run into one another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from exports.focus.names import LONGEST, Named, fitting_names, shortened

PLACES = st.integers(-300, 300)


def box(node: Named, name: str) -> tuple[float, float, float, float]:
    half = len(name) * node.font * 0.56 / 2
    top = node.y + node.radius + 2
    return node.x - half, top, node.x + half, top + node.font


@given(
    st.lists(
        st.builds(Named, st.text("abc ", min_size=1), PLACES, PLACES, st.just(5.0), st.just(12), PLACES), min_size=1
    )
)
def test_names_do_not_run_into_one_another(nodes: list[Named]) -> None:
    shown = fitting_names(nodes, first=0)
    assert 0 in shown
    for one, other in combinations([box(nodes[row], name) for row, name in shown.items()], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_of_two_that_collide_the_weightier_is_named() -> None:
    nodes = [Named("centre", 0, 500, 5, 12, 1), Named("light", 0, 0, 5, 12, 1), Named("heavy", 10, 0, 5, 12, 9)]
    assert fitting_names(nodes, first=0) == {0: "centre", 2: "heavy"}


@given(st.text())
def test_a_name_is_one_short_line(label: str) -> None:
    assert len(shortened(label)) <= LONGEST + 1
    assert "\n" not in shortened(label)
