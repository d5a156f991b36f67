"""What looks technical and became no mention, and why: so that nothing disappears silently.

Nothing here is a concept of the graph. The list is what a reader checks who misses one: names in capitals, phrases that
end in a noun that names a kind but that the paper has only once, abbreviations whose forms nothing found, words that
are listed as too general or as no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import compress

from extractors.document import Document
from extractors.keeping import Kept
from extractors.lexicon import read_generic
from extractors.shapes import no_names
from extractors.terms import find_phrases
from extractors.text import fold, fold_word
from extractors.types import Mention, Span, Untyped


class Why(StrEnum):
    """Why something seen has no kind; the first that applies counts."""

    UNLIKELY = "weighed, and less likely a concept than not"
    ABBREVIATED = "the paper abbreviates it, and nothing else tells its kind"
    NO_NAME = "written as a name, and listed as none of a concept"
    ONCE = "ends in a noun that names a kind, and the paper has it only once"
    CAPITALS = "written with capitals, and nothing tells its kind"
    GENERIC = "too general to be a concept of one paper"


_CAPITALISED = re.compile(
    r"(?<![\w/@.'-])[A-Z][\w-]*[a-z][\w-]*(?: (?:(?:of|de|von|the) )?[A-Z][\w-]+)*(?![\w/@-]|'[a-rt-z]|\s+et al)"
)
_FUNCTION_WORDS = frozenset({"we", "our", "in", "the", "this", "it", "i", "for", "to", "a", "an", "and"})


def find_untyped(document: Document, mentions: Iterable[Mention], left: Iterable[Mention] = ()) -> tuple[Untyped, ...]:
    """Each name or phrase once, with all its places, in the order of the first; none overlaps a mention or another.

    ``left`` are candidates that the judge has left.
    """
    taken = bytearray(len(document.view))
    for mention in mentions:
        _take(taken, mention.span)
    places: dict[str, tuple[Why, list[Span]]] = {}
    weighed = ((Why.UNLIKELY, mention.span) for mention in left)
    for why, span in (*weighed, *_seen(document)):
        if 1 not in taken[span.start : span.end]:
            _take(taken, span)
            places.setdefault(fold(document.text_of(span)), (why, []))[1].append(span)
    text = document.paper.text
    found = (
        Untyped(text[spans[0].start : spans[0].end], tuple(sorted(spans)), why.value) for why, spans in places.values()
    )
    return tuple(sorted(found, key=lambda each: each.spans))


def _take(taken: bytearray, span: Span) -> None:
    taken[span.start : span.end] = b"\1" * (span.end - span.start)


def _seen(document: Document) -> Iterator[tuple[Why, Span]]:
    for pair in document.abbreviations:
        yield Why.ABBREVIATED, pair.long_span
        yield Why.ABBREVIATED, pair.short_span
    for word in compress(document.words, map(_LISTED_AS_NONE.__getitem__, document.word_texts)):
        yield Why.NO_NAME, Span(word.start, word.end)
    for span, length in find_phrases(document):
        if length > 1:
            yield (Why.GENERIC if fold(document.text_of(span)) in read_generic() else Why.ONCE), span
    yield from ((Why.CAPITALS, span) for span in _capitalised(document))
    yield from ((Why.GENERIC, span) for span in _generic(document))


_LISTED_AS_NONE: Kept[str, bool] = Kept(lambda word: any(map(str.isupper, word[1:])) and fold(word) in no_names())


def _capitalised(document: Document) -> Iterator[Span]:
    """Words with a capital of the abstract, but not for the sentence that they begin."""
    begins = {span.start for span in document.sentences}
    for match in _CAPITALISED.finditer(document.view, document.title.end + 1):
        start = match.start()
        if start in begins or not document.before(start).strip(" \n\"'("):
            start = match.start() + match[0].find(" ") + 1 if " " in match[0] else match.end()
        if start < match.end() and not document.in_link(start) and match[0].lower() not in _FUNCTION_WORDS:
            yield Span(start, match.end())


def _generic(document: Document) -> Iterator[Span]:
    words = document.words
    may_be = compress(range(len(words)), map(_MAY_BE_GENERIC.__getitem__, document.word_texts))
    for index in may_be:
        word, following = words[index], words[index + 1 : index + 2]
        if following and fold_word(word.text) + fold(following[0].text) in read_generic():
            yield Span(word.start, following[0].end)
        elif fold(word.text) in read_generic():
            yield Span(word.start, word.end)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(term[:length] for term in read_generic() for length in range(1, len(term)))


_MAY_BE_GENERIC: Kept[str, bool] = Kept(lambda word: fold_word(word) in _beginnings() or fold(word) in read_generic())
"""Whether a word begins a term that is too general, or is one."""
