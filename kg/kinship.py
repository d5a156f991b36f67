"""What is a variant of what, over the whole graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from kg.caching import per_graph
from kg.schema import Predicate
from kg.tables.columns import Columns
from kg.tables.numbers import columns_of


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """The facts that say that one concept is a variant of another, by rows of ``columns``."""

    columns: Columns
    below: Mapping[int, Mapping[int, int]]
    """The direct variants of each concept that has any, sorted, each with the fact that says so."""
    above: Mapping[int, Sequence[int]]
    """What each concept that is a variant is a direct variant of, sorted."""

    def children(self, concept: int) -> list[int]:
        """The direct variants of a concept, sorted."""
        return list(self.below.get(concept, ()))

    def parents(self, concept: int) -> list[int]:
        """What a concept is a direct variant of, sorted."""
        return list(self.above.get(concept, ()))

    def direct(self, concept: int, above: Collection[int] = ()) -> list[tuple[int, int]]:
        """The variants that are no variant of another variant too, without those ``above``; each with its fact."""
        below = self.below.get(concept, {})
        near = below if not above else {head: fact for head, fact in below.items() if head not in above}
        return [(head, fact) for head, fact in near.items() if near.keys().isdisjoint(self.above[head])]

    def descendants(self, concept: int) -> set[int]:
        """A concept and all its variants, theirs and so on."""
        met, waiting = {concept}, [concept]
        while waiting:
            new = set(self.children(waiting.pop())) - met
            met |= new
            waiting.extend(new)
        return met


@per_graph
def kinship_of(nx: networkx.MultiDiGraph[str]) -> Kinship:
    """The kinship of a graph's concepts."""
    columns = columns_of(nx)
    facts = np.flatnonzero(columns.saying(Predicate.VARIANT_OF))
    below: dict[int, dict[int, int]] = defaultdict(dict)
    above: dict[int, list[int]] = defaultdict(list)
    heads, tails = columns.facts.heads[facts].tolist(), columns.facts.tails[facts].tolist()
    for fact, head, tail in zip(facts.tolist(), heads, tails, strict=True):
        below[tail][head] = fact
        above[head].append(tail)
    return Kinship(columns, below, {head: sorted(found) for head, found in above.items()})
