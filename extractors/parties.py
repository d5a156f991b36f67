"""The concepts of a paper as its relations see them, and where two of them come closest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractors.catalogue import Entry
from extractors.document import Document
from extractors.lexicon import is_name, shipped_lexicon
from extractors.spelling import spelling_key
from extractors.surroundings import surroundings_of
from extractors.tagger.words import shipped_words
from extractors.text import fold, pieces_of
from extractors.types import ARTEFACTS, Mention, Role

ALONE = 2
"""Mentions of each whose sentences are looked at where the two never meet."""


class Near(NamedTuple):
    """What surrounds a mention."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """One concept of a paper, as its relations see it."""

    document: Document
    key: str
    mentions: tuple[Mention, ...]
    role: Role
    """Its role, which all its mentions share."""
    kind: str
    """The short name of its kind: method and metric differ in the fourth letter."""
    is_new: bool
    """Whether it is something built that the paper introduces."""
    by_sentence: Mapping[int, Sequence[Mention]]
    """Its mentions by the number of their sentence."""
    sentences: frozenset[int]
    """The numbers of the sentences that name it."""
    first: int
    """The first of them."""
    body: int
    """The first of them that is not the title; -1 where there is none."""
    named: bool
    """Whether it has a proper name."""
    last_word: str
    """The key of its last word with a letter: "gpt" of "GPT-4", "lora" of "LoRA+"."""
    traits: tuple[str, ...]
    """What is known of words like its last one: clusters, and how it is spread."""
    entry: Entry | None
    """What the catalogue has by this name, the first where several."""
    heard: tuple[str, ...]
    """The cues and words before its first mentions in the body."""
    surroundings: tuple[Near, ...]
    """Of its first mentions, those in the body."""

    @classmethod
    def of(cls, document: Document, key: str, mentions: tuple[Mention, ...]) -> Party:
        """What its mentions show."""
        first = mentions[0]
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(document.sentence_number(mention.start), []).append(mention)
        titled = len(by_sentence.get(0, ()))
        body = list(mentions[titled:3])
        return cls(
            document,
            key,
            mentions,
            role=first.role,
            kind=first.kind.value[:4],
            is_new=first.role is Role.INTRODUCED and first.kind in ARTEFACTS,
            by_sentence=by_sentence,
            sentences=frozenset(by_sentence),
            first=min(by_sentence),
            body=min(filter(None, by_sentence), default=-1),
            named=is_name(first.text),
            last_word=(last_word := _last_word(first.text)),
            traits=shipped_words().traits_of(last_word),
            entry=_entry(mentions),
            heard=_heard(document, body),
            surroundings=tuple(_near(document, mention) for mention in mentions[titled:ALONE]),
        )


@lru_cache(maxsize=16384)
def _last_word(surface: str) -> str:
    pieces = pieces_of(surface)
    return fold(next((piece for piece in reversed(pieces) if any(map(str.isalpha, piece))), "".join(pieces[-1:])))


def _entry(mentions: tuple[Mention, ...]) -> Entry | None:
    names = shipped_lexicon().names
    found = (name.entry for mention in mentions for name in names.get(spelling_key(mention.text), ()))
    return next(found, None)


def _heard(document: Document, body: list[Mention]) -> tuple[str, ...]:
    around = [surroundings_of(document, mention.start, mention.end) for mention in body]
    cues = [f"cue {next(reversed(each.cues_before), '')}" for each in around]
    return (*cues, *(word for each in around for word in each.before[-4:]))


def _near(document: Document, mention: Mention) -> Near:
    around = surroundings_of(document, mention.start, mention.end)
    return Near(around.before[-10:], around.behind[:4], around.cues)


class Meeting(NamedTuple):
    """The closest two mentions of a pair in one sentence."""

    left: Mention
    """The one that comes first; the longer where both begin together."""
    right: Mention


def side_by_side(one: Party, other: Party) -> tuple[Party, Party, Meeting | None]:
    """The two, first the one that comes first where they are closest in a sentence, and that place.

    None where no sentence has both; then they stay as they are given.
    """
    shared = one.sentences & other.sentences
    if not shared:
        return one, other, None
    meetings = [
        (mine, its) for number in shared for mine in one.by_sentence[number] for its in other.by_sentence[number]
    ]
    mine, its = min(meetings, key=_apart) if len(meetings) > 1 else meetings[0]
    if (its.start, -its.end) < (mine.start, -mine.end):
        return other, one, Meeting(its, mine)
    return one, other, Meeting(mine, its)


def _apart(pair: tuple[Mention, Mention]) -> tuple[int, int]:
    """How far, and where."""
    one, other = pair
    return (other.start - one.end, one.start) if one.start < other.start else (one.start - other.end, other.start)
