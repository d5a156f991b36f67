"""When a concept was first seen, and how many papers name it each year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.answers import Answers
from kg.caching import per_graph
from kg.tables.columns import KINDS, Rows
from kg.tables.numbers import columns_of
from kg.usage import usage_of

if TYPE_CHECKING:
    import networkx

_NEVER = 1 << 20
"""Later than any year."""


@dataclass(frozen=True, slots=True)
class YearOfUse:
    """How many papers of a year name a concept, of how many papers that year has in the graph."""

    year: int
    papers: int
    of: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A concept over the years.

    ``years`` runs without gaps from the year it is first seen to the last of the graph; it is empty when no paper that
    names the concept has a year. ``undated`` papers name it and have none. ``first`` are the ids of the papers of the
    first year.
    """

    id: str
    name: str
    kind: str
    papers: int
    undated: int
    first: tuple[str, ...]
    years: tuple[YearOfUse, ...]

    @property
    def first_year(self) -> int | None:
        """The year in which a paper of the graph first names it, where known."""
        return self.years[0].year if self.years else None

    def to_rows(self) -> Answers[YearOfUse]:
        """The years as a table."""
        return Answers(YearOfUse, self.years)


def timeline_of(nx: networkx.MultiDiGraph[str], concept: str) -> Timeline:
    """A concept's papers by year."""
    return _timeline(nx, columns_of(nx).row(concept))


def _timeline(nx: networkx.MultiDiGraph[str], concept: int) -> Timeline:
    nodes = columns_of(nx).nodes
    papers = usage_of(nx).papers(concept)
    years = nodes.years[papers]
    counts = Counter(years[years > 0].tolist())
    start = min(counts, default=0)
    return Timeline(
        nodes.ids[concept],
        nodes.labels[concept],
        KINDS[nodes.kinds[concept]].value,
        len(papers),
        len(papers) - counts.total(),
        tuple(nodes.ids.many(papers[years == start])) if counts else (),
        tuple(YearOfUse(year, counts[year], of) for year, of in _years(nx) if counts and year >= start),
    )


def newest_timelines(nx: networkx.MultiDiGraph[str], limit: int) -> list[Timeline]:
    """The concepts that were first seen last: the latest year first, of those the most named, then by id."""
    return [_timeline(nx, concept) for concept in _by_first_year(nx)[:limit].tolist()]


@per_graph
def _by_first_year(nx: networkx.MultiDiGraph[str]) -> Rows:
    """Every concept that a paper with a year names."""
    usage = usage_of(nx)
    counts = usage.paper_counts()
    concepts = np.repeat(np.arange(len(counts)), counts)
    years = usage.columns.nodes.years[usage.naming[0]]
    first = np.full(len(counts), _NEVER)
    np.minimum.at(first, concepts[years > 0], years[years > 0])
    ranked = np.lexsort((np.arange(len(counts)), -counts, -first))
    return ranked[first[ranked] < _NEVER]


@per_graph
def _years(nx: networkx.MultiDiGraph[str]) -> tuple[tuple[int, int], ...]:
    """All years from the first to the last of the graph's papers, with how many papers each has."""
    columns = columns_of(nx)
    years = columns.nodes.years[columns.papers]
    counts = Counter(years[years > 0].tolist())
    return tuple((year, counts[year]) for year in range(min(counts), max(counts) + 1)) if counts else ()
