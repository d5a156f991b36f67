"""What becomes of a feature's name: a row of a model's weights where it is looked up, itself where one is trained.

Features are described once, by templates and the words that fill them. Looking up the thousands that a paper has is
most of a classifier's work, so a model's features are sorted by template beforehand: then a word is enough to find its
row, no name is spelled out, and a template's few words stay in the processor's cache.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any, Protocol, TypeAlias, TypeVar

from extractors.keeping import Kept
from extractors.linear import LinearModel

Feature: TypeAlias = Any
"""A row or a name, the same of all that one vocabulary gives; None where it does not count."""

Features: TypeAlias = tuple[Feature, ...]
Table: TypeAlias = Callable[[str], Feature]
"""Gives the feature whose name a word completes."""

Made = TypeVar("Made")

KEPT = 16384
"""How many of the values are kept that a function makes of little."""


class Vocabulary(Protocol):
    """The features that count, by name."""

    def of(self, names: Iterable[str]) -> Features:
        """The features of these names."""

    def table(self, before: str, after: str = "") -> Table:
        """For features whose names have this before a word and this behind it."""

    def kept(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """What a function makes of the vocabulary and these arguments; made once, as long as there is room."""

    def __hash__(self) -> int:
        """By identity: what is made of a vocabulary can be kept."""


class Names:
    """Every feature counts, and is its own name."""

    def of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names."""
        return tuple(names)

    def table(self, before: str, after: str = "") -> Callable[[str], str]:
        """What spells a name out."""
        return lambda word: f"{before}{word}{after}"

    def kept(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """What is made, anew each time."""
        return make(self, *arguments)


NAMES: Vocabulary = Names()


_LAST = chr(sys.maxunicode)
"""Comes after whatever follows the beginning of a name."""


class Rows:
    """The features of a model, as rows of its weights."""

    def __init__(self, model: LinearModel) -> None:
        self._row_of = model.index.get
        self._sorted = sorted(model.index)
        self._tables: dict[tuple[str, str], Callable[[str], int | None]] = {}
        self._kept: Kept[Callable[..., Any], Kept[tuple[Hashable, ...], Any]] = Kept(self._keeping)

    def of(self, names: Iterable[str]) -> tuple[int | None, ...]:
        """The rows of these names."""
        return tuple(map(self._row_of, names))

    def table(self, before: str, after: str = "") -> Callable[[str], int | None]:
        """What finds the row of a word; there are no more tables than templates."""
        table = self._tables.get((before, after))
        if table is None:
            table = self._tables[before, after] = dict(self._filled(before, after)).get
        return table

    def _filled(self, before: str, after: str) -> Iterable[tuple[str, int | None]]:
        first, end = bisect_left(self._sorted, before), bisect_left(self._sorted, before + _LAST)
        shortest = len(before) + len(after)
        for name in self._sorted[first:end]:
            if name.endswith(after) and len(name) >= shortest:
                yield sys.intern(name[len(before) : len(name) - len(after)]), self._row_of(name)

    def kept(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """What is made, kept until there is no more room."""
        made: Made = self._kept[make][arguments]
        return made

    def _keeping(self, make: Callable[..., Made]) -> Kept[tuple[Hashable, ...], Made]:
        return Kept(lambda arguments: make(self, *arguments), KEPT)


@lru_cache(maxsize=16)
def vocabulary_of(model: LinearModel) -> Vocabulary:
    """The vocabulary of a model."""
    return Rows(model)


def distinct(features: Iterable[Feature]) -> list[Feature]:
    """Those that count, each once, where it comes first."""
    found = dict.fromkeys(features)
    found.pop(None, None)
    return list(found)
