"""From the tagger's probabilities to spans: those it finds itself, and how likely it holds any other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.document import Document
from extractors.overlaps import WEAK
from extractors.tagger.model import Tagging
from extractors.types import Kind, Mention

LEAST_BEGUN = 0.3
"""A span begins where its beginning is at least so likely; the judge (``extractors.judging``) then weighs it. From 0.2
on there are a sixth more to weigh, of which one in twenty is kept, most of those wrongly."""

LEAST_INSIDE = 0.2
"""It goes on where that is at least so likely."""

RULE = "tagger"

_OPENING = frozenset("([,;:-")
"""What no name ends in: "Sum of Gaussians (" goes on in its abbreviation."""

_KINDS = tuple(Kind)


class Support(NamedTuple):
    """How likely the tagger holds a span."""

    inside: float
    """That every token of it belongs to some span: the least over its tokens."""
    kinds: Sequence[float]
    """That it begins where a span of each kind begins and goes on inside it: the least over its tokens."""
    before: float
    """That the span began earlier."""
    after: float
    """That the span goes on behind its end."""


def find_tagged(document: Document, tagging: Tagging) -> Iterator[Mention]:
    """The stretches that are more likely inside a span than not, from a likely beginning on, as weak mentions."""
    begin, inside = tagging.begins, tagging.insides
    starts, goes_on, some = tagging.by_token.begin, tagging.by_token.goes_on, tagging.by_token.some
    end = 0
    for index in [index for index, likely in enumerate(starts) if likely >= LEAST_BEGUN]:
        if index < end:
            continue
        end = index + 1
        while end < len(starts) and goes_on[end] >= max(LEAST_INSIDE, 0.5 * some[end], starts[end]):
            end += 1
        if not document.in_link(tagging.tokens[index].start):
            likely = begin[index] if end == index + 1 else begin[index] + inside[index + 1 : end].sum(axis=0)
            yield _mention(document, tagging, index, end, _KINDS[int(likely.argmax())])


def _mention(document: Document, tagging: Tagging, first: int, end: int, kind: Kind) -> Mention:
    while end > first + 1 and tagging.tokens[end - 1].text in _OPENING:
        end -= 1
    start, stop = tagging.tokens[first].start, tagging.tokens[end - 1].end
    return Mention(start, stop, document.paper.text[start:stop], kind, RULE, WEAK)


def support(tagging: Tagging, mention: Mention) -> Support | None:
    """How likely the tagger holds a mention's span; None where no token begins with it."""
    seen = tagging.by_token
    first = bisect_left(seen.starts, mention.start)
    if first == len(seen.starts) or seen.starts[first] != mention.start:
        return None
    end = bisect_left(seen.starts, mention.end, lo=first)
    width = seen.kinds
    begins = seen.begins[first * width : (first + 1) * width]
    insides = [seen.insides[place : place + width] for place in range((first + 1) * width, end * width, width)]
    return Support(
        inside=min(seen.some[first:end]),
        kinds=list(map(min, begins, *insides)) if insides else begins,
        before=seen.goes_on[first],
        after=seen.goes_on[end] if end < len(seen.starts) else 0.0,
    )
