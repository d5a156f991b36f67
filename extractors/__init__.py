"""Papers in, mentions out: what a title and an abstract name, link to, relate and claim.

>>> from extractors import Paper, extract
>>> paper = Paper("1", "LoRA-X", "We propose LoRA-X, a variant of LoRA. Code: https://github.com/ann/lora-x.")
>>> extraction = extract(paper)
>>> [(mention.text, mention.role.value) for mention in extraction.mentions]
[('LoRA-X', 'introduced'), ('LoRA-X', 'introduced'), ('LoRA', 'used')]
>>> [link.url for link in extraction.links if link.own]
['https://github.com/ann/lora-x']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.candidates import FINDERS, Finder
    from extractors.errors import InputError, KGError, ReadingError
    from extractors.pipeline import extract, extract_all
    from extractors.types import (
        Abbreviation,
        Extraction,
        Kind,
        Link,
        LinkKind,
        Mention,
        Paper,
        Relation,
        RelationType,
        Result,
        Role,
        Span,
        Untyped,
    )

__all__ = [
    "FINDERS",
    "Abbreviation",
    "Extraction",
    "Finder",
    "InputError",
    "KGError",
    "Kind",
    "Link",
    "LinkKind",
    "Mention",
    "Paper",
    "ReadingError",
    "Relation",
    "RelationType",
    "Result",
    "Role",
    "Span",
    "Untyped",
    "extract",
    "extract_all",
]

_ELSEWHERE = {
    **dict.fromkeys(("FINDERS", "Finder"), "extractors.candidates"),
    **dict.fromkeys(("extract", "extract_all"), "extractors.pipeline"),
    **dict.fromkeys(("InputError", "KGError", "ReadingError"), "extractors.errors"),
}
"""Where a name is defined that ``extractors.types`` does not define; loaded on first use, for spaCy is heavy."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "extractors.types")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
