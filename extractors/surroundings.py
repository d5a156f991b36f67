"""The words around a mention and the cues of its sentence, as the features of roles and relations use them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from extractors.document import Document
from extractors.text import cut, pieces_of, places_of
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


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[tuple[int, str], ...]:
    """Where each cue ends in a stretch of text, the first end first; kept for the other mentions of a sentence.

    Words repeat from text to text, so most are looked into once and for all; only phrases go beyond a word.
    """
    lower = text.lower() if text.isascii() else text
    starts, _, chunks = cut(_CHUNK, lower)
    cues = map(_cues_at, chunks)
    found = [(start + end, name) for start, inside in zip(starts, cues, strict=True) if inside for end, name in inside]
    for phrase, (name, pattern) in _PHRASES.items():
        if phrase in lower or not text.isascii():
            found += [(match.end(), name) for match in pattern.finditer(text)]
    return tuple(sorted(found))


@lru_cache(maxsize=32768)
def _cues_at(chunk: str) -> tuple[tuple[int, str], ...]:
    """The cues inside a stretch without blanks, and where each ends; few have any."""
    if chunk.isascii() and not _ANY.search(chunk.lower()):
        return ()
    return tuple((match.end(), name) for name, pattern in CUES.items() for match in pattern.finditer(chunk))


def cues_in(text: str) -> tuple[str, ...]:
    """The cues that a stretch of text has."""
    found = {name for _, name in _places(text)}
    return tuple(name for name in CUES if name in found)


def cues_of(document: Document, mention: Mention) -> frozenset[str]:
    """The cues of a mention's sentence."""
    return frozenset(name for _, name in _places(document.texts[document.sentence_number(mention.start)]))


def cues_before(document: Document, mention: Mention) -> tuple[str, ...]:
    """The cues that end before a mention in its sentence, each time they do, the nearest last."""
    number = document.sentence_number(mention.start)
    reach = mention.start - document.starts[number]
    return tuple([name for end, name in _places(document.texts[number]) if end <= reach])


def words_before(document: Document, mention: Mention) -> tuple[str, ...]:
    """The words and signs right before a mention, in its sentence."""
    sentence = document.sentence_at(mention.start)
    return pieces_of(document.view[max(sentence.start, mention.start - LEFT) : mention.start])


def words_after(document: Document, mention: Mention) -> tuple[str, ...]:
    """The words and signs right behind a mention, in its sentence."""
    sentence = document.sentence_at(mention.start)
    return pieces_of(document.view[mention.end : min(sentence.end, mention.end + RIGHT)])


def sentence_around(document: Document, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All words and signs of a mention's sentence before it, and all behind it."""
    number = document.sentence_number(mention.start)
    start = document.starts[number]
    pieces, starts = places_of(document.texts[number])
    before = bisect_left(starts, mention.start - start)
    return pieces[:before], pieces[bisect_left(starts, mention.end - start, lo=before) :]


def opening(document: Document, mention: Mention) -> tuple[str, ...]:
    """The first three words or signs of a mention's sentence."""
    return places_of(document.texts[document.sentence_number(mention.start)])[0][:3]
