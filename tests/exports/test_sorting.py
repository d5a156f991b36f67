"""Sorting in runs gives what sorting at once gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.sorting import sorted_texts

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12), max_size=40)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 60))
def test_any_texts_are_sorted_whatever_memory_holds(texts: list[str], budget: int) -> None:
    assert list(sorted_texts(texts, budget=budget)) == sorted(texts)


@settings(deadline=None)
@given(TEXTS)
def test_the_order_is_that_of_the_bytes(texts: list[str]) -> None:
    encoded = [text.encode() for text in sorted_texts(texts, budget=20)]
    assert encoded == sorted(encoded)


def test_a_text_longer_than_a_piece_of_a_file_is_kept_whole() -> None:
    texts = ["b" * 200_000, "a" * 100_000, "é\r\n" * 50_000]
    assert list(sorted_texts(texts, budget=1000)) == sorted(texts)
