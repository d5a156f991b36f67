"""Which papers: by what they introduce, use, compare with or are evaluated on, and whether there is code."""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from kg.family import family_of
from kg.names import find_node
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate

USE = (Predicate.USES, Predicate.STUDIES, Predicate.COMPARES_WITH, Predicate.EVALUATED_ON)
"""To use a concept is to build on it, study it, or run it in an experiment; not to introduce or merely mention it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """What a paper must fulfil; what is None is not asked. Names are looked up by ``kg.names.find_node``."""

    introduces: str | None = None
    uses: str | None = None
    compares_with: str | None = None
    evaluated_on: str | None = None
    task: str | None = None
    metric: str | None = None
    mentions: str | None = None
    with_code: bool | None = None
    year: int | None = None
    venue: str | None = None
    variants: bool = False
    """Whether a variant of a named concept counts for it."""


def ask_papers(nx: networkx.MultiDiGraph[str], question: PaperQuestion) -> list[str]:
    """The ids of the papers that fulfil all that is asked, sorted; UnknownNameError for a name the graph hasn't."""
    found = {node for node, kind in nx.nodes(data="kind") if kind == NodeKind.PAPER}
    any_role = tuple(Predicate)
    asked: tuple[tuple[str | None, tuple[Predicate, ...], tuple[NodeKind, ...]], ...] = (
        (question.introduces, (Predicate.INTRODUCES,), CONCEPT_KINDS),
        (question.uses, USE, CONCEPT_KINDS),
        (question.compares_with, (Predicate.COMPARES_WITH,), CONCEPT_KINDS),
        (question.evaluated_on, (Predicate.EVALUATED_ON,), CONCEPT_KINDS),
        (question.task, any_role, (NodeKind.TASK,)),
        (question.metric, any_role, (NodeKind.METRIC,)),
        (question.mentions, any_role, CONCEPT_KINDS),
    )
    for name, predicates, kinds in asked:
        if name is not None:
            found &= _papers_with(nx, find_node(nx, name, kinds), predicates, variants=question.variants)
    if question.with_code is not None:
        found = found & _papers_with_code(nx) if question.with_code else found - _papers_with_code(nx)
    return sorted(paper for paper in found if _fits(nx, paper, question))


def _papers_with_code(nx: networkx.MultiDiGraph[str]) -> set[str]:
    repositories = [node for node, kind in nx.nodes(data="kind") if kind == NodeKind.REPOSITORY]
    return {head for head, _, key in nx.in_edges(repositories, keys=True) if key == Predicate.HAS_CODE}


def _papers_with(
    nx: networkx.MultiDiGraph[str], concept: str, predicates: tuple[Predicate, ...], *, variants: bool
) -> set[str]:
    concepts = {variant.id for variant in family_of(nx, concept).walk()} if variants else {concept}
    return {
        head
        for each in concepts
        for head, _, key in nx.in_edges(each, keys=True)
        if key in predicates and nx.nodes[head]["kind"] == NodeKind.PAPER
    }


def _fits(nx: networkx.MultiDiGraph[str], paper: str, question: PaperQuestion) -> bool:
    attributes = nx.nodes[paper]
    return (question.year is None or attributes.get("year") == question.year) and (
        question.venue is None or question.venue.casefold() in str(attributes.get("venue", "")).casefold()
    )
