"""All nodes or facts of a graph one after another, without keeping in memory what is past."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.facts import Fact, Node
from kg.schema import NodeKind, Predicate
from kg.tables.columns import KINDS, Rows
from kg.tables.lazy_attributes import AttributeBatch, LazyAttributes
from kg.tables.lazy_mappings import KeptNodes, kept_of
from kg.tables.numbers import columns_of, edges_of
from kg.tables.rows import KeptRows

if TYPE_CHECKING:
    import networkx

TOGETHER = 4096
"""How many are read at once."""


def node_of(name: str, attributes: dict[str, Any]) -> Node:
    """A node from its attributes in networkx."""
    rest = dict(attributes)
    return Node(name, NodeKind(rest.pop("kind")), rest.pop("label"), rest)


def stream_nodes(nx: networkx.MultiDiGraph[str], kinds: tuple[NodeKind, ...]) -> Iterator[Node]:
    """The nodes of these kinds, all without any, in the order of the graph."""
    if (kept := kept_of(nx)) is not None:
        columns = kept.columns
        yield from _kept_nodes(nx, kept, np.flatnonzero(columns.of_kind(*kinds or NodeKind)))
        return
    wanted = {kind.value for kind in kinds}
    for name, attributes in nx.nodes(data=True):
        if not wanted or attributes["kind"] in wanted:
            yield node_of(name, attributes)


def some_nodes(nx: networkx.MultiDiGraph[str], rows: Rows) -> Iterator[Node]:
    """The nodes of these rows of ``kg.tables.numbers.columns_of``, in this order.

    Of a kept graph their attributes are read when somebody looks at them.
    """
    if (kept := kept_of(nx)) is not None:
        yield from _looked_at_later(nx, kept, rows)
        return
    for name in columns_of(nx).nodes.ids.many(rows):
        yield node_of(name, nx.nodes[name])


def stream_facts(nx: networkx.MultiDiGraph[str], predicates: tuple[Predicate, ...]) -> Iterator[Fact]:
    """The facts with these predicates, all without any, in the order of the graph's edges."""
    if kept_of(nx) is not None:
        columns = columns_of(nx)
        ordered = columns.in_order
        yield from some_facts(nx, ordered[columns.saying(*predicates)[ordered]] if predicates else ordered)
        return
    wanted = {predicate.value for predicate in predicates}
    for head, tail, key, evidence in nx.edges(keys=True, data="evidence"):
        if not wanted or key in wanted:
            yield Fact(head, Predicate(key), tail, tuple(evidence))


def some_facts(nx: networkx.MultiDiGraph[str], facts: Rows) -> Iterator[Fact]:
    """These facts of ``kg.tables.numbers.columns_of``, in this order."""
    for start in range(0, len(facts), TOGETHER):
        for head, tail, key, edge in edges_of(nx, facts[start : start + TOGETHER]):
            yield Fact(head, Predicate(key), tail, edge["evidence"])


def _looked_at_later(nx: networkx.MultiDiGraph[str], kept: KeptRows, rows: Rows) -> Iterator[Node]:
    mapping, nodes = nx._node, kept.columns.nodes
    assert isinstance(mapping, KeptNodes)
    batch = AttributeBatch(rows, mapping.seen)
    names, labels = nodes.ids.many(rows), nodes.labels.many(rows)
    told = zip(names, nodes.kinds[rows].tolist(), labels, nodes.years[rows].tolist(), strict=True)
    for place, (name, code, label, year) in enumerate(told):
        yield Node(name, KINDS[code], label, LazyAttributes(batch, place, year))


def _kept_nodes(nx: networkx.MultiDiGraph[str], kept: KeptRows, rows: Rows) -> Iterator[Node]:
    mapping = nx._node
    assert isinstance(mapping, KeptNodes)
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        yield from map(node_of, kept.columns.nodes.ids.many(some), mapping.seen(some))
