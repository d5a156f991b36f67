"""Text dumps of a trending-papers page: titles and abstracts in turn, with or without blank lines between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.sources.alignment import ABSTRACT, TITLE, align, looks_like_prose
from extractors.sources.cleaning import excerpt
from extractors.sources.csvfile import is_table
from extractors.sources.decoding import TextInput
from extractors.sources.records import MAX_ABSTRACT, Row, to_paper
from extractors.types import Skip

_SLOGAN = re.compile(r"Get trending papers in your email inbox\b.{0,20}")
_BUTTON = "Subscribe"
_HEADER = (
    _SLOGAN,
    re.compile(_BUTTON),
    re.compile(r"by\s?AK and the research community"),
    re.compile(r"new"),
    re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?"),
)
"""Lines of the page that belong to no paper; the last two alone don't make a page."""

_TELLING = _HEADER[:3]
_FIRST_LINES = 10
_UNFINISHED = re.compile(r"(?:\A|\s)[^\s/]*[\w,;-]\Z")
"""How text ends that goes on: with a letter or a comma, and not with a link."""
_OTHER_FORMAT = re.compile(r"[<#%@{\[|]|---|[\w-]+: ")
"""How markup, source code, tables, BibTeX and YAML or mail headers begin."""


def is_feed(text: TextInput) -> bool:
    """Whether the text has the page's header, or begins with a title and an abstract that are plainly such."""
    lines = [line.strip() for line in text.head.split("\n") if line.strip()][:_FIRST_LINES]
    if any(sign.fullmatch(line) for line in lines for sign in _TELLING):
        return True
    if len(lines) < 2 or _OTHER_FORMAT.match(lines[0]) or is_table(text, columns=3):
        return False
    return len(lines[1]) >= 300 and looks_like_prose(lines[0]) < 0 < looks_like_prose(lines[1])


def read_feed(text: TextInput) -> Iterator[Row]:
    """The papers, in order; a paper's place is the line of its title. A feed is held in memory as a whole.

    Paragraphs of one abstract are joined by a space. A title without abstract and an abstract without title
    become Skips, and reading stays aligned after them. So does the last entry of a file that was cut short, which
    ends amid a sentence and without a line end.
    """
    whole = text.whole()
    numbered = list(_paragraphs(whole.split("\n")))
    labels = align([paragraph for _, paragraph in numbered])
    cut = not whole.endswith("\n") and len(numbered) > 1 and bool(_UNFINISHED.search(numbered[-1][1]))
    if cut and labels[-2] == TITLE:  # what looks like a title is the beginning of an abstract
        labels[-1] = ABSTRACT
    starts = [index for index, label in enumerate(labels) if label == TITLE or index == 0]
    for start, end in pairwise([*starts, len(numbered)]):
        (line, first), rest = numbered[start], numbered[start + 1 : end]
        place = f"{text.name}:{line}"
        if cut and end == len(numbered) and rest:
            yield Skip(place, f"the file is cut short in its abstract; a whole one is needed (title {excerpt(first)})")
        elif labels[start] == TITLE:
            yield _entry(first, [paragraph for _, paragraph in rest], place)
        else:
            yield Skip(place, f"an abstract with no title above it ({excerpt(first[:MAX_ABSTRACT])})")


def _paragraphs(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines that are text of papers, with their numbers: blank lines and the page's own left out."""
    slogan = False
    for number, line in enumerate(lines, 1):
        paragraph = line.strip()
        if any(sign.fullmatch(paragraph) for sign in _HEADER):
            slogan = bool(_SLOGAN.fullmatch(paragraph))
        elif paragraph:
            # One layout has the button's label and the first title on one line.
            yield number, paragraph.removeprefix(_BUTTON).lstrip() if slogan else paragraph
            slogan = False


def _entry(title: str, abstract: list[str], place: str) -> Row:
    return to_paper({"title": title, "abstract": " ".join(abstract)}, place)
