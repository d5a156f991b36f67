from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.terms import find_terms
from extractors.types import Kind, Paper


def found(title: str, abstract: str) -> list[tuple[str, Kind]]:
    return [(mention.text, mention.kind) for mention in find_terms(read_document(Paper("p", title, abstract)))]


def test_a_phrase_that_comes_back_is_a_term_of_its_head_s_kind() -> None:
    abstract = "We study verb ellipsis detection. Most work on verb ellipsis detection is old."
    assert found("A study", abstract) == [("verb ellipsis detection", Kind.TASK)] * 2


def test_a_phrase_of_the_title_with_two_words_before_its_head_is_a_term() -> None:
    assert found("Coarse verb ellipsis detection", "Nothing more.") == [("Coarse verb ellipsis detection", Kind.TASK)]


@pytest.mark.parametrize(
    "abstract",
    [
        "We study verb ellipsis detection once.",
        "A novel model and a novel model.",
        "It learns. Learning detection; learning, detection.",
        "In 2019 detection and 2019 detection.",
    ],
)
def test_what_is_met_once_or_only_praised_is_none(abstract: str) -> None:
    assert found("A title", abstract) == []


def test_every_mention_stands_where_it_says() -> None:
    paper = Paper("p", "Sparse verb-ellipsis detection", "Verb-ellipsis detection and verb ellipsis detection.")
    for mention in find_terms(read_document(paper)):
        assert paper.text[mention.start : mention.end] == mention.text
