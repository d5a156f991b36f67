"""What tells a concept's role besides the nearest words: where in the paper it stands, how its sentence opens, all the
rest of the sentence, and what kind of words stand next to it. Features by name for ``role_features``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.document import Document
from extractors.surroundings import surroundings_of
from extractors.tagger.words import shipped_words
from extractors.types import Kind, Mention
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary

NEAR_BEFORE, NEAR_BEHIND = 6, 4
"""Words before and behind a mention that ``role_features`` names by themselves; here come those further off."""

LAST_SENTENCE = 10
"""The number of a sentence from which on all count as one."""

CLASSED = 3
"""Words on either side whose clusters count."""

COARSEST = 2
"""Clusterings of a word that count, from the coarsest on."""


@dataclass(frozen=True, slots=True)
class News:
    """Where a paper introduces something."""

    starts: frozenset[int]
    by_sentence: Mapping[int, int]
    """Where the first in a sentence starts, by the sentence's number."""
    first: int | None
    """The first sentence of the abstract with any."""


@lru_cache(maxsize=1)  # asked of a paper's concepts in a row
def news_of(document: Document, telling: frozenset[Mention]) -> News:
    """``telling`` are the mentions by which the paper introduces something."""
    starts = frozenset(mention.start for mention in telling)
    by_sentence = {document.sentence_number(start): start for start in sorted(starts, reverse=True)}
    return News(starts, by_sentence, min(filter(None, by_sentence), default=None))


def contexts(
    document: Document,
    mentions: tuple[Mention, ...],
    telling: frozenset[Mention],
    vocabulary: Vocabulary = NAMES,
) -> list[Feature]:
    """The features of one concept; ``telling`` are the mentions by which the paper introduces something."""
    last, first_new = max(1, len(document.sentences) - 1), news_of(document, telling).first
    features: list[Feature] = []
    for mention in mentions:
        around, kind = surroundings_of(document, mention.start, mention.end), mention.kind
        number = around.number
        features += vocabulary.kept(_place, kind, min(number, LAST_SENTENCE), *_placed(number, last, first_new))
        if number:
            features += _opening(around.opening, kind, vocabulary)
        where = "body" if number else "title"
        features += _words(around.all_before, around.all_behind, where, kind, vocabulary)
    return features


def _placed(number: int, last: int, first_new: int | None) -> tuple[int, str]:
    """The fifth of the abstract, and how far from where something new is introduced."""
    if not number:
        return 0, "title"
    return 1 + 5 * (number - 1) // last, "none" if first_new is None else str(max(-3, min(3, number - first_new)))


def _place(vocabulary: Vocabulary, kind: Kind, number: int, fifth: int, new: str) -> Features:
    """Its sentence counted from the start, in fifths of the abstract, and from where something new is introduced."""
    return vocabulary.of((f"sentence{number}|{kind}", f"fifth{fifth}|{kind}", f"from new {new}|{kind}"))


def _opening(words: tuple[str, ...], kind: Kind, vocabulary: Vocabulary) -> Features:
    begun = [" ".join(words[:length]) for length in (1, 2, 3)]
    plain, as_kind = vocabulary.kept(_opening_tables, kind)
    return (*map(as_kind, begun), *map(plain, begun[:2]))


def _opening_tables(vocabulary: Vocabulary, kind: Kind) -> tuple[Table, Table]:
    return vocabulary.table("opens "), vocabulary.table("opens ", f"|{kind}")


def _words(
    before: tuple[str, ...], behind: tuple[str, ...], where: str, kind: Kind, vocabulary: Vocabulary
) -> list[Feature]:
    far_before, far_after, near = vocabulary.kept(_far_tables, where, kind)
    features = [*map(far_before, before[:-NEAR_BEFORE]), *map(far_after, behind[NEAR_BEHIND:])]
    features += _runs(("^", "^", *before), (*behind, "$", "$"), where, kind, vocabulary)
    traits = shipped_words().traits_of
    for distance, (left, right) in enumerate(near, start=1):
        if len(before) >= distance:
            features += map(left, traits(before[-distance])[:COARSEST])
        if len(behind) >= distance:
            features += map(right, traits(behind[distance - 1])[:COARSEST])
    return features


def _far_tables(vocabulary: Vocabulary, where: str, kind: Kind) -> tuple[Table, Table, list[tuple[Table, Table]]]:
    """For words far before and far behind, and for the clusters of those that are nearer, by distance."""
    near = [
        (vocabulary.table(f"{where} -{distance} ", f"|{kind}"), vocabulary.table(f"{where} +{distance} ", f"|{kind}"))
        for distance in range(1, CLASSED + 1)
    ]
    return vocabulary.table(f"{where} far before "), vocabulary.table(f"{where} far after "), near


def _runs(before: tuple[str, ...], behind: tuple[str, ...], where: str, kind: Kind, vocabulary: Vocabulary) -> Features:
    """Runs of words next to it and near it; the ends of the sentence count as words."""
    two, three, four, two_behind, three_behind, between, run_before, run_after = vocabulary.kept(
        _run_tables, where, kind
    )
    return (
        two(" ".join(before[-2:])),
        three(" ".join(before[-3:])),
        four(" ".join(before[-4:])),
        two_behind(" ".join(behind[:2])),
        three_behind(" ".join(behind[:3])),
        between(f"{before[-1]} {behind[0]}"),
        *map(run_before, map(" ".join, pairwise(before[-6:-1]))),
        *map(run_after, map(" ".join, pairwise(behind[:5]))),
    )


def _run_tables(vocabulary: Vocabulary, where: str, kind: Kind) -> tuple[Table, ...]:
    as_kind = f"|{kind}"
    places = (("-2", as_kind), ("-3", as_kind), ("-4", ""), ("+2", as_kind), ("+3", ""))
    runs = (("between", ""), ("run before", ""), ("run after", ""))
    return tuple(vocabulary.table(f"{where} {place} ", after) for place, after in (*places, *runs))
