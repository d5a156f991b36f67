"""The tagger's tokens: words and signs of the matching view, cut by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.document import Document
from extractors.types import Span

OUTSIDE = "O"
"""The tag of a token that belongs to no span."""

_TOKEN = re.compile(r"[^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*[+#*]*|[^\w\s]|_")


class Token(NamedTuple):
    """A word or a sign, with its place in ``Paper.text`` and the number of its sentence."""

    start: int
    end: int
    text: str
    sentence: int


def find_tokens(document: Document) -> tuple[Token, ...]:
    """All tokens of a document, in order; signs are tokens of one character."""
    starts = [sentence.start for sentence in document.sentences[1:]]
    tokens, sentence = [], 0
    for match in _TOKEN.finditer(document.view):
        while sentence < len(starts) and match.start() >= starts[sentence]:
            sentence += 1
        tokens.append(Token(match.start(), match.end(), match[0], sentence))
    return tuple(tokens)


def to_tags(tokens: Sequence[Token], spans: Iterable[tuple[Span, str]]) -> list[str]:
    """One tag a token: ``B-label`` where a span begins, ``I-label`` inside it, ``O`` elsewhere.

    A span that begins inside a token is left out; of two that overlap the later one given wins.
    """
    tags = [OUTSIDE] * len(tokens)
    starts = {token.start: index for index, token in enumerate(tokens)}
    for span, label in spans:
        for index in _covered(tokens, starts.get(span.start, len(tokens)), span.end):
            tags[index] = f"I-{label}" if tokens[index].start > span.start else f"B-{label}"
    return tags


def _covered(tokens: Sequence[Token], first: int, end: int) -> Iterator[int]:
    for index in range(first, len(tokens)):
        if tokens[index].start >= end:
            return
        yield index
