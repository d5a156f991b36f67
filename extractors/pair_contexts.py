"""What tells how two concepts are related besides the words between and next to them: where in the paper they stand,
how their sentence opens, runs of words, and, where no sentence has both, the sentences of each. Features by name for
``pair_features``.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Document
from extractors.keeping import Kept
from extractors.parties import Meeting, Party
from extractors.surroundings import surroundings_of
from extractors.text import pieces_of
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary

BETWEEN = 16
"""Words between the two of which runs are made."""

JOINED: Kept[tuple[str, str], str] = Kept(">".join)
"""What is said of head and tail, as features name it; of few, so that each is one string."""


def places(head: Party, tail: Party, kinds: str, main: str, vocabulary: Vocabulary = NAMES) -> Features:
    """Where the two stand first, in paper and abstract, and how often; ``main`` is the key of what is new."""
    last = max(1, len(head.document.sentences) - 1)
    chief, chief_tail = head.key == main, tail.key == main
    step = max(-3, min(3, tail.first - head.first))
    firsts, stepped = vocabulary.kept(_firsts, min(head.first, 4), min(tail.first, 4), step, kinds, chief, chief_tail)
    quarters = _quarter(tail.body, last), _quarter(head.body, last)
    times = min(3, len(head.mentions)), min(3, len(tail.mentions))
    return (
        firsts,
        *vocabulary.kept(_bodies, min(head.body, 5), min(tail.body, 5), kinds),
        stepped,
        *vocabulary.kept(_quarters, quarters, kinds, chief, chief_tail),
        *vocabulary.kept(_times, times, kinds, JOINED[head.role[:4], tail.role[:4]], head.named, tail.named),
    )


def _firsts(
    vocabulary: Vocabulary, first: int, other: int, step: int, kinds: str, chief: bool, chief_tail: bool
) -> Features:
    return vocabulary.of((f"firsts{first},{other} {kinds}", f"step{step} {kinds} {chief:d}{chief_tail:d}"))


def _bodies(vocabulary: Vocabulary, body: int, other: int, kinds: str) -> Features:
    return vocabulary.of((f"firsts in body{body},{other} {kinds}",))


def _quarters(vocabulary: Vocabulary, quarters: tuple[int, int], kinds: str, chief: bool, chief_tail: bool) -> Features:
    tail, head = quarters
    return vocabulary.of((f"tail quarter{tail} {kinds} {chief:d}", f"head quarter{head} {kinds} {chief_tail:d}"))


def _times(
    vocabulary: Vocabulary, times: tuple[int, int], kinds: str, roles: str, named: bool, named_tail: bool
) -> Features:
    head, tail = times
    return vocabulary.of((f"times{head},{tail} {kinds} {roles}", f"named{named:d}{named_tail:d} {roles} {kinds}"))


def _quarter(number: int, last: int) -> int:
    """The quarter of the abstract that a sentence stands in, 1 to 4; 0 for the title or none."""
    return 1 + 4 * (number - 1) // last if number >= 1 else 0


def apart(head: Party, tail: Party, kinds: str, main: str, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """The words and cues around each, where no sentence has both; whether the other is what is new."""
    kept = _alone_of(head.document, vocabulary)
    return kept["tail", tail, kinds, head.key == main] + kept["head", head, kinds, tail.key == main]


@lru_cache(maxsize=1)  # no more, so that no document is kept for long
def _alone_of(_: Document, vocabulary: Vocabulary) -> Kept[tuple[str, Party, str, bool], list[Feature]]:
    """What is chiefly new is asked for with every other concept, and those are of few kinds."""
    return Kept(partial(_alone, vocabulary))


def _alone(vocabulary: Vocabulary, asked: tuple[str, Party, str, bool]) -> list[Feature]:
    name, party, kinds, chief = asked
    before, behind, cue = vocabulary.kept(_apart_tables, name, kinds, chief)
    features: list[Feature] = []
    for near in party.surroundings:
        features += map(before, near.before)
        features += map(behind, near.behind)
        features += map(cue, near.cues)
    return features


def _apart_tables(vocabulary: Vocabulary, name: str, kinds: str, chief: bool) -> tuple[Table, ...]:
    """For the words before one of two and behind it, and for the cues of its sentence."""
    joint = f" {kinds} {chief:d}"
    places = ((f"{name} apart ", joint), (f"{name} apart behind ", f" {kinds}"), (f"{name} apart cue ", joint))
    return tuple(vocabulary.table(before, after) for before, after in places)


def around(document: Document, meeting: Meeting, kinds: str, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """The rest of the sentence in which the two come closest; ``>`` where the head comes first."""
    left, right, way = meeting.left, meeting.right, meeting.way
    said = _kept_of(document)[left.start, left.end, right.start, right.end]
    far, run, run_as, before_it, before_as, behind_it, behind_as, last_two, next_two = vocabulary.kept(
        _around_tables, way, kinds
    )
    return [
        *map(far, said.far),
        *map(run, said.runs),
        *map(run_as, said.runs[: BETWEEN // 2]),
        *map(before_it, said.before),
        *map(before_as, said.before[-6:]),
        *map(behind_it, said.behind),
        *map(behind_as, said.behind[:3]),
        last_two(said.last_two),
        next_two(said.next_two),
        *_sentence(document, way, said, kinds, vocabulary),
    ]


class Said(NamedTuple):
    """What a sentence says around two mentions, whichever of them is the head."""

    far: tuple[str, ...]
    """The words between them from the twelfth on."""
    runs: list[str]
    """Runs of two words between them."""
    before: tuple[str, ...]
    behind: tuple[str, ...]
    last_two: str
    """The words right before them; ``^`` where the sentence begins."""
    next_two: str
    """Those right behind them; ``$`` where it ends."""
    number: int
    """The number of the sentence."""
    opened: tuple[str, str]
    """Its first word, and its first two."""
    cues: tuple[str, ...]
    """The last cues before them."""


@lru_cache(maxsize=1)
def _kept_of(document: Document) -> Kept[tuple[int, int, int, int], Said]:
    """Most pairs are asked for twice, each of the two as head."""
    return Kept(partial(_said, document))


def _said(document: Document, place: tuple[int, int, int, int]) -> Said:
    start, left_end, right_start, end = place
    words = pieces_of(document.view[left_end:right_start])
    left, right = surroundings_of(document, start, left_end), surroundings_of(document, right_start, end)
    before, behind = left.all_before[-10:], right.all_behind[:8]
    first, second = (*left.opening, "", "")[:2]
    return Said(
        words[12:30],
        list(map(" ".join, pairwise(words[: BETWEEN + 1]))),
        before,
        behind,
        " ".join(("^", "^", *before)[-2:]),
        " ".join((*behind, "$", "$")[:2]),
        left.number,
        (first, f"{first} {second}"),
        left.cues_before[-3:],
    )


def _around_tables(vocabulary: Vocabulary, way: str, kinds: str) -> tuple[Table, ...]:
    joint = f"{way} {kinds}"
    places = (
        *(f"{way} far", f"{way} run", f"{joint} run", f"{way} word before", f"{joint} word before"),
        *(f"{way} word behind", f"{joint} word behind", f"{joint} before", f"{joint} behind"),
    )
    return tuple(vocabulary.table(f"{place} ") for place in places)


def _sentence(document: Document, way: str, said: Said, kinds: str, vocabulary: Vocabulary) -> Features:
    """Which sentence of the paper it is, how it opens, and the cues before the two."""
    number, last = said.number, max(1, len(document.sentences) - 1)
    numbered: Features = vocabulary.kept(_numbered, min(number, 6), _quarter(number, last), way, kinds)
    if not number:
        return numbered
    opened, cue = vocabulary.kept(_sentence_tables, way, kinds)
    return (*numbered, *map(opened, said.opened), *map(cue, said.cues))


def _numbered(vocabulary: Vocabulary, number: int, quarter: int, way: str, kinds: str) -> Features:
    return vocabulary.of((f"{way} {kinds} sentence{number}", f"{way} {kinds} quarter{quarter}"))


def _sentence_tables(vocabulary: Vocabulary, way: str, kinds: str) -> tuple[Table, Table]:
    return vocabulary.table(f"{way} {kinds} opening "), vocabulary.table(f"{way} {kinds} cue before ")
