"""One paper in, one Extraction out; many papers as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from extractors.document import Document, read_document
from extractors.lexicon import find_known
from extractors.longforms import find_long_forms
from extractors.overlaps import settle
from extractors.relations import find_relations
from extractors.results import find_results
from extractors.roles import assign_roles
from extractors.shapes import find_shaped
from extractors.terms import find_terms
from extractors.types import Extraction, Mention, Paper

Finder: TypeAlias = Callable[[Document], Iterable[Mention]]
"""Reads a document and yields mentions; a trained tagger is one more of these."""

FINDERS: tuple[Finder, ...] = (find_known, find_shaped, find_terms, find_long_forms)
"""What looks for mentions, all over the same text; ``extractors.overlaps`` settles where they disagree."""


def extract(paper: Paper, finders: tuple[Finder, ...] = FINDERS) -> Extraction:
    """Read one paper. What is found does not depend on any other paper."""
    document = read_document(paper)
    found = settle(mention for finder in finders for mention in finder(document))
    mentions = assign_roles(document, found)
    return Extraction(
        paper=paper,
        sentences=document.sentences,
        mentions=mentions,
        abbreviations=document.abbreviations,
        links=document.links,
        relations=tuple(find_relations(document, mentions)),
        results=tuple(find_results(document, mentions)),
    )


def extract_all(papers: Iterable[Paper], finders: tuple[Finder, ...] = FINDERS) -> Iterator[Extraction]:
    """Read papers one after the other, in their order."""
    for paper in papers:
        yield extract(paper, finders)
