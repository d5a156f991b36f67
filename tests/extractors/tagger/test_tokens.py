"""The tagger's tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import read_document
from extractors.tagger.tokens import OUTSIDE, find_tokens, to_tags
from extractors.types import Paper, Span


def tokens_of(title: str, abstract: str) -> tuple[str, ...]:
    return tuple(token.text for token in find_tokens(read_document(Paper("p", title, abstract))))


def test_words_and_signs_are_tokens_and_names_keep_their_closing_signs() -> None:
    assert tokens_of("LoRA+ folds", "At 1.5B, fast.") == ("LoRA+", "folds", "At", "1.5B", ",", "fast", ".")


def test_each_token_knows_its_sentence() -> None:
    tokens = find_tokens(read_document(Paper("p", "A fold", "It folds. It runs.")))
    assert [token.sentence for token in tokens] == [0, 0, 1, 1, 1, 2, 2, 2]


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_token_stands_where_it_says(title: str, abstract: str) -> None:
    document = read_document(Paper("p", title, abstract))
    assert all(document.view[token.start : token.end] == token.text for token in find_tokens(document))


def test_a_span_is_tagged_from_its_first_token_on() -> None:
    tokens = find_tokens(read_document(Paper("p", "we fold paper cranes now", "")))
    assert to_tags(tokens, [(Span(8, 20), "task")]) == [OUTSIDE, OUTSIDE, "B-task", "I-task", OUTSIDE]


def test_a_span_that_begins_inside_a_token_is_left_out() -> None:
    tokens = find_tokens(read_document(Paper("p", "paper cranes", "")))
    assert to_tags(tokens, [(Span(2, 12), "task")]) == [OUTSIDE, OUTSIDE]
