"""What speaks for and against a candidate being a concept, and of which kind: features by name for ``judging``.

Probabilities become features by their rounded log-odds, so that the judge can bend them as it needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from extractors.contexts import kind_of_head
from extractors.document import Document
from extractors.lexicon import is_name
from extractors.shapes import has_name_shape
from extractors.tagger.model import Tagging
from extractors.tagger.spans import Support, support
from extractors.tagger.words import Words, shipped_words
from extractors.text import fold, pieces_of
from extractors.types import Mention

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
        yield rule_feature(mention.rule)
        yield f"rule={mention.rule}|{mention.kind}"
        yield f"kind={mention.kind}"
        yield f"score={mention.score:.1f}|{mention.rule}"


def rule_feature(rule: str) -> str:
    """The feature of having been found by a rule."""
    return f"rule={rule}"


def _tagged(tagging: Tagging, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """How the tagger sees the mention that it holds most likely."""
    seen = [found for found in (support(tagging, mention) for mention in mentions) if found is not None]
    best = max(seen, key=lambda found: found.inside, default=None)
    if best is not None:
        yield from _supported(best, mentions[0].rule)


def _supported(best: Support, rule: str) -> Iterator[str]:
    inside = odds(best.inside)
    yield f"inside{inside}"
    yield f"inside{inside}|{rule}"
    yield f"after{odds(best.after)}"
    yield f"before{odds(best.before)}"
    yield from (f"{kind}{odds(likely)}" for kind, likely in best.kinds.items())
    first = max(best.kinds, key=lambda kind: best.kinds[kind])
    yield f"first={first}{odds(best.kinds[first])}"


def odds(probability: float) -> int:
    """The rounded log-odds of a probability, no further from zero than ``STEEP``.

    >>> [odds(p) for p in (0.0, 0.3, 0.5, 0.9, 1.0)]
    [-4, -1, 0, 2, 4]
    """
    return round(max(-STEEP, min(STEEP, math.log((probability + 0.01) / (1.01 - probability)))))


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


def _wording(key: str, surface: str, words: Words) -> Iterator[str]:
    """What it is called."""
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
            yield f"{side}={near}"
            yield f"{side}={near}|{mention.kind}"
            yield f"{side}={near} {far}"
            yield from (f"{side}:{trait}" for trait in words.traits_of(near) if trait.startswith("c1"))
