"""What may be a concept: all that finders and tagger propose. The judge decides (``judging``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from extractors.citations import find_cited
from extractors.document import Document
from extractors.latex import repaired
from extractors.lexicon import find_known
from extractors.longforms import find_long_forms
from extractors.overlaps import joined, settle
from extractors.shapes import find_shaped
from extractors.tagger.model import Tagging
from extractors.tagger.spans import find_tagged
from extractors.terms import find_terms
from extractors.titled_names import find_titled_names
from extractors.types import Mention

Finder: TypeAlias = Callable[[Document], Iterable[Mention]]
"""Reads a document and yields mentions."""

FINDERS: tuple[Finder, ...] = (find_known, find_shaped, find_titled_names, find_terms, find_long_forms)
"""What looks for mentions by rule and table, all over the same text; the tagger sees what they find."""


_NO_NAME = re.compile(r"\d+(?:\.\d+)?[BMKT](?:\s?-\s?\d+(?:\.\d+)?[BMKT])?|[AHV]100s?")
"""Sizes and processors, which stand where names do: "from 7B-70B", "on eight A100"."""


def find_ruled(document: Document, finders: tuple[Finder, ...] = FINDERS) -> tuple[Mention, ...]:
    """All that the finders yield, overlaps and all, but authors."""
    return _uncited(document, (mention for finder in finders for mention in finder(document)))


def find_candidates(document: Document, ruled: Iterable[Mention], tagging: Tagging) -> tuple[Mention, ...]:
    """What the finders propose, one reading a place, and beside it what the tagger reads otherwise; in text order."""
    text = document.paper.text
    tagged = _uncited(document, (m for m in find_tagged(document, tagging) if not _NO_NAME.fullmatch(m.text)))
    return joined(repaired(text, settle(ruled)), repaired(text, tagged))


def _uncited(document: Document, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    cited = find_cited(document.view)
    if not cited:
        return tuple(mentions)
    return tuple(m for m in mentions if not any(span.start <= m.start < span.end for span in cited))
