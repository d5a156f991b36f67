"""What a text says that a name is: "X, a … algorithm", "a … network called X", "X: A … Data Set for …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.contexts import kind_of_head
from extractors.cues import alternatives
from extractors.document import Document
from extractors.types import Kind, Mention

_ENDS = alternatives(
    """that | which | where | whose | for | to | of | in | on | with | by | from | via | as | and | at | based | using
    | through | towards | toward | without | designed | trained | tailored | capable | consisting | inspired | called"""
)
_PHRASE = rf"((?:[\w-]+,? ){{0,7}}?[\w-]+)(?= {_ENDS}|[,.;:()\n]|$)"
_MANY = r"(?:(?:(?:new|novel|large) )?(?:family|series|set|suite|class|collection|kind|type) of )?"
_A = r"(?:an?|the first|one of the)"
_IS_A = re.compile(
    rf"\)?(?: \([^)]*\))?(?:(?:,| --?)(?: which is)? {_A}| (?:is|are) {_A}) {_MANY}{_PHRASE}", re.IGNORECASE
)
_TITLED = re.compile(rf": (?!\w+ing\b|Towards?\b)(?:{_A} )?{_MANY}{_PHRASE}", re.IGNORECASE)
_CALLED = re.compile(
    r"([\w-]+),? (?:called|named|dubbed|termed|coined|namely|denoted as|referred to as|which we call)[ \"'(]+$"
)


def kind_defined(document: Document, mentions: Iterable[Mention]) -> tuple[Kind | None, Kind | None]:
    """The kind that the abstract says one of these mentions to be, the first that it does, and that the title says."""
    title = document.title.end
    said = [(mention.end <= title, _kind(document, mention, mention.end <= title)) for mention in mentions]
    in_title = next((kind for titled, kind in said if titled and kind), None)
    return next((kind for titled, kind in said if not titled and kind), None), in_title


def _kind(document: Document, mention: Mention, titled: bool) -> Kind | None:
    called = _CALLED.search(document.before(mention.start))
    said = called or (_TITLED if titled else _IS_A).match(document.after(mention))
    kind = kind_of_head(said[1]) if said is not None else None
    return None if kind is Kind.TASK else kind  # "X: Scene Text Recognition" is a model for it
