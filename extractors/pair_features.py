"""What tells how two concepts of a paper are related: features by name for ``relating``, read from head to tail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.catalogue import Entry
from extractors.document import Document
from extractors.lexicon import is_name, shipped_lexicon
from extractors.pair_contexts import apart, around, places
from extractors.spelling import spelling_key
from extractors.surroundings import cues_before, cues_in, words_before
from extractors.text import fold, pieces_of
from extractors.types import ARTEFACTS, Mention, RelationType, Role

NEARBY = 6
"""Words between two mentions up to which their very wording counts."""


@dataclass(frozen=True)
class Party:
    """One concept of a paper, as its relations see it."""

    document: Document
    key: str
    mentions: tuple[Mention, ...]

    @cached_property
    def role(self) -> Role:
        """Its role, which all its mentions share."""
        return self.mentions[0].role

    @cached_property
    def kind(self) -> str:
        """The short name of its kind: method and metric differ in the fourth letter."""
        return self.mentions[0].kind.value[:4]

    @cached_property
    def is_new(self) -> bool:
        """Whether it is something built that the paper introduces."""
        return self.role is Role.INTRODUCED and self.mentions[0].kind in ARTEFACTS

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The number of each mention's sentence."""
        return tuple(self.document.sentence_number(mention.start) for mention in self.mentions)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The numbers of the sentences that name it."""
        return frozenset(self.numbers)

    @cached_property
    def titled(self) -> bool:
        """Whether the title names it."""
        return 0 in self.sentences

    @cached_property
    def named(self) -> bool:
        """Whether it has a proper name."""
        return is_name(self.mentions[0].text)

    @cached_property
    def last_word(self) -> str:
        """The key of its last word."""
        return fold((pieces_of(self.mentions[0].text) or ("",))[-1])

    @cached_property
    def entry(self) -> Entry | None:
        """What the catalogue has by this name, the first where several."""
        names = shipped_lexicon().names
        found = (name.entry for mention in self.mentions for name in names.get(spelling_key(mention.text), ()))
        return next(found, None)

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """The cues and words before its first mentions in the body."""
        body = [mention for mention in self.mentions[:3] if self.document.sentence_number(mention.start)]
        cues = [f"cue {next(reversed(cues_before(self.document, mention)), '')}" for mention in body]
        return (*cues, *(word for mention in body for word in words_before(self.document, mention)[-4:]))


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


def pair_features(
    head: Party,
    tail: Party,
    rules: Mapping[tuple[str, str], Iterable[tuple[RelationType, str]]],
    main: str,
    starts: tuple[int, ...],
) -> list[str]:
    """All features of a pair, each once.

    ``rules`` has the type and name of every rule that joins two keys; ``main`` is the key of what the paper chiefly
    introduces, empty where nothing is; ``starts`` are where the paper's mentions begin, in order.
    """
    kinds, roles = f"{head.kind}>{tail.kind}", f"{head.role[:4]}>{tail.role[:4]}"
    features = [
        *_both(kinds, roles, head.key == main, tail.key == main, *_shown(head, tail)),
        *_ruled(rules, head.key, tail.key, kinds),
        *_named(head, tail, kinds, roles),
        *_tail(tail.heard, f"{head.kind}>{tail.kind} {head.key == main:d}"),
        *places(head, tail, kinds, main),
    ]
    if (meeting := closest(head, tail)) is not None:
        features += (*_meeting(head.document, meeting, kinds, starts), *around(head.document, meeting, kinds))
    else:
        features += apart(head, tail, kinds, main)
    return list(dict.fromkeys(features))


def _shown(head: Party, tail: Party) -> tuple[bool, bool, int, int, bool, bool, int]:
    """Where both are named, how often, and how: what ``_both`` wants to know of them."""
    meet = min(2, len(head.sentences & tail.sentences))
    first, times = min(3, *tail.sentences), min(3, len(tail.mentions))
    return head.titled, tail.titled, first, times, head.named, tail.named, meet


@lru_cache(maxsize=16384)
def _both(
    kinds: str,
    roles: str,
    chief: bool,
    chief_tail: bool,
    titled: bool,
    titled_tail: bool,
    first: int,
    times: int,
    named: bool,
    named_tail: bool,
    meet: int,
) -> tuple[str, ...]:
    return (
        kinds,
        roles,
        f"{kinds} {roles}",
        f"titled{titled:d}{titled_tail:d} {kinds}",
        f"main{chief:d} {kinds}",
        f"main{chief:d} {kinds} {roles}",
        f"tail main{chief_tail:d} {kinds}",
        f"first{first} {kinds}",
        f"times{times} {kinds}",
        f"named{named:d}{named_tail:d} {kinds}",
        f"meet{meet} {kinds}",
        f"meet{meet} {roles}",
    )


def _ruled(
    rules: Mapping[tuple[str, str], Iterable[tuple[RelationType, str]]], head: str, tail: str, kinds: str
) -> Iterator[str]:
    for type_, rule in rules.get((head, tail), ()):
        yield f"rule {type_} {rule}"
        yield f"rule {type_} {kinds}"
    for type_, rule in rules.get((tail, head), ()):
        yield f"turned rule {type_} {rule}"


def _named(head: Party, tail: Party, kinds: str, roles: str) -> Iterator[str]:
    """Their names: one inside the other, and what the catalogue says of them."""
    if head.key.endswith(tail.key):
        yield from ("ends in", f"ends in {kinds}")
    elif tail.key in head.key:
        yield f"holds {kinds}"
    elif tail.key.endswith(head.key):
        yield f"ends {kinds}"
    one, other = head.entry, tail.entry
    yield f"head known{one is not None:d} {kinds}"
    yield f"tail known{other is not None:d} {kinds}"
    if one is not None and other is not None:
        if (other.kind, other.name) in one.family:
            yield "of its family"
        if (one.kind, one.name) in other.family:
            yield "its family"
        if set(one.family) & set(other.family):
            yield from ("of one family", f"of one family {roles}")
    yield f"tail word {tail.last_word} {head.kind}"
    yield f"head word {head.last_word} {tail.kind}"


@lru_cache(maxsize=256)
def _tail(heard: tuple[str, ...], joint: str) -> tuple[str, ...]:
    """What is heard of a tail, which often has many heads; ``joint`` has the kinds, and whether its head is chief."""
    return tuple(f"tail heard {word} {joint}" for word in heard)


@lru_cache(maxsize=16384)
def _has(way: str, kinds: str, word: str) -> tuple[str, str]:
    return f"{way} has {word}", f"{way} {kinds} has {word}"


def _meeting(document: Document, meeting: Meeting, kinds: str, starts: tuple[int, ...]) -> Iterator[str]:
    """The words between, before and behind them where they come closest; ``>`` where the head comes first."""
    left, right = meeting.left, meeting.right
    way = ">" if left is meeting.head else "<"
    between = document.view[left.end : right.start]
    words = pieces_of(between)
    if len(words) <= NEARBY:
        yield f"{way} {' '.join(words)}"
        yield f"{way} {kinds} {' '.join(words)}"
    yield f"{way} {kinds} apart{_bucket(len(words))} {'title' if document.sentence_number(left.start) == 0 else 'body'}"
    for word in words[:12]:
        yield from _has(way, kinds, word)
    if words:
        yield f"{way} {kinds} opens {words[0]}"
        yield f"{way} {kinds} closes {words[-1]}"
        yield f"{way} {kinds} closes {' '.join(words[-2:])}"
    yield from (f"{way} {kinds} before {word}" for word in words_before(document, left)[-3:])
    following = pieces_of(document.view[right.end : right.end + 30])
    yield f"{way} {kinds} after {following[0] if following else '$'}"
    inner = sum(left.end <= start < right.start for start in starts)
    yield f"{way} {kinds} inner{min(3, inner)}"
    yield from (f"{way} {kinds} cue {cue}" for cue in cues_in(between))


def _bucket(count: int) -> int:
    return next((bucket for bucket, least in ((4, 12), (3, 6), (2, 3), (1, 1)) if count >= least), 0)
