"""What tells how two concepts are related besides the words between and next to them: where in the paper they stand,
how their sentence opens, runs of words, and, where no sentence has both, the sentences of each. Features by name for
``pair_features``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.surroundings import cues_before, cues_of, opening, sentence_around, words_after, words_before
from extractors.text import pieces_of

if TYPE_CHECKING:
    from extractors.pair_features import Meeting, Party

ALONE = 2
"""Mentions of each whose sentences are looked at where the two never meet."""

BETWEEN = 16
"""Words between the two of which runs are made."""


def places(head: Party, tail: Party, kinds: str, main: str) -> Iterator[str]:
    """Where the two stand first, in paper and abstract, and how often; ``main`` is the key of what is new."""
    document = head.document
    last = max(1, len(document.sentences) - 1)
    chief, chief_tail = head.key == main, tail.key == main
    first, other = min(head.sentences), min(tail.sentences)
    body, other_body = (min(party.sentences - {0}, default=-1) for party in (head, tail))
    roles = f"{head.role[:4]}>{tail.role[:4]}"
    yield f"firsts{min(first, 4)},{min(other, 4)} {kinds}"
    yield f"firsts in body{min(body, 5)},{min(other_body, 5)} {kinds}"
    yield f"step{max(-3, min(3, other - first))} {kinds} {chief:d}{chief_tail:d}"
    yield f"tail quarter{_quarter(other_body, last)} {kinds} {chief:d}"
    yield f"head quarter{_quarter(body, last)} {kinds} {chief_tail:d}"
    yield f"times{min(3, len(head.mentions))},{min(3, len(tail.mentions))} {kinds} {roles}"
    yield f"named{head.named:d}{tail.named:d} {roles} {kinds}"


def _quarter(number: int, last: int) -> int:
    """The quarter of the abstract that a sentence stands in, 1 to 4; 0 for the title or none."""
    return 1 + 4 * (number - 1) // last if number >= 1 else 0


def apart(head: Party, tail: Party, kinds: str, main: str) -> Iterator[str]:
    """The words and cues around each, where no sentence has both; whether the other is what is new."""
    document = head.document
    for name, party, other in (("tail", tail, head), ("head", head, tail)):
        chief = other.key == main
        for mention in party.mentions[:ALONE]:
            if document.sentence_number(mention.start):
                before, behind = words_before(document, mention)[-10:], words_after(document, mention)[:4]
                yield from (f"{name} apart {word} {kinds} {chief:d}" for word in before)
                yield from (f"{name} apart behind {word} {kinds}" for word in behind)
                cues = sorted(cues_of(document, mention))
                yield from (f"{name} apart cue {cue} {kinds} {chief:d}" for cue in cues)


def around(document: Document, meeting: Meeting, kinds: str) -> Iterator[str]:
    """The rest of the sentence in which the two come closest; ``>`` where the head comes first."""
    left, right = meeting.left, meeting.right
    way = ">" if left is meeting.head else "<"
    words = pieces_of(document.view[left.end : right.start])
    before, behind = sentence_around(document, left)[0][-10:], sentence_around(document, right)[1][:8]
    yield from (f"{way} far {word}" for word in words[12:30])
    runs = [f"run {one} {two}" for one, two in pairwise(words[: BETWEEN + 1])]
    yield from (f"{way} {run}" for run in runs)
    yield from (f"{way} {kinds} {run}" for run in runs[: BETWEEN // 2])
    yield from (f"{way} word before {word}" for word in before)
    yield from (f"{way} {kinds} word before {word}" for word in before[-6:])
    yield from (f"{way} word behind {word}" for word in behind)
    yield from (f"{way} {kinds} word behind {word}" for word in behind[:3])
    yield f"{way} {kinds} before {' '.join(('^', '^', *before)[-2:])}"
    yield f"{way} {kinds} behind {' '.join((*behind, '$', '$')[:2])}"
    yield from _sentence(document, meeting, f"{way} {kinds}")


def _sentence(document: Document, meeting: Meeting, joint: str) -> Iterator[str]:
    """Which sentence of the paper it is, how it opens, and the cues before the two."""
    left = meeting.left
    number, last = document.sentence_number(left.start), max(1, len(document.sentences) - 1)
    yield f"{joint} sentence{min(number, 6)}"
    yield f"{joint} quarter{_quarter(number, last)}"
    if number:
        first, second = (*opening(document, left), "", "")[:2]
        yield f"{joint} opening {first}"
        yield f"{joint} opening {first} {second}"
        yield from (f"{joint} cue before {cue}" for cue in cues_before(document, left)[-3:])
