"""The mentions of one text that are one thing: written alike, or short and long form of an abbreviation."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.document import Document
from extractors.text import fold
from extractors.types import Mention


def gather(document: Document, mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Mentions in text order, by the folded form that they share: the short form where the text abbreviates."""
    short = {fold(pair.long): fold(pair.short) for pair in reversed(document.abbreviations)}
    gathered: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = fold(mention.form)
        gathered.setdefault(short.get(key, key), []).append(mention)
    return {key: tuple(found) for key, found in gathered.items()}
