"""What speaks for and against a candidate being a concept, and of which kind: features by name for ``judging``.

Probabilities become features by their rounded log-odds, so that the judge can bend them as it needs.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache

from extractors.contexts import kind_of_head
from extractors.document import Document
from extractors.lexicon import is_name
from extractors.shapes import has_name_shape
from extractors.tagger.model import Tagging
from extractors.tagger.spans import support
from extractors.tagger.words import Words, shipped_words
from extractors.text import fold, pieces_of
from extractors.types import Kind, Mention

STEEP = 4
"""Log-odds beyond which probabilities are as good as sure."""

LOOKED_AT = 3
"""Mentions of a candidate whose neighbours are looked at."""


def judge_features(
    document: Document, tagging: Tagging, key: str, mentions: tuple[Mention, ...], words: Words | None = None
) -> list[str]:
    """All features of one candidate, which is every mention of one thing in the text; each feature once."""
    table = words or shipped_words()
    features = (
        *_finders(mentions),
        *_tagged(tagging, mentions),
        *_places(document, mentions),
        *_wording(key, mentions[0].form, table),
        *_neighbours(document, mentions[:LOOKED_AT], table),
    )
    return list(dict.fromkeys(features))


def _finders(mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Who found it, as what, how surely."""
    for mention in mentions:
        yield from _found(mention.rule, mention.kind, mention.score)


@lru_cache(maxsize=4096)
def _found(rule: str, kind: Kind, score: float) -> tuple[str, ...]:
    return (rule_feature(rule), f"rule={rule}|{kind}", f"kind={kind}", f"score={score:.1f}|{rule}")


def rule_feature(rule: str) -> str:
    """The feature of having been found by a rule."""
    return f"rule={rule}"


def _tagged(tagging: Tagging, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """How the tagger sees the mention that it holds most likely."""
    seen = [found for found in (support(tagging, mention) for mention in mentions) if found is not None]
    best = max(seen, key=lambda found: found.inside, default=None)
    if best is not None:
        inside, after, before = odds(best.inside), odds(best.after), odds(best.before)
        yield from (f"inside{inside}", f"inside{inside}|{mentions[0].rule}", f"after{after}", f"before{before}")
        first = max(best.kinds, key=best.kinds.__getitem__)
        yield from _weighed(tuple(map(odds, best.kinds.values())), first)


@lru_cache(maxsize=8192)
def _weighed(likely: tuple[int, ...], first: Kind) -> tuple[str, ...]:
    """The log-odds of the kinds, in their order."""
    by_kind = dict(zip(Kind, likely, strict=True))
    return (*(f"{kind}{odd}" for kind, odd in by_kind.items()), f"first={first}{by_kind[first]}")


def odds(probability: float) -> int:
    """The rounded log-odds of a probability, no further from zero than ``STEEP``.

    >>> [odds(p) for p in (0.0, 0.3, 0.5, 0.9, 1.0)]
    [-4, -1, 0, 2, 4]
    """
    return bisect(_STEPS, probability) - STEEP


_STEPS = tuple((1.01 - 0.01 * math.exp(-n - 0.5)) / (1.0 + math.exp(-n - 0.5)) for n in range(-STEEP, STEEP))
"""The probabilities, of which a hundredth is kept from 0 and 1, where the rounded log-odds grow by one."""


def _places(document: Document, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """How often and where it stands."""
    times, rule = min(4, len(mentions)), mentions[0].rule
    titled = any(mention.end <= document.title.end for mention in mentions)
    yield f"times{times}"
    yield f"times{times}|{rule}"
    yield f"titled{titled:d}"
    yield f"titled{titled:d}|{rule}"
    yield f"titled{titled:d}times{min(3, times)}"
    spelled = {form for pair in document.abbreviations for form in (pair.short, pair.long)}
    if any(mention.text in spelled for mention in mentions):
        yield "abbreviated"


@lru_cache(maxsize=16384)
def _wording(key: str, surface: str, words: Words) -> tuple[str, ...]:
    """What it is called."""
    return tuple(_worded(key, surface, words))


def _worded(key: str, surface: str, words: Words) -> Iterator[str]:
    pieces = pieces_of(surface) or ("",)
    yield f"length{min(5, len(pieces))}"
    yield f"opens={pieces[0]}"
    yield f"closes={fold(pieces[-1])}"
    yield f"key={key}"
    yield f"head={kind_of_head(surface)}"
    yield f"name{is_name(surface):d}"
    yield f"shape{has_name_shape(surface):d}"
    yield f"long_form{key in words.long_forms:d}"
    yield from (f"opens:{trait}" for trait in words.traits_of(pieces[0]))
    yield from (f"closes:{trait}" for trait in words.traits_of(pieces[-1]))
    if len(pieces) > 1:
        yield f"closes={pieces[-2]} {pieces[-1]}"


def _neighbours(document: Document, mentions: tuple[Mention, ...], words: Words) -> Iterator[str]:
    """The words around it."""
    for mention in mentions:
        before = ("^", "^", *pieces_of(document.before(mention.start)[-40:]))
        after = (*pieces_of(document.after(mention)[:30]), "$", "$")
        for side, near, far in (("before", before[-1], before[-2]), ("after", after[0], after[1])):
            alone, as_kind, traits = _neighbour(side, near, mention.kind, words)
            yield from (alone, as_kind, f"{alone} {far}", *traits)


@lru_cache(maxsize=16384)
def _neighbour(side: str, word: str, kind: Kind, words: Words) -> tuple[str, str, tuple[str, ...]]:
    """What the next word tells: it alone, for a candidate of this kind, and its cluster."""
    traits = tuple(f"{side}:{trait}" for trait in words.traits_of(word) if trait.startswith("c1"))
    return f"{side}={word}", f"{side}={word}|{kind}", traits
