"""The tagger's weights, and the probabilities they give every token of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.document import Document
from extractors.linear import Floats, LinearModel, shipped_model
from extractors.tagger.emissions import Emissions, row_of, sentence_runs
from extractors.tagger.features import mark
from extractors.tagger.marginals import both_ways, forward_backward
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
        return np.stack([row_of(self.weights, f"{TRANSITION}{tag}") for tag in self.tags])


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
    by_token: ByToken

    @classmethod
    def of(cls, tokens: tuple[Token, ...], tags: tuple[str, ...], marginals: Marginals) -> Tagging:
        """Marginals, and their columns by what they say."""
        begins, insides = marginals[:, _columns(tags, "B")], marginals[:, _columns(tags, "I")]
        by_token = ByToken(
            [token.start for token in tokens],
            begins.shape[1],
            begins.ravel().tolist(),
            insides.ravel().tolist(),
            begins.sum(axis=1).tolist(),
            insides.sum(axis=1).tolist(),
            (1.0 - marginals[:, tags.index(OUTSIDE)]).tolist(),
        )
        return cls(tokens, tags, marginals, begins, insides, by_token)


@dataclass(frozen=True, slots=True)
class ByToken:
    """What is asked of a tagging span by span, token by token, as lists: of so few numbers, arrays are slower."""

    starts: list[int]
    kinds: int
    """How many numbers a token has in each of the next two, token after token; a list a token would burden the
    collector of garbage."""
    begins: list[float]
    insides: list[float]
    begin: list[float]
    """That a span of any kind begins here."""
    goes_on: list[float]
    """That a span of any kind has begun before and goes on here."""
    some: list[float]
    """That the token belongs to a span."""


@cache
def _columns(tags: tuple[str, ...], place: str) -> list[int]:
    """The columns of a begin or an inside tag, in the order of ``Kind``."""
    return [tags.index(f"{place}-{kind}") for kind in Kind if f"{place}-{kind}" in tags]


@cache
def shipped_tagger() -> Tagger:
    """The tagger that ships."""
    return Tagger(shipped_model("tagger"), shipped_words())


def tag(document: Document, ruled: Iterable[Mention], tagger: Tagger | None = None) -> Tagging:
    """The probability of every tag at every token; ``ruled`` is what the rules have found, which the tagger weighs."""
    model = tagger or shipped_tagger()
    tokens = find_tokens(document)
    if not tokens:
        return Tagging.of((), model.tags, np.zeros((0, len(model.tags)), np.float32))
    emissions = _emissions(model).of(tokens, mark(document, tokens, ruled, model.words))
    return Tagging.of(tokens, model.tags, forward_backward(emissions, sentence_runs(tokens), _moves(model)))


@lru_cache(maxsize=4)
def _emissions(tagger: Tagger) -> Emissions:
    return Emissions(tagger.weights, tagger.words)


@lru_cache(maxsize=4)
def _moves(tagger: Tagger) -> NDArray[np.float64]:
    return both_ways(tagger.transitions())
