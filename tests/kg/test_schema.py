from __future__ import annotations

import pytest

from extractors.types import Kind, RelationType, Role
from kg.schema import CONCEPT_KINDS, RELATION_PREDICATES, ROLE_PREDICATES, RULES, NodeKind, Predicate, allows, plural


def test_every_predicate_has_a_rule() -> None:
    assert set(RULES) == set(Predicate)


def test_every_role_and_relation_has_its_predicate() -> None:
    assert set(ROLE_PREDICATES) == set(Role)
    assert set(RELATION_PREDICATES) == set(RelationType)


def test_concept_kinds_are_those_of_extraction() -> None:
    assert [kind.value for kind in CONCEPT_KINDS] == [kind.value for kind in Kind]


@pytest.mark.parametrize(
    ("head", "predicate", "tail"),
    [
        (NodeKind.PAPER, Predicate.USES, NodeKind.METHOD),
        (NodeKind.METHOD, Predicate.VARIANT_OF, NodeKind.METHOD),
        (NodeKind.METHOD, Predicate.EVALUATED_ON, NodeKind.DATASET),
        (NodeKind.PAPER, Predicate.HAS_CODE, NodeKind.REPOSITORY),
        (NodeKind.RESULT, Predicate.BY_METRIC, NodeKind.METRIC),
    ],
)
def test_allowed(head: NodeKind, predicate: Predicate, tail: NodeKind) -> None:
    assert allows(head, predicate, tail)


@pytest.mark.parametrize(
    ("head", "predicate", "tail"),
    [
        (NodeKind.METHOD, Predicate.USES, NodeKind.METHOD),
        (NodeKind.PAPER, Predicate.VARIANT_OF, NodeKind.PAPER),
        (NodeKind.DATASET, Predicate.TRAINED_ON, NodeKind.DATASET),
        (NodeKind.PAPER, Predicate.HAS_CODE, NodeKind.PAGE),
        (NodeKind.REPOSITORY, Predicate.HAS_CODE, NodeKind.PAPER),
    ],
)
def test_refused(head: NodeKind, predicate: Predicate, tail: NodeKind) -> None:
    assert not allows(head, predicate, tail)


def test_kinds_have_plurals() -> None:
    assert [plural(kind) for kind in NodeKind] == [
        "papers", "methods", "models", "datasets", "tasks", "metrics", "repositories", "pages", "results",
    ]  # fmt: skip
