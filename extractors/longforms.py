"""Long forms of names: "Zonal Quantum Mixing" where the paper defines ZQM so."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.contexts import kind_of_head
from extractors.document import Document
from extractors.overlaps import WEAK
from extractors.shapes import has_name_shape
from extractors.types import Kind, Mention

SCORE = WEAK
"""As weak as a mention can be: names inside a long form come first."""


def find_long_forms(document: Document) -> Iterator[Mention]:
    """The long form of every short form that is written as a name, where the paper defines it."""
    for pair in document.abbreviations:
        if has_name_shape(pair.short):
            span = pair.long_span
            surface = document.paper.text[span.start : span.end]
            yield Mention(span.start, span.end, surface, kind_of_head(surface) or Kind.METHOD, "long form", SCORE)
