"""Sentences, against spaCy's own components."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.sentences import cut_runs, find_sentences, tokenizer
from extractors.text import matching_view

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"

PIECES = st.sampled_from(
    [
        "We fold",
        " ",
        "  ",
        "\n",
        ". ",
        ".",
        "! ",
        "?) ",
        '"',
        "(",
        "e.g. ",
        "3.5",
        "U.S. ",
        "Dr. ",
        "...",
        "。",
        "X",
        "a.b",
        "\u00a0",
    ]
)


@cache
def sentencizer() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


def by_spacy(view: str) -> list[int]:
    return [sentence.start_char for sentence in sentencizer()(cut_runs(view)).sents]


def starts(view: str) -> list[int]:
    """Where our sentences start that are in spaCy's reach: those after an abbreviation are not told from it."""
    return [span.start for span in find_sentences(view, -1) if span.start]


@settings(deadline=None)  # the first text waits for spaCy
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_sentences_start_where_spacy_has_them_start(text: str) -> None:
    assert set(starts(text)) <= set(by_spacy(text))


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_tokens_are_those_of_spacys_blank_english(text: str) -> None:
    assert tokenizer()(text).to_json() == sentencizer().make_doc(text).to_json()


def test_sentences_of_abstracts_are_those_of_spacy() -> None:
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    views = [matching_view(row["abstract"]) for row in rows]
    assert [starts(view) for view in views] == [by_spacy(view)[1:] for view in views]


@pytest.mark.parametrize("abbreviation", ["e.g.", "et al.", "vs.", "Fig."])
def test_an_abbreviation_ends_no_sentence(abbreviation: str) -> None:
    assert len(find_sentences(f"We fold {abbreviation} Paper. Then stop.", -1)) == 2
