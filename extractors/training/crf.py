"""Fitting the tagger: a conditional random field over the features of ``extractors.tagger.features``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from extractors.linear import LinearModel
from extractors.tagger.model import TRANSITION
from extractors.tagger.tokens import OUTSIDE, Token
from extractors.training.chains import Sentences, Shares, Weights, fit
from extractors.training.softmax import Cases
from extractors.types import Kind

TAGS = (OUTSIDE, *(f"{place}-{kind}" for kind in Kind for place in "BI"))

STRENGTH, AFTER = 1.0, 0.05
"""Inverse L2 penalties: without and with what silver papers have taught. Of 0.1 to 10, and of 0.02 to 0.3, the best or
within noise of it on a fifth of the annotated papers."""

LEAST_SEEN = 2
"""Tokens of annotated papers that must have a feature for it to get weights."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document made ready for training."""

    tokens: tuple[Token, ...]
    features: Sequence[list[str]]
    tags: Sequence[str]


def fit_tagged(documents: Iterable[Tagged], before: LinearModel | None = None) -> LinearModel:
    """The weights that make the annotated tags most likely, near to those of ``before`` if given."""
    cases, tags, lengths = Cases(), list[int](), list[int]()
    for document in documents:
        cases.extend(document.features)
        tags += map(TAGS.index, document.tags)
        lengths += sentence_lengths(document.tokens)
    sentences = Sentences(lengths)
    target = sentences.counted(np.eye(len(TAGS), dtype=np.float32)[tags])
    return fit_shared(cases, sentences, target, LEAST_SEEN, STRENGTH if before is None else AFTER, before)


def fit_shared(
    cases: Cases,
    sentences: Sentences,
    target: Shares,
    least_seen: int,
    strength: float,
    before: LinearModel | None = None,
) -> LinearModel:
    """The same towards any target; the features of ``before`` are kept."""
    kept = () if before is None else (name for name in before.index if not name.startswith(TRANSITION))
    names = sorted({*cases.seen(least_seen), *kept})
    index = {name: column for column, name in enumerate(names)}
    found = fit(cases.matrix(index), sentences, target, strength, _start(before, index))
    rows = [*names, *(f"{TRANSITION}{tag}" for tag in TAGS)]
    table = np.concatenate([found.emission, found.transition])
    return LinearModel(TAGS, {name: row for row, name in enumerate(rows)}, table, np.zeros(len(TAGS), np.float32))


def sentence_lengths(tokens: Sequence[Token]) -> list[int]:
    """How many tokens each sentence has, in order."""
    return [sum(1 for _ in run) for _, run in groupby(tokens, key=lambda token: token.sentence)]


def _start(before: LinearModel | None, index: dict[str, int]) -> Weights:
    emission = np.zeros((len(index), len(TAGS)), np.float32)
    transition = np.zeros((len(TAGS), len(TAGS)), np.float32)
    if before is not None:
        for name, row in before.index.items():
            if name.startswith(TRANSITION):
                transition[TAGS.index(name.removeprefix(TRANSITION))] = before.weights[row]
            else:
                emission[index[name]] = before.weights[row]
    return Weights(emission, transition)
