"""A kept graph as a networkx.MultiDiGraph that makes its dictionaries for the nodes that are asked for.

networkx' views and algorithms read the three mappings that it keeps a graph in. Here they are those of
``kg.tables.lazy_mappings``. Whoever adds or removes nodes or edges gets a graph of ordinary dictionaries first: all is
loaded then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx

from kg.tables.lazy_mappings import TableGraph
from kg.tables.rows import KeptRows, Tables


def _loading(method: str) -> Callable[..., Any]:
    """A method of networkx' own that changes the graph, after all of it is loaded."""
    own = getattr(networkx.MultiDiGraph, method)

    def changed(self: KeptDiGraph, *args: Any, **options: Any) -> Any:
        self.load()
        return own(self, *args, **options)

    changed.__name__, changed.__doc__ = method, f"As networkx.MultiDiGraph.{method}, once all is loaded."
    return changed


class KeptDiGraph(networkx.MultiDiGraph):  # type: ignore[misc] # networkx tells no types
    """A MultiDiGraph over the tables of a kept graph; without them, as networkx makes copies, an ordinary one."""

    held: TableGraph | None = None
    kept: KeptRows | None = None
    """What it reads from, until all is loaded."""

    @classmethod
    def over(cls, tables: Tables) -> KeptDiGraph:
        """The graph that the tables hold; nothing is read yet."""
        return cls.of(TableGraph(tables))

    @classmethod
    def of(cls, held: TableGraph) -> KeptDiGraph:
        """The graph of these mappings."""
        graph = cls()
        graph.held, graph.kept = held, held.kept
        _give(graph, held._node, held._succ, held._pred)
        return graph

    def load(self) -> None:
        """Make everything, as ordinary dictionaries; what is at hand of nodes and edges goes on being theirs."""
        if self.kept is None:
            return
        mappings: tuple[Mapping[str, Any], ...] = (self._node, self._adj, self._pred)
        _give(self, *(dict(each.items()) for each in mappings))
        self.held = self.kept = None

    def number_of_nodes(self) -> int:
        """How many nodes there are."""
        return len(self._node)

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        """How many edges there are, between two nodes if these are given."""
        if self.kept is not None and u is None:
            return self.kept.tables.rows("facts")
        found: int = super().number_of_edges(u, v)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        plain = networkx.MultiDiGraph()
        plain.graph.update(self.graph)
        plain.add_nodes_from((name, dict(attributes)) for name, attributes in self._node.items())
        plain.add_edges_from(
            (head, tail, key, dict(attributes) | {"evidence": tuple(attributes["evidence"])})
            for head, joined in self._adj.items()
            for tail, keyed in joined.items()
            for key, attributes in keyed.items()
        )
        return _same, (plain,)

    add_node, add_nodes_from = _loading("add_node"), _loading("add_nodes_from")
    remove_node, remove_nodes_from = _loading("remove_node"), _loading("remove_nodes_from")
    add_edge, add_edges_from = _loading("add_edge"), _loading("add_edges_from")
    remove_edge, remove_edges_from = _loading("remove_edge"), _loading("remove_edges_from")
    clear, clear_edges = _loading("clear"), _loading("clear_edges")


def _give(graph: Any, nodes: object, heads: object, tails: object) -> None:
    """Put these mappings in the place of a graph's own."""
    graph._node, graph._adj, graph._pred = nodes, heads, tails


def _same(graph: Any) -> Any:
    return graph
