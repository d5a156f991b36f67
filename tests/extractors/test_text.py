"""Folding, singulars, words and the view that matching reads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import find_words, fold, matching_view, pieces_between, pieces_of, singular, slug

ANY_TEXT = st.text(st.characters(), max_size=60)  # surrogates too


@given(ANY_TEXT)
def test_the_view_is_as_long_as_its_text(text: str) -> None:
    assert len(matching_view(text)) == len(text)


@given(ANY_TEXT)
def test_the_view_can_be_encoded_whatever_the_text_holds(text: str) -> None:
    matching_view(text).encode()


@given(ANY_TEXT)
def test_words_stand_where_they_say_and_in_order(text: str) -> None:
    words = find_words(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


@given(st.text(alphabet="ab C1_-.,+İ", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_the_pieces_of_a_stretch_are_those_that_the_whole_text_has_there(text: str, first: int, end: int) -> None:
    assert pieces_between(text, first, end) == pieces_of(text[first:end])


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (r"{\em SparseFold} works", "SparseFold"),
        (r"\textbf{SparseFold} works", "SparseFold"),
        ("textsc{SparseFold} works", "SparseFold"),
        ("$SparseFold$ works", "SparseFold"),
        ("at~SparseFold", "SparseFold"),
    ],
)
def test_latex_around_a_name_is_blanked(text: str, word: str) -> None:
    found = [w for w in find_words(matching_view(text)) if w.text == word]
    assert [text[w.start : w.end] for w in found] == [word]


@pytest.mark.parametrize("text", ["embrace", "emphatic textile", "a hrefless citation", "C:\\1"])
def test_words_that_only_resemble_latex_stay(text: str) -> None:
    assert matching_view(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Low-Rank Adapters", "low rank adapter"),
        ("Llama 2", "LLaMA-2"),
        ("Fréchet distance", "Frechet distance"),
        ("policies", "policy"),
        ("ResNet\u201150", "ResNet-50"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("LoRA", "LoRA+"), ("ADAS", "Adas"), ("C", "C#"), ("PTQ1.61", "PTQ161")])
def test_different_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("surface", ["", "---", "…", "+", "\0", "\ud800"])
def test_what_has_no_letter_folds_to_nothing(surface: str) -> None:
    assert fold(surface) == ""


@pytest.mark.parametrize("word", ["bias", "loss", "analysis", "GPS", "statistics", "series"])
def test_what_is_no_plural_stays(word: str) -> None:
    assert singular(word) == word


@given(st.text(max_size=40))
def test_a_slug_has_no_blank_and_no_hyphen_at_its_ends(name: str) -> None:
    made = slug(name)
    assert made == made.strip("-")
    assert not any(c.isspace() for c in made)
