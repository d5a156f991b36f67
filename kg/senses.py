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
    """The definitions of all papers together."""

    of_short: Mapping[str, tuple[str, ...]]
    """One long form for each distinct sense of a short key, the shortest first."""
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

    def sense_of(self, short: str, long: str) -> str:
        """The long form that stands for a definition's sense where the short form has several; else empty."""
        senses = self.of_short.get(fold(short), ())
        if len(senses) <= 1:
            return ""
        return next((sense for sense in senses if long_forms_agree(sense, long)), long)

    def others(self, short: str, long: str) -> tuple[str, ...]:
        """The senses of a short form but the one a long form gives; all of several where none is given."""
        senses = self.of_short.get(fold(short), ())
        if not long:
            return senses if len(senses) > 1 else ()
        own = self.sense_of(short, long)
        return tuple(sense for sense in senses if own and sense != own)


def _distinct(longs: set[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for long in sorted(longs, key=lambda text: (len(text), text.casefold(), text)):
        if not any(fold(long) == fold(other) or long_forms_agree(long, other) for other in kept):
            kept.append(long)
    return tuple(kept)
