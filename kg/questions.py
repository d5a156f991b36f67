"""Which papers: by what they introduce, use, compare with or are evaluated on, and whether there is code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.caching import per_graph
from kg.kinship import kinship_of
from kg.names import find_node
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate
from kg.tables.columns import Columns, Flags, Rows
from kg.tables.numbers import columns_of, field_of

if TYPE_CHECKING:
    import networkx

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


def ask_papers(nx: networkx.MultiDiGraph[str], question: PaperQuestion) -> Rows:
    """The rows of the papers that fulfil all that is asked; UnknownNameError for a name the graph hasn't."""
    columns = columns_of(nx)
    found = columns.papers.copy()
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
        found &= papers_with_code(nx) == question.with_code
    if question.year is not None:
        found &= columns.nodes.years == question.year
    rows = np.flatnonzero(found)
    return rows if question.venue is None else rows[_are_at(nx, rows, question.venue)]


@per_graph
def papers_with_code(nx: networkx.MultiDiGraph[str]) -> Flags:
    """Of each node, whether it is a paper with code of its own."""
    columns = columns_of(nx)
    return _flags(columns, columns.facts.heads[columns.saying(Predicate.HAS_CODE)])


def _papers_with(
    nx: networkx.MultiDiGraph[str], concept: str, predicates: tuple[Predicate, ...], *, variants: bool
) -> Flags:
    columns = columns_of(nx)
    row = columns.row(concept)
    concepts = kinship_of(nx).descendants(row) if variants else [row]
    facts = np.concatenate([columns.facts_to(each) for each in concepts])
    return _flags(columns, columns.facts.heads[facts[columns.saying(*predicates, facts=facts)]])


def _flags(columns: Columns, rows: Rows) -> Flags:
    flags = np.zeros(len(columns.nodes.ids), dtype=np.bool_)
    flags[rows] = True
    return flags


def _are_at(nx: networkx.MultiDiGraph[str], rows: Rows, venue: str) -> list[bool]:
    """Of each of these papers, whether its venue's name has the part that is asked for."""
    return [venue.casefold() in str(found or "").casefold() for found in field_of(nx, rows, "venue")]
