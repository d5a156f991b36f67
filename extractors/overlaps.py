"""Readings of one place: which of several overlapping mentions stays, and how those lie that stay together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from extractors.types import Mention

WEAK = 0.5
"""The score of a mention that stays only where no other wants the place."""

_LISTING = re.compile(r"[,;/&]|\b(?:and|or|versus)\b", re.IGNORECASE)


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """In text order; of two that begin together the longer first."""
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


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


class Nest(NamedTuple):
    """How a mention lies to others of its text."""

    around: tuple[Mention, ...] = ()
    """Those that it lies in."""
    inside: tuple[Mention, ...] = ()
    """Those that lie in it."""


_ALONE = Nest()

Nests: TypeAlias = Mapping[tuple[int, int], Nest]
"""By start and end of a mention; those that overlap no other are not in it."""


def nest_of(mention: Mention, nests: Nests) -> Nest:
    """How one of the mentions lies to the others."""
    return nests.get((mention.start, mention.end), _ALONE)


def nests_of(mentions: Sequence[Mention]) -> Nests:
    """How mentions lie to each other of which no two cross or are one place, given ``in_order``."""
    nests: dict[tuple[int, int], Nest] = {}
    for outer, inner in _nested(mentions):
        holder = nest_of(outer, nests)
        nests[outer.start, outer.end] = holder._replace(inside=(*holder.inside, inner))
        held = nest_of(inner, nests)
        nests[inner.start, inner.end] = held._replace(around=(*held.around, outer))
    return nests


def _nested(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each with each that lies in it."""
    open_: list[Mention] = []
    for mention in mentions:
        open_ = [outer for outer in open_ if outer.end > mention.start]
        yield from ((outer, mention) for outer in open_)
        open_.append(mention)


def joined(found: Sequence[Mention], tagged: Iterable[Mention]) -> tuple[Mention, ...]:
    """What rules found and, where it reads a place otherwise, what the tagger sees; each without overlaps of its own.

    So "few-shot translation" stands beside the "translation" in it. Spans of the tagger are left out that cross what is
    found, that list several of it, and that only have more words behind it: one in six is a concept of its own.
    """
    starts, ends = [mention.start for mention in found], [mention.end for mention in found]
    new = [m for m in tagged if _adds(m, found[bisect_right(ends, m.start) : bisect_left(starts, m.end)])]
    return in_order([*found, *new])


def _adds(span: Mention, met: Sequence[Mention]) -> bool:
    """Whether a span says something beside those that it overlaps."""
    if not met:
        return True
    first, last = met[0], met[-1]
    if first.start <= span.start and span.end <= first.end:
        return first.span != span.span and _is_whole(span, first)
    crosses = first.start < span.start or span.end < last.end
    return not crosses and not _lists(span, met) and (len(met) > 1 or span.start < first.start)


def _is_whole(span: Mention, name: Mention) -> bool:
    """Whether a part of a name is set off in it: "LLM" in "LLM serving", and not in "LLM.int8()"."""
    around = name.text[: span.start - name.start][-1:] + name.text[span.end - name.start :][:1]
    return not around.strip(" -")


def _lists(span: Mention, inside: Sequence[Mention]) -> bool:
    """Whether what joins the names inside a span makes them a list: "MNIST and noisy CIFAR" are two."""
    gaps = (span.text[one.end - span.start : other.start - span.start] for one, other in pairwise(inside))
    return any(map(_LISTING.search, gaps))
