"""Who names what, over the whole graph; what looks at all of it is made once a graph, when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kg.caching import per_graph
from kg.tables.columns import Columns, Rows, distinct, ranges, starts_of
from kg.tables.numbers import columns_of

if TYPE_CHECKING:
    import networkx


class Usage:
    """The papers of each concept and the concepts of each paper, in whatever role, as rows of ``columns``, sorted."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def total(self) -> int:
        """How many papers there are."""
        return int(self.columns.papers.sum())

    @cached_property
    def naming(self) -> tuple[Rows, Rows]:
        """The papers, concept after concept, and where in them those of each row begin."""
        columns = self.columns
        heads, tails = columns.facts.heads, columns.facts.tails
        pairs = distinct(((tails << 32) | heads)[columns.papers[heads] & columns.concepts[tails]])
        return pairs & 0xFFFFFFFF, starts_of(pairs >> 32, len(columns.nodes.ids))

    def papers(self, concept: int) -> Rows:
        """The papers that name a concept."""
        heads = self.columns.facts.heads[self.columns.facts_to(concept)]
        return distinct(heads[self.columns.papers[heads]])

    def concepts(self, paper: int) -> Rows:
        """The concepts that a paper names."""
        tails = self.columns.facts.tails[self.columns.facts_from(paper)]
        return distinct(tails[self.columns.concepts[tails]])

    def paper_counts(self) -> Rows:
        """How many papers name each node; 0 for what is no concept."""
        return np.diff(self.naming[1])

    def paper_counts_of(self, concepts: Rows) -> Rows:
        """The same for these alone, for which not all papers of all concepts need be put in order."""
        if "naming" in self.__dict__:
            return self.paper_counts()[concepts]
        heads, tails, count = self.columns.facts.heads, self.columns.facts.tails, len(self.columns.nodes.ids)
        wanted = np.zeros(count, dtype=np.bool_)
        wanted[concepts] = True
        wanted &= self.columns.concepts
        facts = np.flatnonzero(wanted[tails] & self.columns.papers[heads])
        pairs = distinct((tails[facts] << 32) | heads[facts])
        return np.bincount(pairs >> 32, minlength=count)[concepts]

    def beside(self, concept: int) -> tuple[Rows, Rows]:
        """The other concepts that papers name with this one, and how many do."""
        columns = self.columns
        facts = ranges(columns.starts, self.papers(concept))
        tails = columns.facts.tails[facts]
        pairs = distinct(((columns.facts.heads[facts] << 32) | tails)[columns.concepts[tails]])
        others, counts = np.unique(pairs & 0xFFFFFFFF, return_counts=True)
        return others[others != concept], counts[others != concept]


@per_graph
def usage_of(nx: networkx.MultiDiGraph[str]) -> Usage:
    """The papers of every concept and the concepts of every paper."""
    return Usage(columns_of(nx))
