"""What the whole input says of abbreviations: which long forms each short form stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from extractors.lexicon import is_acronym
from extractors.spelling import spelling_key
from extractors.types import Extraction, Kind
from kg.aliases import long_forms_agree

CERTAIN = 0.75
"""A mention whose score, the probability of its kind, is at least this has its kind from the text."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form that some paper gives for a long form."""

    short: str
    paper: str


class Defined(NamedTuple):
    """A short and a long form that a paper gives for one another, and the keys of both."""

    short: str
    long: str
    short_key: str
    long_key: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one paper says of abbreviations."""

    paper: str
    definitions: Sequence[Defined]
    """In the order of the text."""
    classes: Mapping[str, str]
    """As ``find_classes`` gives them."""

    @classmethod
    def of(cls, extraction: Extraction) -> Said:
        """What was read from a paper."""
        return cls(extraction.paper.id, definitions_in(extraction), find_classes(extraction))


def definitions_in(extraction: Extraction) -> list[Defined]:
    """The abbreviations that a paper defines, in the order of the text."""
    pairs = extraction.abbreviations
    return [Defined(pair.short, pair.long, spelling_key(pair.short), spelling_key(pair.long)) for pair in pairs]


@dataclass(frozen=True, slots=True)
class Senses:
    """The definitions of all papers together."""

    of_short: Mapping[str, tuple[str, ...]]
    """One long form for each distinct sense of a short key, the shortest first."""
    definitions: Mapping[str, Definition]
    """By long key; only where all papers agree on one short form."""
    classes: Mapping[str, frozenset[str]]
    """By the key of a short name, the classes of kinds that papers give it, where they differ."""

    @classmethod
    def of(cls, papers: Iterable[Said]) -> Senses:
        """Collect the definitions of papers that come sorted by id."""
        longs: dict[str, set[str]] = defaultdict(set)
        shorts: dict[str, dict[str, Definition]] = defaultdict(dict)
        classes: dict[str, set[str]] = defaultdict(set)
        for said in papers:
            for short, long, short_key, long_key in said.definitions:
                longs[short_key].add(long)
                shorts[long_key].setdefault(short_key, Definition(short, said.paper))
            for key, called in said.classes.items():
                classes[key].add(called)
        definitions = {long: next(iter(pairs.values())) for long, pairs in shorts.items() if len(pairs) == 1}
        differing = {key: frozenset(named) for key, named in classes.items() if len(named) > 1}
        return cls({short: _distinct(forms) for short, forms in longs.items()}, definitions, differing)

    def noting(self) -> tuple[Senses, set[str]]:
        """The same senses, and the keys that they will have been asked for."""
        keys: set[str] = set()
        return Senses(*(Noting(getattr(self, field.name), keys) for field in fields(self))), keys

    def renewed(self, keys: Set[str], now: Senses) -> tuple[Senses, set[str]]:
        """These senses with what is said of some keys now instead; and those keys of which that is something else."""
        changed: set[str] = set()
        renewed: list[dict[str, Any]] = []
        for one, two in ((getattr(self, field.name), getattr(now, field.name)) for field in fields(self)):
            changed.update(key for key in keys if one.get(key) != two.get(key))
            kept = {key: value for key, value in one.items() if key not in keys}
            renewed.append(kept | {key: two[key] for key in keys if key in two})
        return Senses(*renewed), changed

    def defined(self, long_key: str) -> Definition | None:
        """The short form that papers give for a long form, by its key."""
        return self.definitions.get(long_key)

    def apart(self, key: str, classes: Mapping[str, str]) -> str:
        """What keeps a short name in one paper from its namesakes: its class of kinds, where papers differ in it."""
        return classes.get(key, "of no certain kind") if key in self.classes else ""

    def sense_of(self, short: str, long: str) -> str:
        """The long form that stands for a definition's sense where the short form has several; else empty."""
        senses = self.of_short.get(spelling_key(short), ())
        if len(senses) <= 1:
            return ""
        return next((sense for sense in senses if long_forms_agree(sense, long)), long)

    def others(self, short: str, long: str) -> tuple[str, ...]:
        """The senses of a short form but the one a long form gives; all of several where none is given."""
        senses = self.of_short.get(spelling_key(short), ())
        if not long:
            return senses if len(senses) > 1 else ()
        own = self.sense_of(short, long)
        return tuple(sense for sense in senses if own and sense != own)


class Noting(Mapping[str, Any]):
    """A mapping that notes each key it is asked for, met or not."""

    def __init__(self, mapping: Mapping[str, Any], keys: set[str]) -> None:
        self._mapping = mapping
        self._keys = keys

    def __getitem__(self, key: str) -> Any:
        self._keys.add(key)
        return self._mapping[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping)

    def __len__(self) -> int:
        return len(self._mapping)


_CLASSES = {Kind.DATASET: "a data set", Kind.METRIC: "a metric"}


def find_classes(extraction: Extraction) -> dict[str, str]:
    """Whether each acronym that the paper gives one kind is data, a measure, or a way to do something.

    Nothing is two of these, while a method may well be called a model or a task.
    """
    shorts = {spelling_key(pair.short) for pair in extraction.abbreviations}
    found: dict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        if mention.rule == "name shape" and is_acronym(mention.text):
            key = spelling_key(mention.text)
            if mention.score >= CERTAIN or key in shorts:
                found[key].add(_CLASSES.get(mention.kind, "a method"))
    return {key: next(iter(classes)) for key, classes in found.items() if len(classes) == 1}


def _distinct(longs: set[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for long in sorted(longs, key=lambda text: (len(text), text.casefold(), text)):
        if not any(spelling_key(long) == spelling_key(other) or long_forms_agree(long, other) for other in kept):
            kept.append(long)
    return tuple(kept)
