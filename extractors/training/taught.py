"""What silver papers teach of roles and relations, before any annotation is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.document import read_document
from extractors.linear import LinearModel
from extractors.relating import find_pairs
from extractors.roles import assign_roles, find_casts
from extractors.training.classifiers import fit_silver
from extractors.training.silver import SilverPaper
from extractors.training.softmax import Cases
from extractors.types import RelationType, Role

UNRELATED = "none"
"""The label of a pair that no relation joins."""

STRENGTH = 0.01
"""Inverse L2 penalty; of 0.003, 0.01 and 0.03 the best on held-out annotated papers."""

ROLES = tuple(sorted(role.value for role in Role))
TYPES = tuple(sorted((*(type_.value for type_ in RelationType), UNRELATED)))


def learn_roles(papers: Iterable[SilverPaper]) -> LinearModel:
    """A classifier of roles from the teacher's opinion alone."""
    cases, targets = Cases(), []
    for silver in papers:
        number_of = silver.number_of
        for cast in find_casts(read_document(silver.paper), silver.mentions):
            cases.add(cast.features)
            shares = silver.roles[number_of[cast.mentions[0].start]]
            targets.append(_shared([shares.get(Role(role), 0.0) for role in ROLES]))
    return fit_silver(cases, targets, ROLES, STRENGTH)


def learn_relations(papers: Iterable[SilverPaper], roles: LinearModel) -> LinearModel:
    """A classifier of pairs from the teacher's opinion alone, the roles being those that a classifier gives."""
    cases, targets = Cases(), []
    for silver in papers:
        number_of, document = silver.number_of, read_document(silver.paper)
        for pair in find_pairs(document, assign_roles(document, silver.mentions, roles)):
            cases.add(pair.features)
            both = number_of[pair.head.mentions[0].start], number_of[pair.tail.mentions[0].start]
            shares = {type_.value: share for type_, share in silver.relations.get(both, {}).items()}
            shares[UNRELATED] = max(0.0, 1.0 - sum(shares.values()))
            targets.append(_shared([shares.get(type_, 0.0) for type_ in TYPES]))
    return fit_silver(cases, targets, TYPES, STRENGTH)


def _shared(shares: Sequence[float]) -> list[float]:
    """Shares that sum to one, whatever was rounded away."""
    total = sum(shares)
    return [share / total for share in shares]
