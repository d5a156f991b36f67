"""What the whole input says of abbreviations: which long forms each short form stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.text import fold
from extractors.types import Extraction
from kg.aliases import long_forms_agree


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form that some paper gives for a long form."""

    short: str
    paper: str


@dataclass(frozen=True, slots=True)
class Senses:
    """``of_short``: one representative of each distinct sense of a short key, shortest first."""

    of_short: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Definition]
    """By long key; only where all papers agree on one short form."""

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Senses:
        """Collect the definitions of papers that come sorted by id."""
        longs: dict[str, set[str]] = defaultdict(set)
        shorts: dict[str, dict[str, Definition]] = defaultdict(dict)
        for extraction in extractions:
            for pair in extraction.abbreviations:
                longs[fold(pair.short)].add(pair.long)
                shorts[fold(pair.long)].setdefault(fold(pair.short), Definition(pair.short, extraction.paper.id))
        definitions = {long: next(iter(found.values())) for long, found in shorts.items() if len(found) == 1}
        return cls({short: _distinct(found) for short, found in longs.items()}, definitions)

    def defined(self, long_key: str) -> Definition | None:
        """The short form that papers give for a long form, by its key."""
        return self.definitions.get(long_key)

    def key_of(self, short: str, long: str) -> str:
        """The key of a defined abbreviation: its short form where that has one sense, else the sense's long form."""
        senses = self.of_short.get(fold(short), ())
        if len(senses) <= 1:
            return fold(short)
        return fold(next((sense for sense in senses if long_forms_agree(sense, long)), long))


def _distinct(longs: set[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for long in sorted(longs, key=lambda text: (len(text), text.casefold(), text)):
        if not any(long_forms_agree(long, other) for other in kept):
            kept.append(long)
    return tuple(kept)
