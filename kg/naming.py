"""What a concept is called: kind, canonical name and id, from all the ways it is spelled."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from extractors.catalogue import Entry
from extractors.spelling import spelling_key
from extractors.text import find_words, matching_view, singular, slug
from extractors.types import Kind
from kg.concepts import Concept, concept_id

_PREFERENCE = (Kind.METHOD, Kind.MODEL, Kind.DATASET, Kind.TASK, Kind.METRIC)


@dataclass(slots=True)
class Spellings:
    """How often each surface of a concept was met; which of them papers define as short forms, and of what."""

    key: str
    surfaces: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    longs: Counter[str] = field(default_factory=Counter)
    apart: str = ""
    """What tells the concept from others of the same key, where there are any."""

    def add(self, surface: str, long: str, mentions: int = 1, *, is_short: bool) -> None:
        """Count so many mentions of one spelling."""
        self.surfaces[surface] += mentions
        if is_short:
            self.shorts[surface] += mentions
        if long:
            self.longs[long] += mentions

    def name(self) -> str:
        """The commonest spelling of the key, else the commonest short form, else surface; in the singular."""
        of_key = Counter(
            {text: count for text, count in (self.surfaces + self.longs).items() if spelling_key(text) == self.key}
        )
        return singular_name(canonical_surface(of_key or self.shorts or self.surfaces))

    def readable_keys(self, name: str) -> Iterator[str]:
        """What an id may be made of, best first.

        The spelling with most words comes before the commonest, which more papers would change: "LoRA-Pro" is
        ``lora-pro`` however many write "LoRAPro".
        """
        digest = hashlib.sha256(f"{self.key}{self.apart}".encode()).hexdigest()[:6]
        met = (*self.surfaces, *self.longs)
        spelled = [slug(singular_name(text)) for text in met if spelling_key(text) == self.key]
        most = min(spelled or [slug(name)], key=lambda text: (-text.count("-"), text))
        for readable in (most, *sorted(map(slug, self.longs))):
            if readable:
                yield readable
        yield f"{most or slug(name)}-{digest}".strip("-")


@dataclass(frozen=True, slots=True)
class Draft:
    """A concept whose id is not settled: ``keys`` are what it may be made of, best first."""

    kind: Kind
    name: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    year: int | None = None
    link: str = ""

    def concept(self, *, taken: tuple[Container[str], ...]) -> Concept:
        """The concept with the first id that no other has.

        ``taken`` holds ids that are others': such a clash of different concepts is told apart by the long form, where
        papers give one, or by a hash of the key.
        """
        free = (key for key in self.keys if not any(concept_id(self.kind, key) in ids for ids in taken))
        return Concept(self.kind, next(free, self.keys[-1]), self.name, self.aliases, self.year, self.link)


def draft_concept(entry: Entry | None, spellings: Spellings, kinds: Counter[Kind]) -> Draft:
    """What a group of mentions is called: by the catalogue, or else by the kind of most and the spellings' own name."""
    aliases = tuple(sorted(spellings.surfaces))
    if entry is not None:
        return Draft(entry.kind, entry.name, (slug(entry.name),), aliases, entry.year, entry.link)
    kind = min(kinds, key=lambda each: (-kinds[each], _PREFERENCE.index(each)))
    name = spellings.name()
    return Draft(kind, name, tuple(spellings.readable_keys(name)), aliases)


def canonical_surface(surfaces: Counter[str]) -> str:
    """The commonest surface; among equals the one with fewer capitals at word starts, the shorter, by spelling.

    >>> canonical_surface(Counter({"Model Merging": 2, "model merging": 2, "LoRA": 1}))
    'model merging'
    """
    return min(surfaces, key=lambda text: (-surfaces[text], _title_capitals(text), len(text), text))


def _title_capitals(text: str) -> int:
    return sum(word.text[0].isupper() and word.text[1:].islower() for word in find_words(matching_view(text)))


def singular_name(surface: str) -> str:
    """A surface with its last word in the singular, its blanks single.

    >>> singular_name("low-rank  adapters")
    'low-rank adapter'
    """
    text = " ".join(surface.split())
    words = find_words(text)
    if not words or words[-1].end != len(text):
        return text
    return text[: words[-1].start] + singular(words[-1].text)
