"""A paper made ready for the finders: words, sentences and links found once, shared by all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from sys import maxsize

from spacy.tokens import Doc

from extractors.abbreviations import find_abbreviations
from extractors.links import find_links
from extractors.sentences import cut_runs, find_sentences, tokenizer
from extractors.text import Word, find_words, fold_word, matching_view
from extractors.types import Abbreviation, Link, Mention, Paper, Span

_TEXT = attrgetter("text")

REACH = 400
"""How many characters around a mention may tell what it is."""


@dataclass(frozen=True, slots=True, eq=False)  # equal when the same, so that what is asked of it can be kept
class Document:
    """What every finder reads and none writes to. All offsets count in ``paper.text``."""

    paper: Paper
    view: str
    """The text as matching sees it, character for character."""
    words: tuple[Word, ...]
    """The words of the view, those inside URLs left out."""
    sentences: tuple[Span, ...]
    """The title first, then the abstract's sentences."""
    abbreviations: tuple[Abbreviation, ...]
    links: tuple[Link, ...]
    starts: tuple[int, ...]
    """Where the sentences start."""
    word_texts: tuple[str, ...]
    """The texts of the words."""
    title: Span
    """Where the title stands."""
    texts: tuple[str, ...]
    """What the view has in each sentence; one string a sentence, so that what is asked of it can be kept."""

    @property
    def folded(self) -> str:
        """All words folded into one string, to ask whether a key stands anywhere in the text."""
        return "".join(map(fold_word, self.word_texts))

    @property
    def doc(self) -> Doc:
        """spaCy's tokens of the view, made anew at each call; ``extractors.sentences.cut_runs`` says what is cut."""
        return tokenizer()(cut_runs(self.view))

    def sentence_number(self, offset: int) -> int:
        """Which sentence holds this offset; the title is number 0."""
        return bisect_right(self.starts, offset) - 1

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds this offset."""
        return self.sentences[self.sentence_number(offset)]

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


def read_document(paper: Paper) -> Document:
    """Tokenise a paper and find what the finders share."""
    view = matching_view(paper.text)
    links = tuple(find_links(paper, view))
    words = find_words(view)
    if any(link.span for link in links):
        words = [word for word in words if not _inside(word.start, links)]
    sentences = find_sentences(view, len(paper.title))
    return Document(
        paper,
        view,
        words=tuple(words),
        sentences=sentences,
        abbreviations=tuple(find_abbreviations(view)),
        links=links,
        starts=tuple(sentence.start for sentence in sentences),
        word_texts=tuple(map(_TEXT, words)),
        title=Span(0, len(paper.title)),
        texts=tuple(view[sentence.start : sentence.end] for sentence in sentences),
    )


def _inside(offset: int, links: tuple[Link, ...]) -> bool:
    """Whether one of the links, which stand in text order with those outside the text last, covers an offset."""
    index = bisect_right(links, offset, key=lambda link: link.span.start if link.span else maxsize) - 1
    span = links[index].span if index >= 0 else None
    return span is not None and offset < span.end
