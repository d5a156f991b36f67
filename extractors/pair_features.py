"""What tells how two concepts of a paper are related: features by name for ``relating``.

They come in two parts. The first needs no words of the text: what the two are, what they are called, where they stand.
Where that speaks against any relation, the second, which is the words around them, need not be looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain

from extractors.document import Document
from extractors.pair_contexts import JOINED, apart, around, places
from extractors.pair_names import names
from extractors.pairs import Pair
from extractors.parties import Meeting
from extractors.surroundings import cues_in, words_before
from extractors.text import pieces_of
from extractors.types import RelationType
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary, distinct

NEARBY = 6
"""Words between two mentions up to which their very wording counts."""

GAPS = (3, 12, 30, 60, 120)
"""Characters between two mentions up to which they count as one step apart, two and so on."""


def pair_features(pair: Pair, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """All features of a pair, each once."""
    return [*bearings(pair, vocabulary), *wording(pair, vocabulary)]


def bearings(pair: Pair, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """What the two are, what they are called, where they stand, and what rules say of them."""
    left, right = pair.left, pair.right
    kinds, roles = JOINED[left.kind, right.kind], JOINED[left.role[:4], right.role[:4]]
    features = [
        *vocabulary.kept(_both, kinds, roles, pair.chief, *_met(pair)),
        *vocabulary.kept(_shown, kinds, _titled(pair), pair.times, pair.named),
        *names(pair, kinds, roles, vocabulary),
        *places(pair, kinds, roles, vocabulary),
    ]
    for (type_, way), relation in pair.proposed:
        features += vocabulary.kept(_ruled, way, type_, relation.rule, kinds)
    return distinct(features)


def wording(pair: Pair, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """The words between them and around them, or around each where no sentence has both."""
    left, right, meeting = pair.left, pair.right, pair.meeting
    kinds = JOINED[left.kind, right.kind]
    heard, other_heard = vocabulary.kept(_heard_tables, kinds, pair.chief)
    features = [*map(heard, left.heard), *map(other_heard, right.heard)]
    if meeting is not None:
        features += _meeting(left.document, meeting, kinds, pair.lore.starts, vocabulary)
        features += around(left.document, meeting, kinds, vocabulary)
    else:
        features += apart(pair, kinds, vocabulary)
    return distinct(features)


def _met(pair: Pair) -> tuple[int, int]:
    """How many sentences have both, up to two; and how far apart the two are, in steps, -1 where none has."""
    if pair.meeting is None:
        return 0, -1
    gap = bisect_left(GAPS, pair.meeting.right.start - pair.meeting.left.end)
    return min(2, len(pair.left.sentences & pair.right.sentences)), gap


def _both(vocabulary: Vocabulary, kinds: str, roles: str, chief: tuple[bool, bool], meet: int, gap: int) -> Features:
    main = f"main{chief[0]:d}{chief[1]:d}"
    whole = (kinds, roles, f"{kinds} {roles}", f"{main} {kinds}", f"{main} {kinds} {roles}")
    near = (f"{place} {joint}" for place in (f"meet{meet}", f"gap{gap}") for joint in (kinds, roles))
    return vocabulary.of((*whole, *near))


def _titled(pair: Pair) -> tuple[bool, bool]:
    """Whether the title names either."""
    return not pair.left.first, not pair.right.first


def _shown(
    vocabulary: Vocabulary, kinds: str, titled: tuple[bool, bool], times: tuple[int, int], named: tuple[bool, bool]
) -> Features:
    """Whether the title has them, how often they are named, and whether by proper names."""
    each = (f"left times{times[0]}", f"right times{times[1]}")
    told = (f"titled{titled[0]:d}{titled[1]:d}", *each, f"named{named[0]:d}{named[1]:d}")
    return vocabulary.of(f"{one} {kinds}" for one in told)


def _ruled(vocabulary: Vocabulary, way: str, type_: RelationType, rule: str, kinds: str) -> Features:
    return vocabulary.of((f"rule{way} {type_} {rule}", f"rule{way} {type_} {kinds}"))


def _heard_tables(vocabulary: Vocabulary, kinds: str, chief: tuple[bool, bool]) -> tuple[Table, Table]:
    """For what is heard of each; whether the other is what is new."""
    chief_left, chief_right = chief
    left, right = ("left heard ", f" {kinds} {chief_right:d}"), ("right heard ", f" {kinds} {chief_left:d}")
    return vocabulary.table(*left), vocabulary.table(*right)


def _meeting(
    document: Document, meeting: Meeting, kinds: str, starts: tuple[int, ...], vocabulary: Vocabulary
) -> list[Feature]:
    """The words between, before and behind them where they come closest."""
    left, right = meeting
    between = document.view[left.end : right.start]
    words = pieces_of(between)
    titled = document.sentence_number(left.start) == 0
    any_, as_kinds, has, has_as, opens, closes, before, after, cue = vocabulary.kept(_meeting_tables, kinds)
    inner = bisect_left(starts, right.start) - bisect_left(starts, left.end) if right.start >= left.end else -1
    distance, enclosed = vocabulary.kept(_distance, _bucket(len(words)), titled, min(3, inner), kinds)
    said = " ".join(words) if len(words) <= NEARBY else None
    features = [distance] if said is None else [any_(said), as_kinds(said), distance]
    features += chain.from_iterable(zip(map(has, words[:12]), map(has_as, words[:12]), strict=True))
    if words:
        features += (opens(words[0]), closes(words[-1]), closes(" ".join(words[-2:])))
    features += map(before, words_before(document, left)[-3:])
    following = pieces_of(document.view[right.end : right.end + 30])
    features += (after(following[0] if following else "$"), enclosed)
    features += map(cue, cues_in(between))
    return features


def _meeting_tables(vocabulary: Vocabulary, kinds: str) -> tuple[Table, ...]:
    said = ("said", f"{kinds} said", "has", f"{kinds} has", f"{kinds} opens", f"{kinds} closes")
    names = (*said, f"{kinds} ahead", f"{kinds} next", f"{kinds} cue")
    return tuple(vocabulary.table(f"{name} ") for name in names)


def _distance(vocabulary: Vocabulary, bucket: int, titled: bool, inner: int, kinds: str) -> Features:
    where = "title" if titled else "body"
    return vocabulary.of((f"{kinds} apart{bucket} {where}", f"{kinds} inner{inner}"))


def _bucket(count: int) -> int:
    return next((bucket for bucket, least in ((4, 12), (3, 6), (2, 3), (1, 1)) if count >= least), 0)
