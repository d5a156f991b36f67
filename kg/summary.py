"""A graph in figures: what a person wants to read after a build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.family import family_of, paper_count
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, NodeKind


@dataclass(frozen=True, slots=True)
class Count:
    """A concept and how many papers name it, or how many direct variants it has."""

    name: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Nodes by kind, the most shared concepts, and the largest families, largest first."""

    kinds: dict[str, int]
    shared: tuple[Count, ...]
    families: tuple[Count, ...]


def summarise(graph: Graph, top: int = 10) -> Summary:
    """The figures of a graph; ties are broken by name."""
    kinds = Counter(kind for _, kind in graph.nx.nodes(data="kind"))
    concepts = list(graph.concepts())
    shared = [Count(node.label, node.kind, paper_count(graph.nx, node.id)) for node in concepts]
    families = [Count(node.label, node.kind, len(family_of(graph.nx, node.id, depth=1).variants)) for node in concepts]
    ordered = {
        kind.value: kinds[kind.value]
        for kind in (NodeKind.PAPER, *CONCEPT_KINDS, NodeKind.REPOSITORY, NodeKind.PAGE, NodeKind.RESULT)
    }
    return Summary(ordered, _largest(shared, top), _largest([family for family in families if family.number], top))


def _largest(counts: list[Count], top: int) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: (-count.number, count.name.casefold(), count.kind))[:top])
