"""Terms the catalogue does not know, by their head noun: "salient channel selection", "syntactic ellipsis detection".

A phrase of up to three plain words before a noun that names a kind (``data/heads.tsv``) is taken for a term where
the paper itself makes it one: it comes back to it, or has it in the title. On annotated abstracts about half of such
phrases are terms; of phrases met once in running text no more than a fifth, so those are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress

from extractors.contexts import HEADS
from extractors.document import Document
from extractors.keeping import Kept
from extractors.overlaps import WEAK
from extractors.text import Word, fold
from extractors.types import Mention, Span
from extractors.wordlists import read_lines

LONGEST = 4
"""Words of a term, its head counted."""

SCORE = WEAK


@cache
def plain_words() -> frozenset[str]:
    """Words that no term has before its head: articles, prepositions, verbs, praise (``data/plain_words.txt``)."""
    return frozenset(word for line in read_lines("plain_words.txt") for word in line.split())


def find_terms(document: Document) -> Iterator[Mention]:
    """Every place of a phrase that the paper repeats, or has in its title with at least two words before the head."""
    places: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for span, length in find_phrases(document):
        if length > 1:
            places[fold(document.text_of(span))].append((span, length))
    for found in places.values():
        titled = any(span.end <= document.title.end and length > 2 for span, length in found)
        if titled or len(found) > 1:
            for span, _ in found:
                kind = HEADS[fold(_last_word(document, span))]
                yield Mention(
                    span.start, span.end, document.paper.text[span.start : span.end], kind, "head noun", SCORE
                )


@lru_cache(maxsize=1)
def find_phrases(document: Document) -> tuple[tuple[Span, int], ...]:
    """Every noun that names a kind with the words before it that qualify it, and how many words that makes."""
    heads = compress(range(len(document.words)), map(_IS_HEAD.__getitem__, document.word_texts))
    return tuple(_phrase(document, index) for index in heads)


_IS_HEAD: Kept[str, bool] = Kept(lambda word: fold(word) in HEADS)


def _phrase(document: Document, index: int) -> tuple[Span, int]:
    """The longest run of words that ends in this head, and how many words it has."""
    words = document.words
    first = index
    while first > 0 and index - first < LONGEST - 1 and _qualifies(document, words[first - 1], words[first]):
        first -= 1
    return Span(words[first].start, words[index].end), index - first + 1


def _qualifies(document: Document, word: Word, following: Word) -> bool:
    lower = word.text.lower()
    joined = document.view[word.end : following.start] in (" ", "-")
    return joined and lower not in plain_words() and not lower.endswith("ly") and not lower[0].isdigit()


def _last_word(document: Document, span: Span) -> str:
    return document.text_of(span).replace("-", " ").split()[-1]
