"""NetworkX on the graph: communities of papers that share rare concepts, and what holds each together."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import networkx

import kg
from kg.schema import NodeKind

graph = kg.build([str(Path(__file__).with_name("papers.jsonl"))] if len(sys.argv) == 1 else sys.argv[1:])

near = networkx.Graph()
for paper in graph.nodes(NodeKind.PAPER):
    for other in graph.related(paper.id, limit=5):
        near.add_edge(paper.id, other.id, weight=other.score)

for number, community in enumerate(networkx.community.louvain_communities(near, seed=0), 1):
    shared = Counter(
        concept
        for paper in community
        for concept in graph.nx.successors(paper)
        if graph.node(concept).kind in (NodeKind.METHOD, NodeKind.MODEL)
    )
    names = ", ".join(graph.node(concept).label for concept, _ in shared.most_common(5))
    print(f"{number}. {len(community)} papers: {names}")
    for paper in sorted(community)[:3]:
        print(f"     {graph.node(paper).label}")
