"""Which papers: by what they introduce, use, compare with or are evaluated on, and whether there is code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx

from kg.adjacency import edges_to
from kg.caching import per_graph
from kg.family import descendants
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
    found = _all_papers(nx)
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
            found = found & _papers_with(nx, find_node(nx, name, kinds), predicates, variants=question.variants)
    if question.with_code is not None:
        found = found & _papers_with_code(nx) if question.with_code else found - _papers_with_code(nx)
    if question.year is not None:
        found = found & _papers_by_year(nx).get(question.year, frozenset())
    return sorted(paper for paper in found if question.venue is None or _is_at(nx, paper, question.venue))


@per_graph
def _all_papers(nx: networkx.MultiDiGraph[str]) -> frozenset[str]:
    return frozenset(node for node, kind in nx.nodes(data="kind") if kind == NodeKind.PAPER)


@per_graph
def _papers_with_code(nx: networkx.MultiDiGraph[str]) -> frozenset[str]:
    repositories = [node for node, kind in nx.nodes(data="kind") if kind == NodeKind.REPOSITORY]
    return frozenset(head for head, _, key in nx.in_edges(repositories, keys=True) if key == Predicate.HAS_CODE)


def _papers_with(
    nx: networkx.MultiDiGraph[str], concept: str, predicates: tuple[Predicate, ...], *, variants: bool
) -> set[str]:
    papers = _all_papers(nx)
    asked = {predicate.value for predicate in predicates}
    concepts = descendants(nx, concept) if variants else {concept}
    return {
        head
        for each in concepts
        for head, keys in edges_to(nx, each).items()
        if not asked.isdisjoint(keys) and head in papers
    }


@per_graph
def _papers_by_year(nx: networkx.MultiDiGraph[str]) -> Mapping[int, frozenset[str]]:
    papers: dict[int, set[str]] = defaultdict(set)
    for paper in _all_papers(nx):
        if (year := nx.nodes[paper].get("year")) is not None:
            papers[year].add(paper)
    return {year: frozenset(found) for year, found in papers.items()}


def _is_at(nx: networkx.MultiDiGraph[str], paper: str, venue: str) -> bool:
    return venue.casefold() in str(nx.nodes[paper].get("venue", "")).casefold()
