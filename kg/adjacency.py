"""The dictionaries in which networkx keeps edges, for questions that walk thousands of them.

The public views wrap each dictionary on each access, which makes them several times slower; ``_succ`` and ``_pred``
are what networkx's own algorithms use for that reason. This is the only module that names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

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
