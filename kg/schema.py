"""What may stand in the graph: the kinds of node, and which predicate may join which kinds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from extractors.types import Kind, RelationType, Role


class NodeKind(StrEnum):
    """Every kind of node; the five concept kinds are those of ``extractors.types.Kind``."""

    PAPER = "paper"
    METHOD = "method"
    MODEL = "model"
    DATASET = "dataset"
    TASK = "task"
    METRIC = "metric"
    REPOSITORY = "repository"
    PAGE = "page"
    RESULT = "result"


CONCEPT_KINDS: tuple[NodeKind, ...] = tuple(NodeKind(kind.value) for kind in Kind)


class Predicate(StrEnum):
    """Every kind of edge; an edge's key in ``graph.nx`` is its predicate."""

    INTRODUCES = "introduces"
    USES = "uses"
    COMPARES_WITH = "compares_with"
    EVALUATED_ON = "evaluated_on"
    STUDIES = "studies"
    MENTIONS = "mentions"
    VARIANT_OF = "variant_of"
    PART_OF = "part_of"
    USED_FOR = "used_for"
    APPLIED_TO = "applied_to"
    COMPARED_WITH = "compared_with"
    TRAINED_ON = "trained_on"
    HAS_CODE = "has_code"
    CITES_CODE = "cites_code"
    HAS_PAGE = "has_page"
    CITES_PAGE = "cites_page"
    REPORTS = "reports"
    OF_METHOD = "of_method"
    ON_DATASET = "on_dataset"
    BY_METRIC = "by_metric"
    OVER_BASELINE = "over_baseline"


class Rule(NamedTuple):
    """Which kinds a predicate may join, and how it reads in a sentence."""

    heads: tuple[NodeKind, ...]
    tails: tuple[NodeKind, ...]
    label: str


_PAPER = (NodeKind.PAPER,)
_RESULT = (NodeKind.RESULT,)
_ARTEFACT = (NodeKind.METHOD, NodeKind.MODEL)

RULES: dict[Predicate, Rule] = {
    Predicate.INTRODUCES: Rule(_PAPER, CONCEPT_KINDS, "introduces"),
    Predicate.USES: Rule(_PAPER, CONCEPT_KINDS, "uses"),
    Predicate.COMPARES_WITH: Rule(_PAPER, CONCEPT_KINDS, "compares with"),
    Predicate.EVALUATED_ON: Rule((*_PAPER, *CONCEPT_KINDS), CONCEPT_KINDS, "is evaluated on"),
    Predicate.STUDIES: Rule(_PAPER, CONCEPT_KINDS, "studies"),
    Predicate.MENTIONS: Rule(_PAPER, CONCEPT_KINDS, "mentions"),
    Predicate.VARIANT_OF: Rule(CONCEPT_KINDS, CONCEPT_KINDS, "is a variant of"),
    Predicate.PART_OF: Rule(CONCEPT_KINDS, CONCEPT_KINDS, "is part of"),
    Predicate.USED_FOR: Rule(CONCEPT_KINDS, CONCEPT_KINDS, "is used for"),
    Predicate.APPLIED_TO: Rule(CONCEPT_KINDS, CONCEPT_KINDS, "is applied to"),
    Predicate.COMPARED_WITH: Rule(CONCEPT_KINDS, CONCEPT_KINDS, "is compared with"),
    Predicate.TRAINED_ON: Rule(_ARTEFACT, CONCEPT_KINDS, "is trained on"),
    Predicate.HAS_CODE: Rule(_PAPER, (NodeKind.REPOSITORY,), "has its code in"),
    Predicate.CITES_CODE: Rule(_PAPER, (NodeKind.REPOSITORY,), "cites code in"),
    Predicate.HAS_PAGE: Rule(_PAPER, (NodeKind.PAGE,), "has the page"),
    Predicate.CITES_PAGE: Rule(_PAPER, (NodeKind.PAGE,), "cites the page"),
    Predicate.REPORTS: Rule(_PAPER, _RESULT, "reports"),
    Predicate.OF_METHOD: Rule(_RESULT, CONCEPT_KINDS, "is a result of"),
    Predicate.ON_DATASET: Rule(_RESULT, CONCEPT_KINDS, "is a result on"),
    Predicate.BY_METRIC: Rule(_RESULT, CONCEPT_KINDS, "is measured by"),
    Predicate.OVER_BASELINE: Rule(_RESULT, CONCEPT_KINDS, "is a gain over"),
}

ROLE_PREDICATES: dict[Role, Predicate] = {
    Role.INTRODUCED: Predicate.INTRODUCES,
    Role.EVALUATED_ON: Predicate.EVALUATED_ON,
    Role.COMPARED: Predicate.COMPARES_WITH,
    Role.STUDIED: Predicate.STUDIES,
    Role.USED: Predicate.USES,
    Role.MENTIONED: Predicate.MENTIONS,
}
"""How a paper is joined to a concept that has this role in it."""

RELATION_PREDICATES: dict[RelationType, Predicate] = {relation: Predicate(relation.value) for relation in RelationType}
"""How a concept is joined to one that it stands in this relation to."""


def allows(head: NodeKind, predicate: Predicate, tail: NodeKind) -> bool:
    """Whether the schema lets ``predicate`` join these kinds."""
    rule = RULES[predicate]
    return head in rule.heads and tail in rule.tails


def plural(noun: str) -> str:
    """The name for several of a kind.

    >>> plural(NodeKind.REPOSITORY), plural("method")
    ('repositories', 'methods')
    """
    return noun.removesuffix("y") + "ies" if noun.endswith("y") else f"{noun}s"
