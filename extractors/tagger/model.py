"""The tagger's weights, and the probabilities they give every token of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.document import Document
from extractors.linear import Floats, LinearModel, shipped_model
from extractors.tagger.features import OFFSETS, Marks, is_seen, mark, word_features
from extractors.tagger.tokens import OUTSIDE, Token, find_tokens
from extractors.tagger.words import Words, shipped_words
from extractors.types import Kind, Mention

Marginals: TypeAlias = NDArray[np.float32]
"""(tokens, tags): the probability of each tag at each token, given the whole sentence."""

TRANSITION = "->"
"""Features named so hold the weight of going from one tag to another: ``->B-method``."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """A linear-chain conditional random field."""

    weights: LinearModel
    words: Words

    @property
    def tags(self) -> tuple[str, ...]:
        """``O`` and the begin and inside tag of every kind, in the order of the columns."""
        return self.weights.labels

    def transitions(self) -> Floats:
        """(tags, tags): the weight of each tag after each, read from row to column."""
        return np.stack([_row(self.weights, f"{TRANSITION}{tag}") for tag in self.tags])


@dataclass(frozen=True, slots=True)
class Tagging:
    """A document as the tagger sees it."""

    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    marginals: Marginals
    begins: Marginals
    """(tokens, kinds): that a span of each kind begins here, in the order of ``Kind``."""
    insides: Marginals
    """(tokens, kinds): that a span of each kind has begun before and goes on here."""
    outside: NDArray[np.float32]
    """(tokens,): that the token belongs to no span."""

    @classmethod
    def of(cls, tokens: tuple[Token, ...], tags: tuple[str, ...], marginals: Marginals) -> Tagging:
        """Marginals, and their columns by what they say."""
        begins = marginals[:, [tags.index(f"B-{kind}") for kind in Kind if f"B-{kind}" in tags]]
        insides = marginals[:, [tags.index(f"I-{kind}") for kind in Kind if f"I-{kind}" in tags]]
        return cls(tokens, tags, marginals, begins, insides, marginals[:, tags.index(OUTSIDE)])


@cache
def shipped_tagger() -> Tagger:
    """The tagger that ships."""
    return Tagger(shipped_model("tagger"), shipped_words())


def tag(document: Document, ruled: Iterable[Mention], tagger: Tagger | None = None) -> Tagging:
    """The probability of every tag at every token; ``ruled`` is what the rules have found, which the tagger weighs."""
    model = tagger or shipped_tagger()
    tokens = find_tokens(document)
    emissions = _emissions(tokens, mark(document, tokens, ruled, model.words), model)
    return Tagging.of(tokens, model.tags, _marginals(emissions, tokens, _moves(model)))


@lru_cache(maxsize=4)
def _moves(tagger: Tagger) -> Floats:
    """(tags, tags): the exponentials of the transitions."""
    moves: Floats = np.exp(tagger.transitions())
    return moves


def _row(weights: LinearModel, feature: str) -> Floats:
    """The weights of one feature; zeros where training left it out."""
    row = weights.index.get(feature)
    if row is None:
        return np.zeros(len(weights.labels), np.float32)
    found: Floats = weights.weights[row]
    return found


@lru_cache(maxsize=65536)
def _word_weights(tagger: Tagger, word: str) -> Floats:
    return _seen_from_everywhere(tagger, word_features(word, tagger.words))


@lru_cache(maxsize=8192)
def _mark_weights(tagger: Tagger, marks: Marks) -> Floats:
    return _seen_from_everywhere(tagger, marks)


def _seen_from_everywhere(tagger: Tagger, features: Sequence[str]) -> Floats:
    """(offsets, tags): what a token's features add to the token that lies at each offset from it."""
    known = _by_feature(tagger)
    summed = np.zeros((len(OFFSETS), len(tagger.tags)), np.float32)
    for feature in features:
        if (rows := known.get(feature)) is not None:
            summed += rows
    return summed


@lru_cache(maxsize=4)
def _by_feature(tagger: Tagger) -> dict[str, Floats]:
    """(offsets, tags) for each feature: its weights seen from every offset; zeros where it does not count."""
    weights, found = tagger.weights, dict[str, Floats]()
    for name, row in weights.index.items():
        offset, colon, feature = name.partition(":")
        place = _PLACES.get(offset)
        if colon and place is not None and is_seen(feature, place):
            rows = found.setdefault(feature, np.zeros((len(OFFSETS), len(weights.labels)), np.float32))
            rows[place] = weights.weights[row]
    return found


_PLACES = {str(offset): place for place, offset in enumerate(OFFSETS)}


def _emissions(tokens: tuple[Token, ...], marks: Sequence[Marks], tagger: Tagger) -> Floats:
    """(tokens, tags): the weight of each tag at each token, before its neighbours' tags are asked."""
    emissions = np.zeros((len(tokens), len(tagger.tags)), np.float32)
    if not tokens:
        return emissions
    rows = np.stack([_word_weights(tagger, token.text) for token in tokens])
    rows += np.stack([_mark_weights(tagger, marked) for marked in marks])
    sentence = np.fromiter((token.sentence for token in tokens), dtype=np.intp)
    for place, offset in enumerate(OFFSETS):
        other = np.arange(len(tokens)) + offset
        inside = (other >= 0) & (other < len(tokens))
        inside[inside] = sentence[other[inside]] == sentence[inside]
        emissions[inside] += rows[other[inside], place]
        emissions[~inside] += _row(tagger.weights, f"{offset}:END")
    return emissions


def _marginals(emissions: Floats, tokens: tuple[Token, ...], transitions: Floats) -> Marginals:
    """Forward-backward over all sentences side by side (Rabiner, 1989, with scaled probabilities)."""
    if not tokens:
        return emissions
    likelihoods = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    spans = [[index for index, _ in run] for _, run in groupby(enumerate(tokens), key=lambda pair: pair[1].sentence)]
    lengths = np.array([len(span) for span in spans])
    padded = np.ones((len(spans), lengths.max(), emissions.shape[1]), np.float32)
    here = np.arange(lengths.max()) < lengths[:, None]
    padded[here] = likelihoods
    forward, backward = _forward(padded, transitions), _backward(padded, transitions, here)
    joint = (forward * backward)[here]
    marginals: Marginals = joint / joint.sum(axis=1, keepdims=True)
    return marginals


def _forward(likelihoods: Floats, transitions: Floats) -> Floats:
    scaled = np.empty_like(likelihoods)
    scaled[:, 0] = _normal(likelihoods[:, 0])
    for step in range(1, likelihoods.shape[1]):
        scaled[:, step] = _normal(scaled[:, step - 1] @ transitions * likelihoods[:, step])
    return scaled


def _backward(likelihoods: Floats, transitions: Floats, here: NDArray[np.bool_]) -> Floats:
    """From each sentence's own end, where all tags are as likely as each other."""
    scaled = np.ones_like(likelihoods)
    back = np.ascontiguousarray(transitions.T)
    for step in range(likelihoods.shape[1] - 2, -1, -1):
        reached = _normal(np.matmul(scaled[:, step + 1] * likelihoods[:, step + 1], back))
        scaled[:, step] = np.where(here[:, step + 1, None], reached, 1.0)
    return scaled


def _normal(rows: Floats) -> Floats:
    normal: Floats = rows / rows.sum(axis=1, keepdims=True)
    return normal
