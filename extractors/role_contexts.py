"""What tells a concept's role besides the nearest words: where in the paper it stands, how its sentence opens, all the
rest of the sentence, and what kind of words stand next to it. Features by name for ``role_features``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.document import Document
from extractors.surroundings import opening, sentence_around
from extractors.tagger.words import shipped_words
from extractors.types import Mention

NEAR_BEFORE, NEAR_BEHIND = 6, 4
"""Words before and behind a mention that ``role_features`` names by themselves; here come those further off."""

LAST_SENTENCE = 10
"""The number of a sentence from which on all count as one."""

CLASSED = 3
"""Words on either side whose clusters count."""

COARSEST = 2
"""Clusterings of a word that count, from the coarsest on."""


def contexts(document: Document, mentions: tuple[Mention, ...], telling: frozenset[Mention]) -> Iterator[str]:
    """The features of one concept; ``telling`` are the mentions by which the paper introduces something."""
    new = (document.sentence_number(mention.start) for mention in telling)
    first_new = min((number for number in new if number), default=None)
    for mention in mentions:
        number = document.sentence_number(mention.start)
        yield from _place(document, mention.kind, number, first_new)
        if number:
            yield from _opening(opening(document, mention), mention.kind)
        yield from _words(*sentence_around(document, mention), "body" if number else "title", mention.kind)


def _place(document: Document, kind: str, number: int, first_new: int | None) -> Iterator[str]:
    """Its sentence counted from the start, in fifths of the abstract, and from where something new is introduced."""
    last = max(1, len(document.sentences) - 1)
    yield f"sentence{min(number, LAST_SENTENCE)}|{kind}"
    yield f"fifth{1 + 5 * (number - 1) // last if number else 0}|{kind}"
    if not number:
        yield f"from new title|{kind}"
    elif first_new is None:
        yield f"from new none|{kind}"
    else:
        yield f"from new {max(-3, min(3, number - first_new))}|{kind}"


def _opening(words: tuple[str, ...], kind: str) -> Iterator[str]:
    for length in (1, 2, 3):
        yield f"opens {' '.join(words[:length])}|{kind}"
    for length in (1, 2):
        yield f"opens {' '.join(words[:length])}"


def _words(before: tuple[str, ...], behind: tuple[str, ...], where: str, kind: str) -> Iterator[str]:
    yield from (f"{where} far before {word}" for word in before[:-NEAR_BEFORE])
    yield from (f"{where} far after {word}" for word in behind[NEAR_BEHIND:])
    yield from _runs(("^", "^", *before), (*behind, "$", "$"), where, kind)
    traits = shipped_words().traits_of
    for distance in range(1, CLASSED + 1):
        if len(before) >= distance:
            yield from (f"{where} -{distance} {trait}|{kind}" for trait in traits(before[-distance])[:COARSEST])
        if len(behind) >= distance:
            yield from (f"{where} +{distance} {trait}|{kind}" for trait in traits(behind[distance - 1])[:COARSEST])


def _runs(before: tuple[str, ...], behind: tuple[str, ...], where: str, kind: str) -> Iterator[str]:
    """Runs of words next to it and near it; the ends of the sentence count as words."""
    yield f"{where} -2 {' '.join(before[-2:])}|{kind}"
    yield f"{where} -3 {' '.join(before[-3:])}|{kind}"
    yield f"{where} -4 {' '.join(before[-4:])}"
    yield f"{where} +2 {' '.join(behind[:2])}|{kind}"
    yield f"{where} +3 {' '.join(behind[:3])}"
    yield f"{where} between {before[-1]} {behind[0]}"
    yield from (f"{where} run before {one} {two}" for one, two in pairwise(before[-6:-1]))
    yield from (f"{where} run after {one} {two}" for one, two in pairwise(behind[:5]))
