from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.confidence import CEILING, combined

SCORES = st.lists(st.floats(0.01, 1.0), min_size=1, max_size=6)


def test_two_rules_that_agree_are_surer_than_either() -> None:
    assert combined([0.6, 0.5]) == pytest.approx(1 - 0.4 * 0.5)


def test_nothing_read_from_text_is_certain() -> None:
    assert combined([1.0, 1.0]) == CEILING


@given(SCORES)
def test_more_evidence_never_makes_less_sure(scores: list[float]) -> None:
    assert combined(scores) >= combined(scores[:-1])
    assert 0 < combined(scores) <= CEILING


@given(SCORES)
def test_the_order_of_evidence_does_not_matter(scores: list[float]) -> None:
    assert combined(scores) == pytest.approx(combined(scores[::-1]), abs=1e-4)
