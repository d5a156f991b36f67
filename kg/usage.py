"""Who names what, over the whole graph: made once a graph, for questions that look at many concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx

from kg.adjacency import edges_from
from kg.caching import per_graph
from kg.schema import CONCEPT_KINDS, NodeKind

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)


@dataclass(frozen=True, slots=True)
class Usage:
    """``papers`` by concept, those without any left out; ``concepts`` by paper, sorted. In whatever role."""

    papers: Mapping[str, frozenset[str]]
    concepts: Mapping[str, tuple[str, ...]]


@per_graph
def usage_of(nx: networkx.MultiDiGraph[str]) -> Usage:
    """The papers of every concept and the concepts of every paper."""
    kinds = dict(nx.nodes(data="kind"))
    concepts = {
        paper: tuple(sorted(tail for tail in edges_from(nx, paper) if kinds[tail] in _CONCEPTS))
        for paper, kind in kinds.items()
        if kind == NodeKind.PAPER
    }
    papers: dict[str, list[str]] = defaultdict(list)
    for paper, named in concepts.items():
        for concept in named:
            papers[concept].append(paper)
    return Usage({concept: frozenset(found) for concept, found in papers.items()}, concepts)
