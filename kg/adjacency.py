"""The dictionaries in which networkx keeps nodes and edges, for questions that follow them from node to node.

The public views wrap each dictionary on each access, which makes them several times slower; ``_succ`` and ``_pred``
are what networkx's own algorithms use for that reason. This is the only module that names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.tables.lazy_mappings import kept_of

if TYPE_CHECKING:
    import networkx

Joined: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""The edges of a node: by the node at the other end, then by predicate, their attributes."""


def edges_from(nx: networkx.MultiDiGraph[str], node: str) -> Joined:
    """The edges whose head a node is; a KeyError when there is no such node."""
    joined: Joined = nx._succ[node]
    return joined


def edges_to(nx: networkx.MultiDiGraph[str], node: str) -> Joined:
    """The edges whose tail a node is; a KeyError when there is no such node."""
    joined: Joined = nx._pred[node]
    return joined


def label_of(nx: networkx.MultiDiGraph[str], node: str) -> str:
    """What a node is called, without its other attributes, which may have to be read."""
    if (kept := kept_of(nx)) is not None:
        columns = kept.columns
        label: str = columns.nodes.labels[columns.row(node)]
        return label
    return str(nx._node[node]["label"])


def kind_of(nx: networkx.MultiDiGraph[str], node: str) -> str:
    """Its kind, likewise."""
    if (kept := kept_of(nx)) is not None:
        columns = kept.columns
        named: str = columns.nodes.named[columns.nodes.kinds[columns.row(node)]]
        return named
    return str(nx._node[node]["kind"])


def degree_of(nx: networkx.MultiDiGraph[str], node: str) -> int:
    """How many edges it is an end of, a loop counted twice."""
    if (kept := kept_of(nx)) is not None:
        columns = kept.columns
        return int(columns.degrees[columns.row(node)])
    degree: int = nx.degree(node)
    return degree
