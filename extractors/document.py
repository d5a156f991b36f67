"""A paper made ready for the finders: words, sentences and links found once, shared by all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.abbreviations import find_abbreviations
from extractors.links import find_links
from extractors.text import Word, find_words, matching_view
from extractors.types import Abbreviation, Link, Paper, Span


@dataclass(frozen=True, slots=True)
class Document:
    """What every finder reads and none writes to. All offsets count in ``paper.text``."""

    paper: Paper
    view: str
    """The text as matching sees it, character for character."""
    doc: Doc
    """spaCy's tokens and sentences of the view."""
    words: tuple[Word, ...]
    """The words of the view, those inside URLs left out."""
    sentences: tuple[Span, ...]
    """The title first, then the abstract's sentences."""
    abbreviations: tuple[Abbreviation, ...]
    links: tuple[Link, ...]

    @property
    def title(self) -> Span:
        return Span(0, len(self.paper.title))

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds this offset."""
        index = bisect_right(self.sentences, offset, key=lambda span: span.start) - 1
        return self.sentences[max(index, 0)]

    def text_of(self, span: Span) -> str:
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
    doc = tokenizer()(view)
    links = tuple(find_links(paper, view))
    covered = [link.span for link in links if link.span]
    words = tuple(word for word in find_words(view) if not _inside(word, covered))
    return Document(paper, view, doc, words, _sentences(doc, len(paper.title)), tuple(find_abbreviations(view)), links)


def _inside(word: Word, spans: list[Span]) -> bool:
    return any(span.start <= word.start < span.end for span in spans)


def _sentences(doc: Doc, title_end: int) -> tuple[Span, ...]:
    """Sentence spans; the title is one of its own whatever punctuation it holds."""
    starts = [sentence.start_char for sentence in doc.sents if sentence.start_char > title_end]
    bounds = [0, title_end + 1, *(start for start in starts if start > title_end + 1), len(doc.text)]
    return tuple(Span(start, end) for start, end in zip(bounds, bounds[1:], strict=False) if end > start)
