"""From probabilities to spans."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import read_document
from extractors.tagger.model import Tagging
from extractors.tagger.spans import find_tagged
from extractors.tagger.tokens import find_tokens
from extractors.types import Kind, Paper

TAGS = ("O", *(f"{place}-{kind}" for kind in Kind for place in "BI"))


def spans(abstract: str, tags: str) -> list[tuple[str, Kind]]:
    """What is found where each token of the abstract surely has its tag: ``B`` and ``I`` of a task, ``.`` for none."""
    document = read_document(Paper("p", "", abstract))
    tokens = find_tokens(document)
    assert len(tokens) == len(tags)
    marginals = np.full((len(tags), len(TAGS)), 0.01, np.float32)
    for place, mark in enumerate(tags):
        marginals[place, TAGS.index("O" if mark == "." else f"{mark}-{Kind.TASK}")] = 0.9
    return [(mention.text, mention.kind) for mention in find_tagged(document, Tagging.of(tokens, TAGS, marginals))]


def test_a_span_goes_from_its_beginning_as_far_as_it_goes_on() -> None:
    assert spans("We study paper folding today.", "..BI..") == [("paper folding", Kind.TASK)]


def test_two_that_meet_are_two() -> None:
    assert spans("We study folding cutting.", "..BB.") == [("folding", Kind.TASK), ("cutting", Kind.TASK)]


@pytest.mark.parametrize("sign", ["(", "[", ",", ";", ":", "-"])
def test_no_name_ends_in_a_sign_that_opens_something(sign: str) -> None:
    assert spans(f"We do sums of folds {sign} today.", "..BIII..") == [("sums of folds", Kind.TASK)]
