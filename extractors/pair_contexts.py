"""What tells how two concepts are related besides the words between and next to them: where in the paper they stand,
how their sentence opens, runs of words, and, where no sentence has both, the sentences of each. Features by name for
``pair_features``, of the one on the left and the one on the right.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Document
from extractors.keeping import Kept
from extractors.pairs import Pair
from extractors.parties import Meeting, Party
from extractors.surroundings import surroundings_of
from extractors.text import pieces_of
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary

BETWEEN = 16
"""Words between the two of which runs are made."""

JOINED: Kept[tuple[str, str], str] = Kept(">".join)
"""What is said of the two, as features name it; of few, so that each is one string."""


def places(pair: Pair, kinds: str, roles: str, vocabulary: Vocabulary = NAMES) -> Features:
    """Where the two stand first, in paper and abstract, and how often."""
    left, right = pair.left, pair.right
    last = max(1, len(left.document.sentences) - 1)
    step = max(-3, min(3, right.first - left.first))
    quarters = _quarter(left.body, last), _quarter(right.body, last)
    return (
        *vocabulary.kept(_firsts, min(left.first, 4), min(right.first, 4), step, kinds, pair.chief),
        *vocabulary.kept(_bodies, min(left.body, 5), min(right.body, 5), kinds),
        *vocabulary.kept(_quarters, quarters, kinds, pair.chief),
        *vocabulary.kept(_times, pair.times, kinds, roles, pair.named),
    )


def _firsts(
    vocabulary: Vocabulary, first: int, other: int, step: int, kinds: str, chief: tuple[bool, bool]
) -> Features:
    return vocabulary.of((f"firsts{first},{other} {kinds}", f"step{step} {kinds} {chief[0]:d}{chief[1]:d}"))


def _bodies(vocabulary: Vocabulary, body: int, other: int, kinds: str) -> Features:
    return vocabulary.of((f"firsts in body{body},{other} {kinds}",))


def _quarters(vocabulary: Vocabulary, quarters: tuple[int, int], kinds: str, chief: tuple[bool, bool]) -> Features:
    left, right = quarters
    return vocabulary.of((f"left quarter{left} {kinds} {chief[1]:d}", f"right quarter{right} {kinds} {chief[0]:d}"))


def _times(
    vocabulary: Vocabulary, times: tuple[int, int], kinds: str, roles: str, named: tuple[bool, bool]
) -> Features:
    left, right = times
    return vocabulary.of((f"times{left},{right} {kinds} {roles}", f"named{named[0]:d}{named[1]:d} {roles} {kinds}"))


def _quarter(number: int, last: int) -> int:
    """The quarter of the abstract that a sentence stands in, 1 to 4; 0 for the title or none."""
    return 1 + 4 * (number - 1) // last if number >= 1 else 0


def apart(pair: Pair, kinds: str, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """The words and cues around each, where no sentence has both; whether the other is what is new."""
    kept, (left_chief, right_chief) = _alone_of(pair.left.document, vocabulary), pair.chief
    return kept["right", pair.right, kinds, left_chief] + kept["left", pair.left, kinds, right_chief]


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
    """The rest of the sentence in which the two come closest."""
    left, right = meeting
    said = _said(document, left.start, left.end, right.start, right.end)
    far, run, run_as, before_it, before_as, behind_it, behind_as, last_two, next_two = vocabulary.kept(
        _around_tables, kinds
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
        *_sentence(document, said, kinds, vocabulary),
    ]


class Said(NamedTuple):
    """What a sentence says around two mentions."""

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


def _said(document: Document, start: int, left_end: int, right_start: int, end: int) -> Said:
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


def _around_tables(vocabulary: Vocabulary, kinds: str) -> tuple[Table, ...]:
    places = (
        *("far", "run", f"{kinds} run", "word before", f"{kinds} word before"),
        *("word behind", f"{kinds} word behind", f"{kinds} before", f"{kinds} behind"),
    )
    return tuple(vocabulary.table(f"{place} ") for place in places)


def _sentence(document: Document, said: Said, kinds: str, vocabulary: Vocabulary) -> Features:
    """Which sentence of the paper it is, how it opens, and the cues before the two."""
    number, last = said.number, max(1, len(document.sentences) - 1)
    numbered: Features = vocabulary.kept(_numbered, min(number, 6), _quarter(number, last), kinds)
    if not number:
        return numbered
    opened, cue = vocabulary.kept(_sentence_tables, kinds)
    return (*numbered, *map(opened, said.opened), *map(cue, said.cues))


def _numbered(vocabulary: Vocabulary, number: int, quarter: int, kinds: str) -> Features:
    return vocabulary.of((f"{kinds} sentence{number}", f"{kinds} quarter{quarter}"))


def _sentence_tables(vocabulary: Vocabulary, kinds: str) -> tuple[Table, Table]:
    return vocabulary.table(f"{kinds} opening "), vocabulary.table(f"{kinds} cue before ")
