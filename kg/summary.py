"""A graph in figures: what a person wants to read after a build."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.graph import Graph
from kg.kinship import kinship_of
from kg.schema import CONCEPT_KINDS, NodeKind
from kg.tables.columns import NodeColumns
from kg.tables.numbers import columns_of
from kg.usage import usage_of


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
    columns, kinship = columns_of(graph.asked), kinship_of(graph.asked)
    nodes, papers = columns.nodes, usage_of(graph.asked).paper_counts()
    kinds = dict(zip(nodes.named, np.bincount(nodes.kinds, minlength=len(nodes.named)).tolist(), strict=True))
    concepts = np.flatnonzero(columns.concepts)
    least = np.sort(papers[concepts])[-top:][:1]
    shared = [_count(nodes, row, int(papers[row])) for row in concepts[papers[concepts] >= least].tolist()]
    direct = kinship.direct_counts()
    families = [_count(nodes, row, int(direct[row])) for row in np.flatnonzero(direct).tolist()]
    ordered = {
        kind.value: kinds[kind.value]
        for kind in (NodeKind.PAPER, *CONCEPT_KINDS, NodeKind.REPOSITORY, NodeKind.PAGE, NodeKind.RESULT)
    }
    return Summary(ordered, _largest(shared, top), _largest(families, top))


def _count(nodes: NodeColumns, concept: int, number: int) -> Count:
    return Count(nodes.labels[concept], nodes.named[nodes.kinds[concept]], number)


def _largest(counts: list[Count], top: int) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: (-count.number, count.name.casefold(), count.kind))[:top])
