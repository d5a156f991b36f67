"""What a concept is called: kind, canonical name and id, from all the ways it is spelled."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container

from extractors.catalogue import Entry
from extractors.text import find_words, matching_view, singular, slug
from extractors.types import Kind
from kg.concepts import Concept, concept_id

_PREFERENCE = (Kind.METHOD, Kind.MODEL, Kind.DATASET, Kind.TASK, Kind.METRIC)


def name_concept(
    entry: Entry | None, key: str, surfaces: Counter[str], shorts: Counter[str], kinds: Counter[Kind], *, taken: Container[str]
) -> Concept:
    """The concept of a group of mentions.

    The catalogue's name and kind where it has one. Else the kind that most mentions have, and the commonest short
    form, else the commonest surface, in the singular. ``taken`` holds ids that are given to others already: such a
    clash of different concepts is told apart by a hash of the key.
    """
    aliases = tuple(sorted(surfaces))
    if entry is not None:
        return Concept(entry.kind, slug(entry.name), entry.name, aliases, entry.year, entry.link)
    kind = min(kinds, key=lambda each: (-kinds[each], _PREFERENCE.index(each)))
    name = singular_name(canonical_surface(shorts or surfaces))
    readable = slug(name) or slug(key) or hashlib.sha256(key.encode()).hexdigest()[:6]
    if concept_id(kind, readable) in taken:
        readable = f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
    return Concept(kind, readable, name, aliases)


def canonical_surface(surfaces: Counter[str]) -> str:
    """The commonest surface; among equals the one with fewer capitals at word starts, then the shorter, then by spelling.

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
