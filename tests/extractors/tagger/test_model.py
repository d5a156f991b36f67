"""The tagger's probabilities, against a count of every possible tagging."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from extractors.candidates import find_ruled
from extractors.document import Document, read_document
from extractors.linear import LinearModel
from extractors.tagger.features import mark, to_strings
from extractors.tagger.model import TRANSITION, Tagger, tag
from extractors.tagger.tokens import find_tokens
from extractors.tagger.words import Words
from extractors.types import Paper

TAGS = ("O", "B-x", "I-x")
WORDS = Words.of({"cranes": ("c0=1", "df2", "tr1", "cp0")}, frozenset({"papercrane"}))
DOCUMENT = read_document(Paper("p", "Paper cranes", "We fold LoRA cranes. It works."))


def strings(document: Document) -> list[list[str]]:
    tokens = find_tokens(document)
    return to_strings(tokens, mark(document, tokens, find_ruled(document), WORDS), WORDS)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """Random weights for every feature of the document and every transition."""
    features = sorted({feature for token in strings(DOCUMENT) for feature in token})
    rows = [*features, *(f"{TRANSITION}{label}" for label in TAGS)]
    weights = np.random.default_rng(3).normal(0, 0.4, (len(rows), len(TAGS))).astype(np.float32)
    index = {feature: row for row, feature in enumerate(rows)}
    return Tagger(LinearModel(TAGS, index, weights, np.zeros(len(TAGS), np.float32)), WORDS)


def by_counting(tagger: Tagger, features: list[list[str]]) -> np.ndarray:
    """The marginals of one sentence: every tagging weighed by the sum of its weights."""
    total = np.zeros((len(features), len(TAGS)))
    emissions = tagger.weights.scores(features)
    moves = tagger.transitions()
    for path in product(range(len(TAGS)), repeat=len(features)):
        score = sum(emissions[place, label] for place, label in enumerate(path))
        score += sum(moves[one, other] for one, other in pairwise(path))
        for place, label in enumerate(path):
            total[place, label] += np.exp(score)
    return total / total.sum(axis=1, keepdims=True)


def test_the_marginals_are_those_of_all_taggings_counted(tagger: Tagger) -> None:
    tagging = tag(DOCUMENT, find_ruled(DOCUMENT), tagger)
    written = strings(DOCUMENT)
    for sentence in range(3):
        places = [place for place, token in enumerate(tagging.tokens) if token.sentence == sentence]
        counted = by_counting(tagger, [written[place] for place in places])
        assert tagging.marginals[places] == pytest.approx(counted, abs=1e-4)


def test_a_text_without_tokens_has_no_marginals(tagger: Tagger) -> None:
    assert tag(read_document(Paper("p", "", "")), (), tagger).marginals.shape == (0, len(TAGS))


def test_a_token_sees_its_neighbours_in_its_own_sentence_alone() -> None:
    first, second = strings(DOCUMENT)[:2]
    assert "1:w=cranes" in first
    assert "-1:w=paper" in second
    assert "1:END" in second
    assert not any("w=we" in feature for feature in second)


def test_a_phrase_that_authors_abbreviate_is_marked() -> None:
    first, second = strings(DOCUMENT)[:2]
    assert "0:L=B" in first
    assert "0:L=I" in second
