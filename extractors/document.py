"""A paper made ready for the finders: words, sentences and links found once, shared by all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from sys import maxsize

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.abbreviations import find_abbreviations
from extractors.links import find_links
from extractors.text import Word, find_words, fold_word, matching_view
from extractors.types import Abbreviation, Link, Mention, Paper, Span

# Bounds that no writer meets and odd text does: they keep the work per character the same for a text of any shape.
LONGEST_RUN = 200
LONGEST_SENTENCE = 2_000
REACH = 400
"""How many characters around a mention may tell what it is."""

_ABBREVIATED = re.compile(r"\b(?:et al|e\.g|i\.e|cf|vs|resp|approx|Fig|Eq|Sec)\.\s*,?\s*$")
"""A full stop that ends no sentence."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")


@dataclass(frozen=True, slots=True)
class Document:
    """What every finder reads and none writes to. All offsets count in ``paper.text``."""

    paper: Paper
    view: str
    """The text as matching sees it, character for character."""
    doc: Doc
    """spaCy's tokens and sentences of the view; a run without blanks is cut where it is longer than ``LONGEST_RUN``."""
    words: tuple[Word, ...]
    """The words of the view, those inside URLs left out."""
    sentences: tuple[Span, ...]
    """The title first, then the abstract's sentences."""
    abbreviations: tuple[Abbreviation, ...]
    links: tuple[Link, ...]
    folded: str
    """All words folded into one string, to ask whether a key stands anywhere in the text."""

    @property
    def title(self) -> Span:
        """Where the title stands."""
        return Span(0, len(self.paper.title))

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds this offset."""
        index = bisect_right(self.sentences, offset, key=lambda span: span.start) - 1
        return self.sentences[max(index, 0)]

    def before(self, offset: int) -> str:
        """What its sentence has before an offset, as far back as ``REACH``."""
        return self.view[max(self.sentence_at(offset).start, offset - REACH) : offset]

    def after(self, mention: Mention | Span) -> str:
        """What its sentence has after a mention, as far on as ``REACH``."""
        return self.view[mention.end : min(self.sentence_at(mention.start).end, mention.end + REACH)]

    def in_link(self, offset: int) -> bool:
        """Whether an offset lies in a URL."""
        return _inside(offset, self.links)

    def text_of(self, span: Span) -> str:
        """What the view has in a span."""
        return self.view[span.start : span.end]


@cache
def tokenizer() -> Language:
    """English tokens and sentence ends by rule; no trained model."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.max_length = 10_000_000
    return language


def read_document(paper: Paper) -> Document:
    """Tokenise a paper and find what the finders share."""
    view = matching_view(paper.text)
    doc = tokenizer()(_LONG_RUN.sub(lambda run: run[0][:-1] + " ", view))
    links = tuple(find_links(paper, view))
    words = tuple(word for word in find_words(view) if not _inside(word.start, links))
    sentences = _sentences(doc, view, len(paper.title))
    folded = "".join(fold_word(word.text) for word in words)
    return Document(paper, view, doc, words, sentences, tuple(find_abbreviations(view)), links, folded)


def _inside(offset: int, links: tuple[Link, ...]) -> bool:
    """Whether one of the links, which stand in text order with those outside the text last, covers an offset."""
    index = bisect_right(links, offset, key=lambda link: link.span.start if link.span else maxsize) - 1
    span = links[index].span if index >= 0 else None
    return span is not None and offset < span.end


def _sentences(doc: Doc, view: str, title_end: int) -> tuple[Span, ...]:
    """Sentence spans; the title is one of its own whatever punctuation it holds."""
    tokens = doc.to_array(["IDX", "SENT_START"])
    starts = [
        start
        for start in tokens[(tokens[:, 1] == 1) & (tokens[:, 0] > title_end + 1), 0].tolist()
        if not _ABBREVIATED.search(view, max(0, start - 12), start)
    ]
    bounds = [0, title_end + 1, *starts, len(view)]
    whole = [Span(start, end) for start, end in pairwise(bounds) if end > start]
    return tuple(piece for sentence in whole for piece in _pieces(view, sentence))


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut at blanks, where there are any, into stretches of at most ``LONGEST_SENTENCE``."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = text.rfind(" ", start, limit) + 1 or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)
