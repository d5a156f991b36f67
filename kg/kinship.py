"""What is a variant of what, over the whole graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.caching import per_graph
from kg.schema import Predicate
from kg.tables.columns import Columns, Flags, Rows, distinct, ranges, starts_of
from kg.tables.numbers import columns_of

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """The facts that say that one concept is a variant of another, by rows of ``columns``, parent after parent."""

    columns: Columns
    facts: Rows
    variants: Rows
    """Of each fact what is a variant; sorted for each parent."""
    starts: Rows
    """Where in them those of each parent begin, and the end of the last."""
    near: Flags
    """Of each fact, whether the variant is none of another variant of the parent too."""

    def children(self, concept: int) -> list[int]:
        """The direct variants of a concept, sorted."""
        found: list[int] = self.variants[self.starts[concept] : self.starts[concept + 1]].tolist()
        return found

    def parents(self, concept: int) -> list[int]:
        """What a concept is a direct variant of, sorted."""
        columns = self.columns
        facts = columns.facts_from(concept)
        says = columns.saying(Predicate.VARIANT_OF, facts=facts)
        return sorted(columns.facts.tails[facts[says]].tolist())

    def direct(self, concepts: Rows) -> tuple[Rows, Rows]:
        """The nearest variants of these, one's after another's, and the facts that say so."""
        places = ranges(self.starts, concepts)
        places = places[self.near[places]]
        return self.variants[places], self.facts[places]

    def direct_counts(self) -> Rows:
        """How many such each concept has."""
        found: Rows = np.diff(np.concatenate([[0], np.cumsum(self.near)])[self.starts])
        return found

    def descendants(self, concept: int) -> Collection[int]:
        """A concept and all its variants, theirs and so on, sorted."""
        met = np.zeros(len(self.starts), dtype=np.bool_)
        ring = np.array([concept])
        while len(ring):
            met[ring] = True
            below = distinct(self.variants[ranges(self.starts, ring)])
            ring = below[~met[below]]
        found: list[int] = np.flatnonzero(met).tolist()
        return found


@per_graph
def kinship_of(nx: networkx.MultiDiGraph[str]) -> Kinship:
    """The kinship of a graph's concepts."""
    columns = columns_of(nx)
    count = len(columns.nodes.ids)
    facts = np.flatnonzero(columns.saying(Predicate.VARIANT_OF))
    heads, tails = columns.facts.heads[facts], columns.facts.tails[facts]
    above = starts_of(heads, count)
    further = (np.repeat(heads, np.diff(above)[tails]) << 32) | tails[ranges(above, tails)]
    order = np.argsort((tails << 32) | heads)
    near = _lacking((heads << 32) | tails, distinct(further))
    return Kinship(columns, facts[order], heads[order], starts_of(tails, count), near[order])


def _lacking(numbers: Rows, ordered: Rows) -> Flags:
    """Of each number, whether it is none of these, which are sorted."""
    places = np.searchsorted(ordered, numbers)
    found: Flags = np.append(ordered, -1)[places] != numbers
    return found
