"""A paper read with a catalogue of the user's own beside the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from extractors.candidates import FINDERS, Finder
from extractors.document import Document
from extractors.lexicon import Lexicon, find_known, read_generic, shipped_lexicon
from extractors.own_catalogue import joined_with
from extractors.pipeline import extract
from extractors.spelling import spelling_key
from extractors.types import Extraction, Mention, Paper

RULE = "catalogue of the user"
"""Who lists a name wants it found: the judge does not weigh what this rule finds."""


def extract_knowing(table: str, paper: Paper) -> Extraction:
    """``extractors.pipeline.extract`` that also finds what a table of the catalogue's columns names."""
    return extract(paper, finders_knowing(table))


@lru_cache(maxsize=2)
def finders_knowing(table: str) -> tuple[Finder, ...]:
    """The finders, with a lexicon that holds the table's names too."""
    known = partial(_find_known, Lexicon.of(joined_with(table), read_generic()))
    return tuple(known if finder is find_known else finder for finder in FINDERS)


def _find_known(lexicon: Lexicon, document: Document) -> Iterator[Mention]:
    """``find_known``, with a rule of its own for names that the shipped catalogue lacks."""
    for mention in find_known(document, lexicon):
        listed = spelling_key(mention.text) in shipped_lexicon().names
        yield mention if listed else replace(mention, rule=RULE)
