"""What the features of a text's tokens weigh, each token's own and its neighbours'.

A text's words and marks repeat, within it and from text to text. So what each form of a word, and each set of marks,
adds to the tags at every distance is summed once, and a text is then little more than a selection of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import partial, reduce
from itertools import zip_longest
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from extractors.linear import Floats, LinearModel
from extractors.tagger.features import OFFSETS, Marks, is_seen, mark_features, word_features
from extractors.tagger.tokens import Token
from extractors.tagger.words import Words

FORMS, MARKS = 65536, 8192
"""How many forms of words, and sets of marks, are kept."""

Key = TypeVar("Key", bound=Hashable)

_REACH = max(OFFSETS)
_PLACES = {str(offset): place for place, offset in enumerate(OFFSETS)}


class Sums(Generic[Key]):
    """What the features of each of many keys weigh, seen from every offset; summed at first sight, the latest kept."""

    def __init__(self, seen: Seen, features_of: Callable[[Key], Iterable[str]], most: int) -> None:
        self._seen, self._features_of = seen, features_of
        self._rows: dict[Key, int] = {}
        self._table = np.empty((most, *seen.weights.shape[1:]), np.float32)

    def of(self, keys: Sequence[Key]) -> Floats:
        """(keys, offsets, tags)"""
        try:
            rows = list(map(self._rows.__getitem__, keys))
        except KeyError:
            self._add(set(keys).difference(self._rows), keys)
            rows = list(map(self._rows.__getitem__, keys))
        return self._table.take(rows, axis=0)

    def _add(self, unmet: Collection[Key], keys: Sequence[Key]) -> None:
        if len(self._rows) + len(unmet) > len(self._table):
            self._rows.clear()
            unmet = set(keys)
            if len(unmet) > len(self._table):
                self._table = np.empty((len(unmet), *self._table.shape[1:]), np.float32)
        first = len(self._rows)
        self._table[first : first + len(unmet)] = self._seen.sums([self._features_of(key) for key in unmet])
        self._rows.update(zip(unmet, range(first, first + len(unmet)), strict=True))


class Seen:
    """The weights by feature, whatever the distance from which it is seen."""

    def __init__(self, model: LinearModel) -> None:
        self._index: dict[str, int] = {}
        places, rows, columns = [], [], []
        for name, row in model.index.items():
            offset, colon, feature = name.partition(":")
            place = _PLACES.get(offset)
            if colon and place is not None and is_seen(feature, place):
                rows.append(self._index.setdefault(feature, len(self._index)))
                places.append(place)
                columns.append(row)
        self.weights = np.zeros((len(self._index) + 1, len(OFFSETS), len(model.labels)), np.float32)
        """(features, offsets, tags), zeros where a feature does not count, and all zeros last."""
        self.weights[rows, places] = model.weights[columns]

    def sums(self, cases: Iterable[Iterable[str]]) -> Floats:
        """(cases, offsets, tags): feature by feature for all cases at once."""
        unknown = len(self._index)
        rows = [[self._index.get(feature, unknown) for feature in case] for case in cases]
        columns = list(zip_longest(*rows, fillvalue=unknown))
        summed: Floats = self.weights.take(columns, axis=0).sum(axis=0)
        return summed


class Emissions:
    """The weight of each tag at each token of a text, before its neighbours' tags are asked."""

    def __init__(self, model: LinearModel, words: Words) -> None:
        seen = Seen(model)
        self._words = Sums(seen, partial(word_features, words=words), FORMS)
        self._marks = Sums(seen, mark_features, MARKS)
        self._ends = np.stack([row_of(model, f"{offset}:END") for offset in OFFSETS])

    def of(self, tokens: Sequence[Token], marks: Sequence[Marks]) -> Floats:
        """(tokens, tags)"""
        rows = self._words.of([token.text for token in tokens]) + self._marks.of(marks)
        # Between sentences stand as many rows of ends as a token sees far, so that one shift a distance does for all.
        places = np.arange(len(tokens)) + _REACH * (1 + sentence_runs(tokens))
        spaced = np.empty((places[-1] + _REACH + 1, *self._ends.shape), np.float32)
        spaced[:] = self._ends
        spaced[places] = rows
        span = len(spaced) - 2 * _REACH
        shifted = (spaced[_REACH + offset : _REACH + offset + span, place] for place, offset in enumerate(OFFSETS))
        summed: Floats = reduce(np.add, shifted)
        return summed.take(places - _REACH, axis=0)


def sentence_runs(tokens: Sequence[Token]) -> NDArray[np.intp]:
    """(tokens,): the number of each token's sentence, counting only sentences with tokens."""
    numbers = np.array([token.sentence for token in tokens])
    return np.cumsum(np.diff(numbers, prepend=numbers[:1]) != 0)


def row_of(model: LinearModel, feature: str) -> Floats:
    """The weights of one feature; zeros where training left it out."""
    row = model.index.get(feature)
    if row is None:
        return np.zeros(len(model.labels), np.float32)
    found: Floats = model.weights[row]
    return found
