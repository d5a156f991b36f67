"""Who names what, over the whole graph: made once a graph, for questions that look at many concepts."""

from __future__ import annotations

from dataclasses import dataclass

import networkx
import numpy as np

from kg.caching import per_graph
from kg.tables.columns import Columns, Rows, distinct, ranges
from kg.tables.numbers import columns_of


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """The papers of each concept and the concepts of each paper, in whatever role, as rows of ``columns``, sorted."""

    columns: Columns
    total: int
    """How many papers there are."""
    naming: tuple[Rows, Rows]
    """The papers, concept after concept, and where in them those of each row begin."""
    named: tuple[Rows, Rows]
    """The concepts, paper after paper, likewise."""

    def papers(self, concept: int) -> Rows:
        """The papers that name a concept."""
        rows, starts = self.naming
        return rows[starts[concept] : starts[concept + 1]]

    def concepts(self, paper: int) -> Rows:
        """The concepts that a paper names."""
        rows, starts = self.named
        return rows[starts[paper] : starts[paper + 1]]

    def paper_counts(self) -> Rows:
        """How many papers name each node; 0 for what is no concept."""
        return np.diff(self.naming[1])

    def beside(self, concept: int) -> tuple[Rows, Rows]:
        """The other concepts that papers name with this one, and how many do."""
        rows, starts = self.named
        found = rows[ranges(starts, self.papers(concept))]
        others, counts = np.unique(found, return_counts=True)
        return others[others != concept], counts[others != concept]


@per_graph
def usage_of(nx: networkx.MultiDiGraph[str]) -> Usage:
    """The papers of every concept and the concepts of every paper."""
    columns = columns_of(nx)
    heads, tails = columns.facts.heads, columns.facts.tails
    naming = columns.papers[heads] & columns.concepts[tails]
    pairs = distinct((heads[naming] << 32) | tails[naming])
    papers, concepts = pairs >> 32, pairs & 0xFFFFFFFF
    back = np.sort((concepts << 32) | papers) & 0xFFFFFFFF
    count = len(columns.nodes.ids)
    total = int(columns.papers.sum())
    return Usage(columns, total, (back, _starts(concepts, count)), (concepts, _starts(papers, count)))


def _starts(rows: Rows, count: int) -> Rows:
    return np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))])
