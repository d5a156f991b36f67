"""Sentences and the reach around a mention."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import REACH, read_document
from extractors.sentences import LONGEST_SENTENCE
from extractors.types import Paper, Span


def test_the_title_is_one_sentence_and_the_abstract_goes_on() -> None:
    document = read_document(Paper("p", "Fold. Or not? Yes!", "One is here. Two is there."))
    assert [document.text_of(span).strip() for span in document.sentences] == [
        "Fold. Or not? Yes!",
        "One is here.",
        "Two is there.",
    ]


@given(st.text(st.characters(exclude_categories=()), max_size=30), st.text(st.characters(), max_size=120))
def test_sentences_cover_the_text_without_gap_or_overlap(title: str, abstract: str) -> None:
    document = read_document(Paper("p", title, abstract))
    assert document.sentences[0].start == 0
    assert document.sentences[-1].end == len(document.paper.text)
    assert all(a.end == b.start for a, b in pairwise(document.sentences))


def test_an_endless_sentence_is_cut_at_blanks() -> None:
    document = read_document(Paper("p", "T", "word " * 2_000))
    assert max(span.end - span.start for span in document.sentences) <= LONGEST_SENTENCE
    assert all(document.view[span.end - 1] in " \n" for span in document.sentences)


def test_before_and_after_stay_in_the_sentence_and_in_reach() -> None:
    document = read_document(Paper("p", "T", "One X two. " + "far " * 300 + "Y"))
    x = document.view.index("X")
    assert document.before(x) == "One "
    assert document.after(Span(x, x + 1)).strip() == "two."
    assert len(document.before(document.view.index("Y"))) == REACH


def test_words_and_offsets_in_urls_are_told_apart() -> None:
    document = read_document(Paper("p", "T", "See https://x.org/fold now", code=("https://github.com/a/b",)))
    assert [word.text for word in document.words] == ["T", "See", "now"]
    assert document.in_link(document.view.index("fold"))
    assert not document.in_link(document.view.index("now"))
