"""Short forms and their long forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.abbreviations import find_abbreviations
from extractors.spelled import match_letters
from extractors.text import matching_view


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
        ("a sparse fold search [SFS] is", ("SFS", "sparse fold search")),
        ("SFS (short for sparse fold search)", ("SFS", "sparse fold search")),
        ("using SFS (sparse fold search or so)", ("SFS", "sparse fold search")),
    ],
)
def test_both_orders_are_read(text: str, pair: tuple[str, str]) -> None:
    assert pairs(text) == [pair]


@pytest.mark.parametrize(
    "text", ["a fast search (XQZ)", "we search (see below)", "sparse search (2024)", "We stop. (SFS)", "folds (ours)"]
)
def test_other_parentheses_define_nothing(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("named fold recognition (NFR) is", ("NFR", "named fold recognition")),
        ("Non-negative Fold Search (NFS)", ("NFS", "Non-negative Fold Search")),
        ("a new fold recognition (NFR)", ("NFR", "new fold recognition")),
        ("called Drop and rEscale by sampLing (DEL)", ("DEL", "Drop and rEscale by sampLing")),
        ("Fold Search with Fold Sorting (FS2)", ("FS2", "Fold Search with Fold Sorting")),
        ("“Sparse Fold Search” (SFS)", ("SFS", "Sparse Fold Search")),
    ],
)
def test_the_long_form_is_neither_cut_nor_too_long(text: str, pair: tuple[str, str]) -> None:
    assert pairs(matching_view(text)) == [pair]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("sparse fold search, also known as SFS, is", ("SFS", "sparse fold search")),
        ("sparse fold search, or SFS, is", ("SFS", "sparse fold search")),
        ("SFS stands for sparse fold search.", ("SFS", "sparse fold search")),
        ("SpaFo: Sparse Folding of Large Papers", ("SpaFo", "Sparse Folding")),
        ("SFS works.\nWe study Sparse Fold Search.", ("SFS", "Sparse Fold Search")),
    ],
)
def test_definitions_without_brackets_are_read(text: str, pair: tuple[str, str]) -> None:
    assert pairs(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "FOLD: a search for paper",
        "SFS works. We see folds soon, so fold slowly.",
        "the method called SFS searches",
        "BIT and both inner trees",
        "SFM and some fold models",
    ],
)
def test_words_that_happen_to_fit_are_no_definition(text: str) -> None:
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
