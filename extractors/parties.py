"""The concepts of a paper as its relations see them, and where two of them come closest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractors.catalogue import Entry
from extractors.document import Document
from extractors.lexicon import is_name, shipped_lexicon
from extractors.spelling import spelling_key
from extractors.surroundings import cues_before, cues_of, words_after, words_before
from extractors.text import fold, pieces_of
from extractors.types import ARTEFACTS, Mention, Role

ALONE = 2
"""Mentions of each whose sentences are looked at where the two never meet."""


class Near(NamedTuple):
    """What surrounds a mention."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    cues: list[str]


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
    numbers: tuple[int, ...]
    """The number of each mention's sentence."""
    sentences: frozenset[int]
    """The numbers of the sentences that name it."""
    first: int
    """The first of them."""
    body: int
    """The first of them that is not the title; -1 where there is none."""
    named: bool
    """Whether it has a proper name."""
    last_word: str
    """The key of its last word."""
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
        numbers = tuple(document.sentence_number(mention.start) for mention in mentions)
        body = [mention for mention, number in zip(mentions[:3], numbers, strict=False) if number]
        return cls(
            document,
            key,
            mentions,
            role=first.role,
            kind=first.kind.value[:4],
            is_new=first.role is Role.INTRODUCED and first.kind in ARTEFACTS,
            numbers=numbers,
            sentences=frozenset(numbers),
            first=min(numbers),
            body=min(filter(None, numbers), default=-1),
            named=is_name(first.text),
            last_word=fold((pieces_of(first.text) or ("",))[-1]),
            entry=_entry(mentions),
            heard=_heard(document, body),
            surroundings=tuple(_near(document, m) for m in mentions[:ALONE] if document.sentence_number(m.start)),
        )


def _entry(mentions: tuple[Mention, ...]) -> Entry | None:
    names = shipped_lexicon().names
    found = (name.entry for mention in mentions for name in names.get(spelling_key(mention.text), ()))
    return next(found, None)


def _heard(document: Document, body: list[Mention]) -> tuple[str, ...]:
    cues = [f"cue {next(reversed(cues_before(document, mention)), '')}" for mention in body]
    return (*cues, *(word for mention in body for word in words_before(document, mention)[-4:]))


def _near(document: Document, mention: Mention) -> Near:
    before, behind = words_before(document, mention)[-10:], words_after(document, mention)[:4]
    return Near(before, behind, sorted(cues_of(document, mention)))


@dataclass(frozen=True, slots=True)
class Meeting:
    """The closest two mentions of a pair in one sentence."""

    head: Mention
    tail: Mention

    @property
    def left(self) -> Mention:
        """The one that comes first."""
        return self.tail if self.tail.start < self.head.start else self.head

    @property
    def right(self) -> Mention:
        """The other."""
        return self.tail if self.tail.start > self.head.start else self.head

    @property
    def way(self) -> str:
        """``>`` where the head comes first."""
        return "<" if self.tail.start < self.head.start else ">"


def closest(head: Party, tail: Party) -> Meeting | None:
    """Where the two come closest within a sentence; None where they never meet."""
    shared = head.sentences & tail.sentences
    if not shared:
        return None
    meetings = [
        Meeting(one, other)
        for one, number in zip(head.mentions, head.numbers, strict=True)
        if number in shared
        for other, its in zip(tail.mentions, tail.numbers, strict=True)
        if its == number
    ]
    return min(meetings, key=_apart) if len(meetings) > 1 else meetings[0]


def _apart(meeting: Meeting) -> tuple[int, int]:
    """How far, and where."""
    left, right = meeting.left, meeting.right
    return right.start - left.end, left.start
