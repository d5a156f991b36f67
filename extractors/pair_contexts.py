"""What tells how two concepts are related besides the words between and next to them: where in the paper they stand,
how their sentence opens, runs of words, and, where no sentence has both, the sentences of each. Features by name for
``pair_features``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.document import Document
from extractors.parties import Meeting, Party
from extractors.surroundings import cues_before, opening, sentence_around
from extractors.text import pieces_of
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary

BETWEEN = 16
"""Words between the two of which runs are made."""


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
        *vocabulary.kept(_times, times, kinds, f"{head.role[:4]}>{tail.role[:4]}", head.named, tail.named),
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
    features: list[Feature] = []
    for name, party, other in (("tail", tail, head), ("head", head, tail)):
        before, behind, cue = vocabulary.kept(_apart_tables, name, kinds, other.key == main)
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
    left, right = meeting.left, meeting.right
    words = pieces_of(document.view[left.end : right.start])
    before, behind = sentence_around(document, left)[0][-10:], sentence_around(document, right)[1][:8]
    runs = list(map(" ".join, pairwise(words[: BETWEEN + 1])))
    far, run, run_as, before_it, before_as, behind_it, behind_as, last_two, next_two = vocabulary.kept(
        _around_tables, meeting.way, kinds
    )
    return [
        *map(far, words[12:30]),
        *map(run, runs),
        *map(run_as, runs[: BETWEEN // 2]),
        *map(before_it, before),
        *map(before_as, before[-6:]),
        *map(behind_it, behind),
        *map(behind_as, behind[:3]),
        last_two(" ".join(("^", "^", *before)[-2:])),
        next_two(" ".join((*behind, "$", "$")[:2])),
        *_sentence(document, meeting, kinds, vocabulary),
    ]


def _around_tables(vocabulary: Vocabulary, way: str, kinds: str) -> tuple[Table, ...]:
    joint = f"{way} {kinds}"
    places = (
        *(f"{way} far", f"{way} run", f"{joint} run", f"{way} word before", f"{joint} word before"),
        *(f"{way} word behind", f"{joint} word behind", f"{joint} before", f"{joint} behind"),
    )
    return tuple(vocabulary.table(f"{place} ") for place in places)


def _sentence(document: Document, meeting: Meeting, kinds: str, vocabulary: Vocabulary) -> Iterator[Feature]:
    """Which sentence of the paper it is, how it opens, and the cues before the two."""
    left = meeting.left
    number, last = document.sentence_number(left.start), max(1, len(document.sentences) - 1)
    yield from vocabulary.kept(_numbered, min(number, 6), _quarter(number, last), meeting.way, kinds)
    if number:
        opened, cue = vocabulary.kept(_sentence_tables, meeting.way, kinds)
        first, second = (*opening(document, left), "", "")[:2]
        yield opened(first)
        yield opened(f"{first} {second}")
        yield from map(cue, cues_before(document, left)[-3:])


def _numbered(vocabulary: Vocabulary, number: int, quarter: int, way: str, kinds: str) -> Features:
    return vocabulary.of((f"{way} {kinds} sentence{number}", f"{way} {kinds} quarter{quarter}"))


def _sentence_tables(vocabulary: Vocabulary, way: str, kinds: str) -> tuple[Table, Table]:
    return vocabulary.table(f"{way} {kinds} opening "), vocabulary.table(f"{way} {kinds} cue before ")
