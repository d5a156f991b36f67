"""What a concept is to its paper, told by a classifier from the words around all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.document import Document
from extractors.gathering import gather
from extractors.introductions import find_introduced
from extractors.linear import LinearModel, shipped_model, softmax
from extractors.overlaps import in_order
from extractors.role_features import role_features
from extractors.types import Mention, Role
from extractors.vocabulary import NAMES, Feature, Vocabulary, vocabulary_of


@dataclass(frozen=True, slots=True)
class Cast:
    """A concept of a paper, and what tells its role."""

    mentions: tuple[Mention, ...]
    features: list[Feature]


def assign_roles(
    document: Document, mentions: Iterable[Mention], model: LinearModel | None = None
) -> tuple[Mention, ...]:
    """The mentions with their roles, in text order; all mentions of one thing in a paper have the same."""
    weights = model or shipped_model("roles")
    casts = list(find_casts(document, mentions, vocabulary_of(weights)))
    likeliest = softmax(weights.sums([cast.features for cast in casts])).argmax(axis=1)
    roles = [Role(weights.labels[index]) for index in likeliest]
    return with_roles(casts, roles)


def with_roles(casts: Iterable[Cast], roles: Iterable[Role]) -> tuple[Mention, ...]:
    """The mentions of every cast with its role, in text order."""
    given = (
        Mention(m.start, m.end, m.text, m.kind, m.rule, m.score, role, m.name)
        for cast, role in zip(casts, roles, strict=True)
        for m in cast.mentions
    )
    return in_order(given)


def find_casts(document: Document, mentions: Iterable[Mention], vocabulary: Vocabulary = NAMES) -> Iterator[Cast]:
    """Every concept of a paper with its features."""
    found = tuple(mentions)
    telling = find_introduced(document, found)
    for key, group in gather(document, found).items():
        yield Cast(group, role_features(document, key, group, telling, vocabulary))


PRIORITY = (Role.INTRODUCED, Role.COMPARED, Role.EVALUATED_ON, Role.STUDIED, Role.USED, Role.MENTIONED)
"""Which of several mentions' roles a concept has in its paper: the first of these."""


def role_of(mentions: Iterable[Mention]) -> Role:
    """One role for all of a concept's mentions in a paper: the first of ``PRIORITY`` that any of them has."""
    return min((mention.role for mention in mentions), key=PRIORITY.index, default=Role.MENTIONED)
