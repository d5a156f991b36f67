"""When a concept was first seen, and how many papers name it each year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx

from kg.answers import Answers
from kg.caching import per_graph
from kg.family import papers_of
from kg.schema import NodeKind
from kg.usage import usage_of


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
    papers = sorted(papers_of(nx, concept))
    dated = {paper: year for paper in papers if (year := _year(nx, paper)) is not None}
    counts = Counter(dated.values())
    attributes = nx.nodes[concept]
    start = min(counts, default=0)
    return Timeline(
        concept,
        attributes["label"],
        attributes["kind"],
        len(papers),
        len(papers) - len(dated),
        tuple(paper for paper, year in dated.items() if year == start),
        tuple(YearOfUse(year, counts[year], of) for year, of in _years(nx) if dated and year >= start),
    )


def newest_timelines(nx: networkx.MultiDiGraph[str], limit: int) -> list[Timeline]:
    """The concepts that were first seen last: the latest year first, of those the most named, then by id."""
    return [timeline_of(nx, concept) for concept in _by_first_year(nx)[:limit]]


@per_graph
def _by_first_year(nx: networkx.MultiDiGraph[str]) -> tuple[str, ...]:
    """Every concept that a paper with a year names."""
    years = {paper: year for paper in usage_of(nx).concepts if (year := _year(nx, paper)) is not None}
    ranked = []
    for concept, papers in usage_of(nx).papers.items():
        dated = [years[paper] for paper in papers if paper in years]
        if dated:
            ranked.append((-min(dated), -len(papers), concept))
    return tuple(concept for *_, concept in sorted(ranked))


@per_graph
def _years(nx: networkx.MultiDiGraph[str]) -> tuple[tuple[int, int], ...]:
    """All years from the first to the last of the graph's papers, with how many papers each has."""
    papers = (node for node, kind in nx.nodes(data="kind") if kind == NodeKind.PAPER)
    counts = Counter(year for paper in papers if (year := _year(nx, paper)) is not None)
    return tuple((year, counts[year]) for year in range(min(counts), max(counts) + 1)) if counts else ()


def _year(nx: networkx.MultiDiGraph[str], paper: str) -> int | None:
    year: int | None = nx.nodes[paper].get("year")
    return year
