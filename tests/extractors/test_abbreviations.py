"""Short forms and their long forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.abbreviations import find_abbreviations, match_letters


def pairs(text: str) -> list[tuple[str, str]]:
    return [(a.short, a.long) for a in find_abbreviations(text)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("We use sparse fold search (SFS).", ("SFS", "sparse fold search")),
        ("We use SFS (sparse fold search).", ("SFS", "sparse fold search")),
        ("many sparse fold searches (SFSs)", ("SFSs", "sparse fold searches")),
        ("low-rank folding (LoRF) works", ("LoRF", "low-rank folding")),
        ("the sparse fold search (SFS, ours)", ("SFS", "sparse fold search")),
    ],
)
def test_both_orders_are_read(text: str, pair: tuple[str, str]) -> None:
    assert pairs(text) == [pair]


@pytest.mark.parametrize(
    "text", ["a fast search (XQZ)", "we search (see below)", "sparse search (2024)", "We stop. (SFS)", "folds (ours)"]
)
def test_other_parentheses_define_nothing(text: str) -> None:
    assert pairs(text) == []


def test_only_the_first_definition_counts() -> None:
    assert pairs("sparse fold search (SFS) and slow fold search (SFS)") == [("SFS", "sparse fold search")]


def test_letters_must_come_in_order_and_begin_a_word() -> None:
    assert match_letters("SFS", "fold search sparse") is None


@given(st.text(alphabet="abAB ()-.,\n", max_size=80))
def test_both_forms_stand_where_they_say(text: str) -> None:
    for found in find_abbreviations(text):
        assert text[found.short_span.start : found.short_span.end] == found.short
        assert text[found.long_span.start : found.long_span.end] == found.long
