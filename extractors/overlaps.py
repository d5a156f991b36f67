"""One reading a place: which of several overlapping mentions stays."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.types import Mention

WEAK = 0.5
"""The score of a mention that stays only where no other wants the place."""


def settle(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions without overlaps, in text order: the longer wins, then the better score, then the earlier.

    A mention whose score is no more than ``WEAK`` yields to every other.
    """
    ranked = sorted(mentions, key=lambda m: (m.score <= WEAK, m.start - m.end, -m.score, m.start, m.kind, m.rule))
    kept: list[Mention] = []
    taken = bytearray(max((mention.end for mention in ranked), default=0))
    for mention in ranked:
        start, end = mention.start, mention.end
        if 1 not in taken[start:end]:
            kept.append(mention)
            taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(kept, key=lambda m: m.start))
