"""The words around a mention and the cues of its sentence, as the features of roles and relations use them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache, partial
from typing import NamedTuple

from extractors.document import Document
from extractors.keeping import Kept
from extractors.text import cut, pieces_between, places_of
from extractors.types import Mention

CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "propose": r"propos|introduc|present|develop|design|novel|new\b",
        "ours": r"\b(?:we|our|ours)\b",
        "experiment": r"experiment|evaluat|result|demonstrat|validat|benchmark|test",
        "compare": r"outperform|surpass|compar|baseline|better|than|superior|state-of-the-art|sota",
        "background": r"however|despite|existing|previous|prior|traditional|recent|widely|popular|although|while"
        r"|conventional|typically",
        "use": r"\b(?:us(?:e|es|ed|ing)|utiliz|leverag|employ|adopt|appl|combin|integrat|incorporat|based on|via)",
        "study": r"stud|investigat|analy[sz]|examin|explor|understand|address|tackl|problem|challenge",
        "improve": r"improv|achiev|reduc|increas|accuracy|performance|gain",
        "number": r"\d%|\d\.\d",
        "example": r"such as|including|like|e\.g\.",
        "code": r"code|github|availab",
    }.items()
}
"""Kinds of wording by name: what a sentence is about, in eleven patterns."""

LEFT, RIGHT = 80, 50
"""Characters before and behind a mention whose words count."""


_PHRASES = {
    "based on": ("use", re.compile(r"\bbased on", re.IGNORECASE)),
    "such as": ("example", re.compile("such as", re.IGNORECASE)),
}
"""Those of the patterns that hold a blank."""

_CHUNK = re.compile(r"([\w.%-]+)")
"""What no other pattern goes beyond."""

_ANY = re.compile("|".join(pattern.pattern for pattern in CUES.values()))


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[tuple[int, str], ...]:
    """Where each cue ends in a stretch of text, the first end first; kept for the other mentions of a sentence.

    Words repeat from text to text, so most are looked into once and for all; only phrases go beyond a word.
    """
    lower = text.lower() if text.isascii() else text
    starts, _, chunks = cut(_CHUNK, lower)
    cues = map(_CUES_AT.__getitem__, chunks)
    found = [(start + end, name) for start, inside in zip(starts, cues, strict=True) if inside for end, name in inside]
    for phrase, (name, pattern) in _PHRASES.items():
        if phrase in lower or not text.isascii():
            found += [(match.end(), name) for match in pattern.finditer(text)]
    return tuple(sorted(found))


def _cues_at(chunk: str) -> tuple[tuple[int, str], ...]:
    """The cues inside a stretch without blanks, and where each ends; few have any."""
    if chunk.isascii() and not _ANY.search(chunk.lower()):
        return ()
    return tuple((match.end(), name) for name, pattern in CUES.items() for match in pattern.finditer(chunk))


_CUES_AT: Kept[str, tuple[tuple[int, str], ...]] = Kept(_cues_at)


def cues_in(text: str) -> tuple[str, ...]:
    """The cues that a stretch of text has."""
    found = {name for _, name in _places(text)}
    return tuple(name for name in CUES if name in found)


class Surroundings(NamedTuple):
    """What stands around a mention in its sentence."""

    number: int
    """The number of the sentence."""
    before: tuple[str, ...]
    """The words and signs right before the mention."""
    behind: tuple[str, ...]
    """Those right behind it."""
    all_before: tuple[str, ...]
    """All words and signs of the sentence before the mention."""
    all_behind: tuple[str, ...]
    opening: tuple[str, ...]
    """The first three words or signs of the sentence."""
    cues: tuple[str, ...]
    """The cues of the sentence, by name."""
    cues_before: tuple[str, ...]
    """The cues that end before the mention, each time they do, the nearest last."""


def surroundings_of(document: Document, start: int, end: int) -> Surroundings:
    """What stands around the mention at a place; kept, for role and relations ask for those of one paper in turn."""
    return _kept_of(document)[start, end]


@lru_cache(maxsize=1)  # no more, so that no document is kept for long
def _kept_of(document: Document) -> Kept[tuple[int, int], Surroundings]:
    return Kept(partial(_surroundings, document))


def _surroundings(document: Document, place: tuple[int, int]) -> Surroundings:
    start, end = place
    number = document.sentence_number(start)
    text, first = document.texts[number], document.starts[number]
    pieces, starts = places_of(text)
    cues, reach = _places(text), start - first
    before = bisect_left(starts, reach)
    return Surroundings(
        number,
        before=pieces_between(text, max(0, reach - LEFT), reach),
        behind=pieces_between(text, end - first, min(len(text), end - first + RIGHT)),
        all_before=pieces[:before],
        all_behind=pieces[bisect_left(starts, end - first, lo=before) :],
        opening=pieces[:3],
        cues=_names(text),
        cues_before=tuple([name for at, name in cues if at <= reach]),
    )


@lru_cache(maxsize=64)
def _names(text: str) -> tuple[str, ...]:
    return tuple(sorted({name for _, name in _places(text)}))


def words_before(document: Document, mention: Mention) -> tuple[str, ...]:
    """The words and signs right before a mention, in its sentence."""
    return surroundings_of(document, mention.start, mention.end).before
