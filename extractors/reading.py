"""A document with its mentions by sentence: what the rules for relations read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from extractors.document import REACH, Document
from extractors.overlaps import nest_of, nests_of
from extractors.text import fold
from extractors.types import ARTEFACTS, Kind, Mention, Relation, RelationType, Role, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its mentions by sentence, and what the paper introduces."""

    document: Document
    mentions: tuple[Mention, ...]
    sentences: tuple[tuple[Span, tuple[Mention, ...]], ...]
    """Each sentence with at least one mention, and those in order that lie in no other: they alone are neighbours."""

    @classmethod
    def of(cls, document: Document, mentions: tuple[Mention, ...]) -> Reading:
        """Group mentions, which come in text order, by sentence."""
        nests = nests_of(mentions)
        outermost = (m for m in mentions if not nest_of(m, nests).around)
        grouped = groupby(outermost, key=lambda mention: document.sentence_at(mention.start))
        return cls(document, mentions, tuple((sentence, tuple(inside)) for sentence, inside in grouped))

    def between(self, left: Mention, right: Mention) -> str:
        """The words between two mentions, the last ``REACH`` characters of them."""
        return self.document.view[max(left.end, right.start - REACH) : right.start]

    def introduced(self) -> tuple[Mention, ...]:
        """The first mention of each method or model that the paper introduces."""
        first: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.role is Role.INTRODUCED and mention.kind in ARTEFACTS:
                first.setdefault(fold(mention.form), mention)
        return tuple(first.values())

    def firsts(self, kind: Kind, role: Role) -> Iterator[Mention]:
        """The first mention of each concept that has this kind and role."""
        seen: set[str] = set()
        for mention in self.mentions:
            if mention.kind is kind and mention.role is role and fold(mention.form) not in seen:
                seen.add(fold(mention.form))
                yield mention


RelationRule: TypeAlias = Callable[[Reading], Iterator[Relation]]
"""Reads what a paper says and yields relations; each rule is one of these."""


def relate(
    head: Mention, type_: RelationType, tail: Mention, evidence: Span, rule: str, score: float
) -> Iterator[Relation]:
    """The relation, unless both ends are one name."""
    if fold(head.form) != fold(tail.form):
        yield Relation(head, type_, tail, evidence, rule, score)
