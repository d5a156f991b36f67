"""What a paper itself says of a name that several concepts go by, or that it writes in an unusual way.

Tried in this order: another name of one of them in the text; the kind that the words around it give; the kind of
what it is listed with; words of the concept's names or of what it is a variant of (M. Lesk, Automatic sense
disambiguation using machine readable dictionaries, SIGDOC 1986).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from extractors.catalogue import Entry
from extractors.lexicon import GUESSED, is_acronym
from extractors.spelling import spelling_key
from extractors.types import Extraction, Kind, Mention
from kg.about import stems_about, stems_of_entries, stems_of_text
from kg.aliases import AliasTable, keys_of
from kg.recoined import find_recoined, kind_told

SURE = 0.7
"""A mention whose score, the probability of its kind, is at least this has its kind from the text."""

UNDECIDED = "several concepts go by this name, and nothing in the paper says which is meant"

_LISTED = re.compile(r"\s*(?:,|/|&|and|or|,\s*and|,\s*or)\s*")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a surface stands for in one paper, and how that was told; no entry where it was not."""

    entry: Entry | None
    reason: str
    apart: str = ""
    """What keeps it from others of the same spelling; without an entry, ``undecided`` and the surface if empty."""

    kind: Kind | None = None
    """Its kind, where the paper says another than the mention has."""


def find_meant(extraction: Extraction, defined: Iterable[str], known: AliasTable) -> dict[str, Meant]:
    """By surface, for every doubtful one that the paper does not spell out (``defined`` holds the keys it does)."""
    spelled_out = set(defined)
    unclear = [mention for mention in extraction.mentions if spelling_key(mention.text) not in spelled_out]
    told = dict(_find_told(extraction, unclear, known))
    doubtful = {m.text: rivals for m in unclear if m.text not in told and (rivals := _rivals(m.text, known))}
    if not doubtful:
        return told
    hints = _Hints.of(extraction, known, frozenset(map(spelling_key, doubtful)))
    return told | {surface: hints.meant(surface, rivals, known) for surface, rivals in doubtful.items()}


def _find_told(extraction: Extraction, unclear: Iterable[Mention], known: AliasTable) -> Iterator[tuple[str, Meant]]:
    """By surface, what a paper itself says to be no concept of the catalogue: its own thing, or a data set."""
    recoined = find_recoined(extraction, known)
    for mention in unclear:
        if own := recoined.get(mention.text):
            yield mention.text, Meant(None, f"the paper introduces it as {own}", own, kind_told(own))
        elif _called_data(mention, extraction.paper.text, known.named(mention.text)):
            yield mention.text, Meant(None, "the paper calls it a data set", "a data set", Kind.DATASET)


def _rivals(surface: str, known: AliasTable) -> tuple[Entry, ...]:
    """The concepts that a surface leaves in doubt; none for most."""
    entries = known.named(surface)
    if len(entries) == 1:
        return entries if _oddly_written(surface, entries[0]) else ()
    written = {surface, surface.removesuffix("s")}
    exact = tuple(entry for entry in entries if written & set(entry.names)) or entries
    if len(exact) < 2 or not is_acronym(surface):
        return ()
    return () if any(set(known.families.get(entry, ())) & set(exact) for entry in exact) else exact


def _oddly_written(surface: str, entry: Entry) -> bool:
    """Whether a short name with inner capitals has other ones here: LoRa is a radio, LoRA a method."""
    letters = surface.removesuffix("s")
    alike = [name for name in entry.names if name.casefold() == letters.casefold()]
    mixed = letters[1:] != letters[1:].lower() and letters != letters.upper()
    return bool(alike) and len(letters) <= 4 and letters.isalpha() and mixed and letters not in alike


_DATA = re.compile(r"\s(?:dataset|data set|benchmark|corpus)\b")


def _called_data(mention: Mention, text: str, entries: tuple[Entry, ...]) -> bool:
    """Whether a method's name is written in other capitals and as that of data: "the STAR dataset", and STaR."""
    if not is_acronym(mention.text) or _DATA.match(text, mention.end) is None:
        return False
    artefacts = all(entry.kind in (Kind.METHOD, Kind.MODEL) for entry in entries)
    return bool(entries) and artefacts and not any(mention.text in entry.names for entry in entries)


@dataclass(frozen=True, slots=True)
class _Hints:
    names: frozenset[str]
    kinds: Mapping[str, frozenset[Kind]]
    listed: Mapping[str, frozenset[Kind]]
    words: Mapping[str, str]
    """Of the text and of the names of what it names, by stem."""

    @classmethod
    def of(cls, extraction: Extraction, known: AliasTable, doubtful: frozenset[str]) -> _Hints:
        text, mentions = extraction.paper.text, extraction.mentions
        names = {spelling_key(mention.text) for mention in mentions}
        names.update(spelling_key(pair.long) for pair in extraction.abbreviations)
        kinds: dict[str, set[Kind]] = defaultdict(set)
        listed: dict[str, set[Kind]] = defaultdict(set)
        for mention in mentions:
            if _is_sure(mention):
                kinds[spelling_key(mention.text)].add(mention.kind)
        for left, right in pairwise(mentions):
            if _LISTED.fullmatch(text, left.end, right.start):
                for one, other in ((left, right), (right, left)):
                    if _is_sure(other):
                        listed[spelling_key(one.text)].add(other.kind)
        words = stems_of_text(text)
        for name in sorted(names - doubtful):
            if len(found := known.entries.get(name, ())) == 1:
                words = stems_of_entries(found) | words
        return cls(
            frozenset(names),
            {key: frozenset(found) for key, found in kinds.items()},
            {key: frozenset(found) for key, found in listed.items()},
            words,
        )

    def meant(self, surface: str, rivals: tuple[Entry, ...], known: AliasTable) -> Meant:
        key = spelling_key(surface)
        if named := _only(entry for entry in rivals if (keys_of(entry) - {key}) & self.names):
            return Meant(named, f"the paper also has another name of {named.name}")
        if len(rivals) == 1:
            entry, words = rivals[0], self._words(rivals[0], (), known)
            if words:
                return Meant(entry, f"the paper speaks of {', '.join(words)} as {entry.name} does")
            return Meant(None, f"not written as {entry.name} is, and nothing else in the paper speaks of it")
        for kinds, why in ((self.kinds, "the words around it say"), (self.listed, "it is listed with")):
            fitting = tuple(entry for entry in rivals if entry.kind in kinds.get(key, ()))
            if len(fitting) == 1:
                return Meant(fitting[0], f"{why} {fitting[0].kind}")
            rivals = fitting or rivals
        return self._by_words(rivals, known)

    def _by_words(self, rivals: tuple[Entry, ...], known: AliasTable) -> Meant:
        found = {entry: self._words(entry, rivals, known) for entry in rivals}
        best = max(map(len, found.values()))
        entry = _only(entry for entry, words in found.items() if best and len(words) == best)
        if entry is None:
            return Meant(None, UNDECIDED)
        return Meant(entry, f"the paper speaks of {', '.join(found[entry])} as {entry.name} does")

    def _words(self, entry: Entry, rivals: tuple[Entry, ...], known: AliasTable) -> list[str]:
        """Words of the text that are also in what is known of an entry, and of no rival."""
        others = {stem for rival in rivals if rival != entry for stem in stems_about(rival, known)}
        shared = stems_about(entry, known).keys() & self.words.keys() - others
        return sorted(self.words[stem] for stem in shared)


def _is_sure(mention: Mention) -> bool:
    return mention.rule != GUESSED and mention.score >= SURE


def _only(entries: Iterable[Entry]) -> Entry | None:
    found = list(entries)
    return found[0] if len(found) == 1 else None
