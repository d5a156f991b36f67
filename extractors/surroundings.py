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


_PHRASES = {"use": re.compile(r"\bbased on", re.IGNORECASE), "example": re.compile("such as", re.IGNORECASE)}
"""Those of the patterns that hold a blank."""

_CHUNK = re.compile(r"(\S+)")


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[tuple[int, str], ...]:
    """Where each cue ends in a stretch of text, the first end first; kept for the other mentions of a sentence.

    Words repeat from text to text, so most are looked into once and for all; only phrases go beyond a word.
    """
    starts, _, chunks = cut(_CHUNK, text)
    found = [(start + end, name) for start, chunk in zip(starts, chunks, strict=True) for end, name in _cues_at(chunk)]
    found += [(match.end(), name) for name, pattern in _PHRASES.items() for match in pattern.finditer(text)]
    return tuple(sorted(found))


@lru_cache(maxsize=32768)
def _cues_at(chunk: str) -> tuple[tuple[int, str], ...]:
    """The cues inside a stretch without blanks, and where each ends."""
    return tuple((match.end(), name) for name, pattern in CUES.items() for match in pattern.finditer(chunk))


def cues_in(text: str) -> tuple[str, ...]:
    """The cues that a stretch of text has."""
    found = {name for _, name in _places(text)}
    return tuple(name for name in CUES if name in found)


def cues_of(document: Document, mention: Mention) -> frozenset[str]:
    """The cues of a mention's sentence."""
    return frozenset(name for _, name in _places(document.text_of(document.sentence_at(mention.start))))


def cues_before(document: Document, mention: Mention) -> tuple[str, ...]:
    """The cues that end before a mention in its sentence, each time they do, the nearest last."""
    sentence = document.sentence_at(mention.start)
    reach = mention.start - sentence.start
    return tuple(name for end, name in _places(document.text_of(sentence)) if end <= reach)


def words_before(document: Document, mention: Mention) -> tuple[str, ...]:
    """The words and signs right before a mention, in its sentence."""
    sentence = document.sentence_at(mention.start)
    return pieces_of(document.view[max(sentence.start, mention.start - LEFT) : mention.start])


def words_after(document: Document, mention: Mention) -> tuple[str, ...]:
    """The words and signs right behind a mention, in its sentence."""
    return pieces_of(document.after(mention)[:RIGHT])


def sentence_around(document: Document, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All words and signs of a mention's sentence before it, and all behind it."""
    sentence = document.sentence_at(mention.start)
    pieces, starts = places_of(document.text_of(sentence))
    before = bisect_left(starts, mention.start - sentence.start)
    return pieces[:before], pieces[bisect_left(starts, mention.end - sentence.start, lo=before) :]


def opening(document: Document, mention: Mention) -> tuple[str, ...]:
    """The first three words or signs of a mention's sentence."""
    return places_of(document.text_of(document.sentence_at(mention.start)))[0][:3]
