"""The tagger's tokens: words and signs of the matching view, cut by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple

from extractors.document import Document
from extractors.text import cut
from extractors.types import Mention, Span

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


def to_tags(tokens: Sequence[Token], spans: Iterable[tuple[Span | Mention, str]]) -> list[str]:
    """One tag a token: ``B-label`` where a span begins, ``I-label`` inside it, ``O`` elsewhere.

    A span that begins inside a token is left out; of two that overlap the later one given wins.
    """
    tags, starts = [OUTSIDE] * len(tokens), list(map(_START, tokens))
    for span, label in spans:
        first = bisect_left(starts, span.start)
        if first < len(starts) and starts[first] == span.start < span.end:
            end = bisect_left(starts, span.end, lo=first)
            tags[first:end] = (f"B-{label}", *repeat(f"I-{label}", end - first - 1))
    return tags
