"""What the tagger sees of a token, and of its neighbours at up to two tokens' distance.

Training writes these features out as strings; tagging sums the weights they have, kept by word and by mark, so that
both read the one description below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import add
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TypeAlias

from extractors.document import Document
from extractors.tagger.tokens import Token, to_tags
from extractors.tagger.words import Words, mark_long_forms
from extractors.types import Mention, Span

Marks: TypeAlias = tuple[str, ...]
"""What the rules and the whole text say of a token, in the order of ``MARKED``."""

MARKED = ("x=", "h=", "a=", "L=", "", "")
"""How the features begin that marks make."""

OFFSETS = (-2, -1, 0, 1, 2)
"""The distances at which a token is seen from another."""

_NEAR = ("w=", "s=", "u3", "c0", "c1", "df", "tr", "x=", "h=", "a=", "L=")
_FAR = ("w=", "s=", "c0", "x=", "L=")
SEEN: tuple[tuple[str, ...], ...] = (_FAR, _NEAR, ("",), _NEAR, _FAR)
"""For each of ``OFFSETS``, how the features begin that are seen from there; all at distance 0."""

REPEATED = 3
"""Times a word must occur in a text to count as one that the paper comes back to."""


def word_features(word: str, words: Words) -> tuple[str, ...]:
    """What the word itself tells: its letters, shape, beginning, ending, clusters and spread."""
    low = word.lower()
    return (f"w={low}", f"s={shape(word)}", f"p3={low[:3]}", f"u3={low[-3:]}", f"u4={low[-4:]}", *words.traits_of(low))


def shape(word: str) -> str:
    """Capitals, small letters and digits, runs cut at two.

    >>> [shape(w) for w in ("LoRA", "Transformer", "GPT4", "3.5", "+")]
    ['XxXX', 'Xxx', 'XXd', 'd.d', '+']
    """
    pattern = word.translate(_SHAPES)
    if not word.isascii():
        pattern = _DIGIT.sub("d", pattern)
    return _RUN.sub(r"\1\1", pattern)[:8]


_SHAPES = str.maketrans(
    {**dict.fromkeys(ascii_uppercase, "X"), **dict.fromkeys(ascii_lowercase, "x"), **dict.fromkeys(digits, "d")}
)
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")


def mark_features(marks: Marks) -> tuple[str, ...]:
    """What its marks tell of a token."""
    return tuple(map(add, MARKED, marks))


def mark(document: Document, tokens: tuple[Token, ...], ruled: Iterable[Mention], words: Words) -> list[Marks]:
    """The marks of each token.

    ``x`` is what the catalogue calls it, ``h`` what its name's shape says, ``a`` whether it is part of a short or a
    long form, ``L`` whether of a phrase that authors elsewhere abbreviate; then title or body, and whether repeated.
    """
    mentions = tuple(ruled)
    known = [(m, _as_known(m)) for m in mentions if m.rule.startswith("catalogue")]
    shaped = [(m, str(m.kind)) for m in mentions if not m.rule.startswith("catalogue")]
    lower = [token.text.lower() for token in tokens]
    repeated = {word for word, times in Counter(lower).items() if times >= REPEATED and word.isalpha()}
    columns = (
        to_tags(tokens, known),
        to_tags(tokens, shaped),
        to_tags(tokens, _forms(document)),
        mark_long_forms(tokens, words),
        ["t" if token.sentence == 0 else "b" for token in tokens],
        ["rep" if word in repeated else "once" for word in lower],
    )
    return list(zip(*columns, strict=True))


def _as_known(mention: Mention) -> str:
    return f"{mention.kind}{'N' if mention.score > 0.8 else 'T'}"


def _forms(document: Document) -> list[tuple[Span, str]]:
    pairs = document.abbreviations
    return [(pair.short_span, "s") for pair in pairs] + [(pair.long_span, "l") for pair in pairs]


def is_seen(feature: str, place: int) -> bool:
    """Whether a feature counts at a place of ``OFFSETS``."""
    return feature.startswith(SEEN[place])


def to_strings(tokens: tuple[Token, ...], marks: Sequence[Marks], words: Words) -> list[list[str]]:
    """Every token's features, its neighbours' included, as training wants them; neighbours in its sentence alone.

    A feature at distance ``o`` is written ``o:feature``; where a sentence ends, ``o:END``.
    """
    own = [(*word_features(token.text, words), *mark_features(marks[index])) for index, token in enumerate(tokens)]
    written = []
    for index, token in enumerate(tokens):
        features: list[str] = []
        for place, offset in enumerate(OFFSETS):
            other = index + offset
            if 0 <= other < len(tokens) and tokens[other].sentence == token.sentence:
                features += [f"{offset}:{feature}" for feature in own[other] if is_seen(feature, place)]
            else:
                features.append(f"{offset}:END")
        written.append(features)
    return written
