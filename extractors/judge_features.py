"""What speaks for and against a candidate being a concept, and of which kind: features by name for ``judging``.

Probabilities become features by their rounded log-odds, so that the judge can bend them as it needs.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress
from operator import attrgetter

from extractors.contexts import kind_of_head
from extractors.definitions import kind_defined
from extractors.document import Document
from extractors.lexicon import is_name
from extractors.overlaps import Nests
from extractors.shapes import has_name_shape
from extractors.surroundings import surroundings_of
from extractors.tagger.model import Tagging
from extractors.tagger.spans import support
from extractors.tagger.words import shipped_words
from extractors.text import fold, pieces_of
from extractors.types import Kind, Mention
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary, distinct

STEEP = 4
"""Log-odds beyond which probabilities are as good as sure."""

CLUSTERS = 2
"""Clusterings of a neighbour, from the coarsest on, of which the second counts."""

LOOKED_AT = 3
"""Mentions of a candidate whose neighbours are looked at."""


def judge_features(
    document: Document,
    tagging: Tagging,
    key: str,
    mentions: tuple[Mention, ...],
    nests: Nests,
    vocabulary: Vocabulary = NAMES,
) -> list[Feature]:
    """All features of one candidate, which is every mention of one thing in the text; each feature once."""
    features = [feature for m in mentions for feature in vocabulary.kept(_found, m.rule, m.kind, m.score)]
    features += _tagged(tagging, mentions, vocabulary)
    features += _placed(document, mentions, vocabulary)
    features += _nested(mentions, nests, vocabulary)
    features += vocabulary.kept(_wording, key, mentions[0].form)
    if is_name(mentions[0].text):
        features += vocabulary.kept(_defined, *kind_defined(document, mentions))
    for mention in mentions[:LOOKED_AT]:
        features += _neighbours(document, mention, vocabulary)
    return distinct(features)


def _found(vocabulary: Vocabulary, rule: str, kind: Kind, score: float) -> Features:
    """Who found it, as what, how surely."""
    return vocabulary.of((rule_feature(rule), f"rule={rule}|{kind}", f"kind={kind}", f"score={score:.1f}|{rule}"))


def rule_feature(rule: str) -> str:
    """The feature of having been found by a rule."""
    return f"rule={rule}"


def _tagged(tagging: Tagging, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> Iterable[Feature]:
    """How the tagger sees the mention that it holds most likely."""
    seen = [found for found in (support(tagging, mention) for mention in mentions) if found is not None]
    if not seen:
        return ()
    best = max(seen, key=_INSIDE) if len(seen) > 1 else seen[0]
    sides = vocabulary.kept(_sides, odds(best.inside), odds(best.after), odds(best.before), mentions[0].rule)
    return sides + vocabulary.kept(_weighed, tuple(map(odds, best.kinds)), best.kinds.index(max(best.kinds)))


_INSIDE = attrgetter("inside")


def _sides(vocabulary: Vocabulary, inside: int, after: int, before: int, rule: str) -> Features:
    return vocabulary.of((f"inside{inside}", f"inside{inside}|{rule}", f"after{after}", f"before{before}"))


def _weighed(vocabulary: Vocabulary, likely: tuple[int, ...], first: int) -> Features:
    """The log-odds of the kinds, in their order."""
    each = [f"{kind}{odd}" for kind, odd in zip(Kind, likely, strict=True)]
    return vocabulary.of((*each, f"first={each[first]}"))


def odds(probability: float) -> int:
    """The rounded log-odds of a probability, no further from zero than ``STEEP``.

    >>> [odds(p) for p in (0.0, 0.3, 0.5, 0.9, 1.0)]
    [-4, -1, 0, 2, 4]
    """
    return bisect(_STEPS, probability) - STEEP


_STEPS = tuple((1.01 - 0.01 * math.exp(-n - 0.5)) / (1.0 + math.exp(-n - 0.5)) for n in range(-STEEP, STEEP))
"""The probabilities, of which a hundredth is kept from 0 and 1, where the rounded log-odds grow by one."""


def _placed(document: Document, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> Features:
    titled = min([mention.end for mention in mentions]) <= document.title.end
    abbreviated = not _abbreviated(document).isdisjoint([mention.text for mention in mentions])
    return vocabulary.kept(_places, min(4, len(mentions)), mentions[0].rule, titled, abbreviated)


@lru_cache(maxsize=1)  # asked of a paper's candidates in a row
def _abbreviated(document: Document) -> frozenset[str]:
    """The short and long forms of its abbreviations."""
    return frozenset(form for pair in document.abbreviations for form in (pair.short, pair.long))


def _places(vocabulary: Vocabulary, times: int, rule: str, titled: bool, abbreviated: bool) -> Features:
    """How often and where it stands."""
    names = (
        f"times{times}",
        f"times{times}|{rule}",
        f"titled{titled:d}",
        f"titled{titled:d}|{rule}",
        f"titled{titled:d}times{min(3, times)}",
    )
    return vocabulary.of((*names, "abbreviated") if abbreviated else names)


def _nested(mentions: tuple[Mention, ...], nests: Nests, vocabulary: Vocabulary) -> Features:
    """What it lies in and what lies in it, by who found them."""
    own = [(mention, nest) for mention in mentions if (nest := nests.get((mention.start, mention.end)))]
    if not own:
        return vocabulary.of(("within none",))
    around = [outer.rule for _, nest in own for outer in nest.around]
    inside = [(mention, inner) for mention, nest in own for inner in nest.inside]
    within = sum(bool(nest.around) for _, nest in own)
    share = "all" if within == len(mentions) else "some" if within else "none"
    rules = tuple(inner.rule for _, inner in inside[:2])
    ends = any(m.start == inner.start for m, inner in inside), any(m.end == inner.end for m, inner in inside)
    return vocabulary.kept(_nesting, mentions[0].rule, share, tuple(around[:1]), rules, ends)


def _nesting(
    vocabulary: Vocabulary,
    rule: str,
    share: str,
    around: tuple[str, ...],
    inside: tuple[str, ...],
    ends: tuple[bool, bool],
) -> Features:
    """Whether all or some of its places are within others, the others' rules, and whether one shares an end with it."""
    return vocabulary.of(
        (
            f"within {share}",
            *(f"{rule} within {outer}" for outer in around),
            *(f"{rule} holds {inner}" for inner in inside),
            *compress(("holds its start", "holds its end"), ends),
        )
    )


def _defined(vocabulary: Vocabulary, said: Kind | None, titled: Kind | None) -> Features:
    """What the text says that it is."""
    return vocabulary.of((f"defined={said}", f"titled as={titled}"))


def _wording(vocabulary: Vocabulary, key: str, surface: str) -> Features:
    """What it is called."""
    pieces, words = pieces_of(surface) or ("",), shipped_words()
    opens, closes, as_key, opens_as, closes_as = vocabulary.kept(_wording_tables)
    features = (
        *vocabulary.kept(_long, min(5, len(pieces))),
        opens(pieces[0]),
        closes(fold(pieces[-1])),
        as_key(key),
        *vocabulary.kept(_shaped, kind_of_head(surface), is_name(surface), has_name_shape(surface)),
        *vocabulary.kept(_abbreviable, key in words.long_forms),
        *map(opens_as, words.traits_of(pieces[0])),
        *map(closes_as, words.traits_of(pieces[-1])),
    )
    return (*features, closes(f"{pieces[-2]} {pieces[-1]}")) if len(pieces) > 1 else features


def _wording_tables(vocabulary: Vocabulary) -> tuple[Table, ...]:
    """For the first and the last word, for the key, and for the traits of the first and the last word."""
    return tuple(map(vocabulary.table, ("opens=", "closes=", "key=", "opens:", "closes:")))


def _long(vocabulary: Vocabulary, pieces: int) -> Features:
    return vocabulary.of((f"length{pieces}",))


def _abbreviable(vocabulary: Vocabulary, listed: bool) -> Features:
    return vocabulary.of((f"long_form{listed:d}",))


def _shaped(vocabulary: Vocabulary, head: Kind | None, named: bool, shaped: bool) -> Features:
    return vocabulary.of((f"head={head}", f"name{named:d}", f"shape{shaped:d}"))


def _neighbours(document: Document, mention: Mention, vocabulary: Vocabulary) -> list[Feature]:
    """The words around a mention."""
    words, around = shipped_words(), surroundings_of(document, mention.start, mention.end)
    before, after = ("^", "^", *around.all_before[-2:]), (*around.all_behind[:2], "$", "$")
    next_before, next_after = vocabulary.kept(_neighbour_tables, mention.kind)
    features: list[Feature] = []
    sides = ((next_before, before[-1], before[-2]), (next_after, after[0], after[1]))
    for (alone, as_kind, trait_of), near, far in sides:
        features += (alone(near), as_kind(near), alone(f"{near} {far}"))
        features += [trait_of(trait) for trait in words.traits_of(near)[:CLUSTERS] if trait.startswith("c1")]
    return features


def _neighbour_tables(vocabulary: Vocabulary, kind: Kind) -> list[tuple[Table, Table, Table]]:
    """For the next words by themselves, for a candidate of this kind, and for the cluster of the next; on each side."""
    return [
        (vocabulary.table(f"{side}="), vocabulary.table(f"{side}=", f"|{kind}"), vocabulary.table(f"{side}:"))
        for side in ("before", "after")
    ]
