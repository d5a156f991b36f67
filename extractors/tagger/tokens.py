"""The tagger's tokens: words and signs of the matching view, cut by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple

from extractors.document import Document
from extractors.text import cut
from extractors.types import Span

OUTSIDE = "O"
"""The tag of a token that belongs to no span."""

_TOKEN = re.compile(r"([^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*[+#*]*|[^\w\s]|_)")


class Token(NamedTuple):
    """A word or a sign, with its place in ``Paper.text`` and the number of its sentence."""

    start: int
    end: int
    text: str
    sentence: int


_START = attrgetter("start")
_token: Callable[[Iterable[int | str]], Token] = partial(tuple.__new__, Token)  # Token(*…), without a call in Python


def find_tokens(document: Document) -> tuple[Token, ...]:
    """All tokens of a document, in order; signs are tokens of one character."""
    starts, ends, texts = cut(_TOKEN, document.view)
    firsts = [bisect_left(starts, sentence.start) for sentence in document.sentences[1:]]
    runs = pairwise((0, *firsts, len(starts)))
    numbers = chain.from_iterable(repeat(number, end - first) for number, (first, end) in enumerate(runs))
    return tuple(map(_token, zip(starts, ends, texts, numbers, strict=True)))


def to_tags(tokens: Sequence[Token], spans: Iterable[tuple[Span, str]]) -> list[str]:
    """One tag a token: ``B-label`` where a span begins, ``I-label`` inside it, ``O`` elsewhere.

    A span that begins inside a token is left out; of two that overlap the later one given wins.
    """
    tags = [OUTSIDE] * len(tokens)
    for span, label in spans:
        first = bisect_left(tokens, span.start, key=_START)
        if first < len(tokens) and tokens[first].start > span.start:
            continue
        for index in _covered(tokens, first, span.end):
            tags[index] = f"I-{label}" if tokens[index].start > span.start else f"B-{label}"
    return tags


def _covered(tokens: Sequence[Token], first: int, end: int) -> Iterator[int]:
    for index in range(first, len(tokens)):
        if tokens[index].start >= end:
            return
        yield index
