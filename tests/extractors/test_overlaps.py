"""One reading a place of what is found by rule, and how readings lie that stay together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.overlaps import in_order, joined, nests_of, settle
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


def method(start: int, end: int, rule: str = "tagger") -> Mention:
    return Mention(start, end, "x" * (end - start), Kind.METHOD, rule, 0.5)


KNOWN = Mention(10, 20, "fold-seeks", Kind.METHOD, "catalogue", 0.5)


@pytest.mark.parametrize(
    ("span", "stays", "why"),
    [
        (method(30, 40), True, "meets nothing"),
        (method(5, 20), True, "has more words before it"),
        (method(5, 25), True, "has more words on both sides"),
        (method(15, 20), True, "is part of it"),
        (method(10, 14), True, "is part of it, from the first word on"),
        (method(10, 20), False, "is the same"),
        (method(10, 25), False, "only goes on behind it"),
        (method(5, 15), False, "crosses it"),
        (method(15, 25), False, "crosses it on the other side"),
    ],
)
def test_a_tagged_span_stays_beside_what_a_rule_found_unless_it_says_nothing_new(
    span: Mention, stays: bool, why: str
) -> None:
    assert (span in joined([KNOWN], [span])) is stays, why


def test_a_span_over_two_names_stays_wherever_it_begins() -> None:
    second, both = method(25, 30, "catalogue"), method(10, 30)
    assert joined([KNOWN, second], [both]) == (both, KNOWN, second)


def test_a_part_of_a_name_stays_only_where_it_is_set_off() -> None:
    for name, stays in (("LLM serving", True), ("LLM-serving", True), ("LLM.int8()", False)):
        whole = Mention(0, len(name), name, Kind.METHOD, "name shape", 0.9)
        part = Mention(0, 3, "LLM", Kind.MODEL, "tagger", 0.5)
        assert (part in joined([whole], [part])) is stays, name


def test_a_span_that_lists_names_is_no_name() -> None:
    text = "LoRA and fast AdaLoRA"
    names = [Mention(0, 4, text[:4], Kind.METHOD, "a", 0.9), Mention(14, 21, text[14:], Kind.METHOD, "a", 0.9)]
    assert joined(names, [Mention(0, 21, text, Kind.METHOD, "tagger", 0.5)]) == tuple(names)


def test_a_nest_has_what_lies_around_and_inside() -> None:
    outer, middle, inner, other = method(0, 30), method(5, 20), method(5, 10), method(40, 50)
    nests = nests_of([outer, middle, inner, other])
    assert nests[5, 20] == ((outer,), (inner,))
    assert nests[0, 30].inside == (middle, inner)
    assert nests[5, 10].around == (outer, middle)
    assert (40, 50) not in nests


@given(mentions, mentions)
def test_what_is_joined_never_crosses_and_never_has_one_place_twice(found: list[Mention], seen: list[Mention]) -> None:
    known, spans = settle(found), settle(seen)
    together = joined(known, spans)
    assert together == in_order(together)
    assert set(known) <= set(together) <= {*known, *spans}
    assert len({m.span for m in together}) == len(together)
    for one in together:
        for other in together:
            assert not one.start < other.start < one.end < other.end


@given(mentions, mentions)
def test_nests_are_all_pairs_of_which_one_lies_in_the_other(found: list[Mention], seen: list[Mention]) -> None:
    together = joined(settle(found), settle(seen))
    nests = nests_of(together)
    for mention in together:
        inside = [m for m in together if m is not mention and mention.start <= m.start and m.end <= mention.end]
        nest = nests.get((mention.start, mention.end))
        assert set(nest.inside if nest else ()) == set(inside)
