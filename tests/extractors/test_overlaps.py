"""One reading a place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.overlaps import settle
from extractors.types import Kind, Mention

mentions = st.lists(
    st.builds(
        lambda start, length, kind, score: Mention(start, start + length, "x" * length, kind, "r", score),
        st.integers(0, 30),
        st.integers(1, 8),
        st.sampled_from(Kind),
        st.sampled_from([0.5, 0.9]),
    ),
    max_size=12,
)


def test_the_longer_wins_then_the_better_score() -> None:
    short, long = Mention(0, 4, "LoRA", Kind.METHOD, "a", 0.9), Mention(0, 7, "LoRA-GA", Kind.METHOD, "b", 0.6)
    better = Mention(0, 4, "LoRA", Kind.MODEL, "b", 0.95)
    assert settle([short, long]) == (long,)
    assert settle([short, better]) == (better,)


def test_a_weak_mention_yields_to_a_shorter_one_that_is_not() -> None:
    short, weak = Mention(5, 9, "LoRA", Kind.METHOD, "a", 0.9), Mention(0, 9, "long LoRA", Kind.METHOD, "b", 0.5)
    assert settle([weak, short]) == (short,)
    assert settle([weak]) == (weak,)


def test_a_weak_one_yields_even_to_a_shorter() -> None:
    short, weak = (
        Mention(5, 9, "LoRA", Kind.METHOD, "a", 0.6),
        Mention(0, 16, "fast LoRA search", Kind.METHOD, "b", 0.5),
    )
    assert settle([weak, short]) == (short,)


@given(mentions)
def test_what_stays_is_sorted_apart_and_leaves_no_place_it_could_take(found: list[Mention]) -> None:
    kept = settle(found)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert all(any(m.start < k.end and k.start < m.end for k in kept) for m in found)


@given(mentions, st.randoms())
def test_order_does_not_matter(found: list[Mention], random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert settle(shuffled) == settle(found)
