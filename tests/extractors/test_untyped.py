"""What was seen and became no mention."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import read_document
from extractors.lexicon import find_known
from extractors.pipeline import extract
from extractors.types import Kind, Mention, Paper
from extractors.untyped import Why, find_untyped


def untyped(abstract: str) -> dict[str, str]:
    """What is listed where the judge has left nothing."""
    paper = Paper("p", "A title", abstract)
    known = tuple(find_known(read_document(paper)))
    return {seen.text: seen.why for seen in find_untyped(read_document(paper), known)}


@pytest.mark.parametrize(
    ("abstract", "text", "why"),
    [
        ("It is near SOTA with memory.", "SOTA", Why.NO_NAME),
        ("It uses a salient crease network once.", "salient crease network", Why.ONCE),
        ("It was made by Foldwise people.", "Foldwise", Why.CAPITALS),
        ("It is about machine learning at large.", "machine learning", Why.GENERIC),
        ("The crease of paper (cp) and the Crease Depth Angle (Cda) grow.", "Crease Depth Angle", Why.ABBREVIATED),
    ],
)
def test_each_is_listed_with_the_reason(abstract: str, text: str, why: Why) -> None:
    assert untyped(abstract)[text] == why


def test_what_the_judge_has_left_is_listed_first() -> None:
    paper = Paper("p", "A title", "It uses a salient crease network once.")
    left = [Mention(18, 40, "salient crease network", Kind.METHOD, "tagger", 0.3)]
    (seen,) = find_untyped(read_document(paper), (), left)
    assert (seen.text, seen.why) == ("salient crease network", Why.UNLIKELY)


def test_what_is_a_mention_is_not_listed() -> None:
    assert "LoRA" not in untyped("We use LoRA. LoRA is good.")


def test_the_first_word_of_a_sentence_is_not_listed_for_its_capital() -> None:
    assert untyped("Folding helps. Nothing else does.") == {}


def test_one_entry_holds_all_places() -> None:
    (seen,) = extract(Paper("p", "A title", "By Foldwise and by Foldwise.")).untyped
    assert [(span.start, span.end) for span in seen.spans] == [(11, 19), (27, 35)]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(["LoRA ", "GPU ", "Foldwise ", "deep learning ", "fast fold search ", ". "]), max_size=9)
)
def test_places_are_their_text_and_overlap_nothing(pieces: list[str]) -> None:
    extraction = extract(Paper("p", "A title", "".join(pieces)))
    places = sorted(span for each in extraction.untyped for span in each.spans)
    assert all(left.end <= right.start for left, right in pairwise(places))
    assert not any(m.start < span.end and span.start < m.end for m in extraction.mentions for span in places)
    for seen in extraction.untyped:
        assert extraction.paper.text[seen.spans[0].start : seen.spans[0].end] == seen.text
