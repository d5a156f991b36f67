"""Claims by ids to wins by names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.wins import ClaimRow, Win, named_wins

NAMES = {"method:a": "A", "method:b": "B", "dataset:glue": "GLUE", "dataset:glue-2": "GLUE", "paper:p": "A paper"}
CLAIM = ClaimRow("method:a", "method:b", ("dataset:glue",), (), "5 points", "paper:p", "A beats B.")
WIN = Win("method:a", "A", "method:b", "B", ("GLUE",), (), "5 points", "paper:p", "A paper", "A beats B.")

ids = st.sampled_from(sorted(NAMES))
lists = st.lists(ids, max_size=2).map(tuple)
claims = st.builds(ClaimRow, ids, ids, lists, lists, st.sampled_from(["", "2 %"]), ids, st.text(max_size=2))


def test_a_claim_is_a_win_by_names() -> None:
    assert named_wins([CLAIM], NAMES.__getitem__) == {WIN: ("dataset:glue",)}


def test_claims_that_read_the_same_are_one_win_on_the_data_sets_of_both() -> None:
    told = named_wins([CLAIM._replace(datasets=("dataset:glue-2",)), CLAIM, CLAIM], NAMES.__getitem__)
    assert told == {WIN: ("dataset:glue", "dataset:glue-2")}


@given(st.lists(claims, max_size=5))
def test_the_order_of_claims_makes_no_difference(told: list[ClaimRow]) -> None:
    wins = named_wins(told, NAMES.__getitem__)
    assert list(wins.items()) == list(named_wins(told[::-1], NAMES.__getitem__).items())
    assert list(wins) == sorted(wins, key=Win.order)
