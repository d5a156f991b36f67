"""What is new between two graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.facts import Fact, Node
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, NodeKind


@dataclass(frozen=True, slots=True)
class Part:
    """What one graph has and another lacks, each by id."""

    papers: tuple[Node, ...]
    concepts: tuple[Node, ...]
    repositories: tuple[Node, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the later graph has gained over the earlier, and what it has lost."""

    gained: Part
    lost: Part


def compare(old: Graph, new: Graph) -> Difference:
    """Papers, concepts and repositories by id, and facts by head, predicate and tail, that only one graph has.

    A fact whose evidence alone changed is the same fact. A concept that more papers have taught the graph to keep
    apart, or to join, has another id: it shows as one lost and one gained.
    """
    return Difference(_only(new, old), _only(old, new))


def _only(one: Graph, other: Graph) -> Part:
    return Part(
        _nodes_only(one, other, (NodeKind.PAPER,)),
        _nodes_only(one, other, CONCEPT_KINDS),
        _nodes_only(one, other, (NodeKind.REPOSITORY,)),
        tuple(fact for fact in one.facts() if not other.nx.has_edge(fact.head, fact.tail, fact.predicate.value)),
    )


def _nodes_only(one: Graph, other: Graph, kinds: Iterable[NodeKind]) -> tuple[Node, ...]:
    return tuple(node for node in one.nodes(*kinds) if node.id not in other.nx)
