"""Where a text names authors, none of whom is a concept: "Adam et al." has no optimiser."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.types import Span

_NAME = r"[A-Z][\w'-]+"
_YEAR = r"(?:, | ?\()(?:19|20)\d\d[a-z]?\b"
_CITED = re.compile(
    rf"\b(?:{_NAME}, )*{_NAME},?\s+et\s+al\b|\b(?:{_NAME}, )*{_NAME},? (?:&|and) {_NAME}{_YEAR}"
    rf"|(?<=\(){_NAME}, (?:19|20)\d\d[a-z]?(?=[;)])"
)
"""Authors before "et al.", two or more before a year, and one before a year in brackets."""


@lru_cache(maxsize=1)  # asked of a paper's text for finders and tagger in turn
def find_cited(view: str) -> tuple[Span, ...]:
    """The authors of works cited by name, in order; few abstracts have any.

    >>> [view[span.start : span.end] for view in ("(Frantar & Alistarh, 2023)",) for span in find_cited(view)]
    ['Frantar & Alistarh, 2023']
    """
    if "et al" not in view and "19" not in view and "20" not in view:
        return ()
    return tuple(Span(*match.span()) for match in _CITED.finditer(view))
