"""What is derived from a whole graph, made on the first question and kept as long as the graph lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import networkx

Derived = TypeVar("Derived")


def per_graph(
    make: Callable[[networkx.MultiDiGraph[str]], Derived],
) -> Callable[[networkx.MultiDiGraph[str]], Derived]:
    """Call ``make`` once a graph, and again when the graph has gained or lost nodes since.

    Edges added or attributes changed in place, by a caller who edits ``graph.nx``, go unseen.
    """
    made: WeakKeyDictionary[networkx.MultiDiGraph[str], tuple[int, Derived]] = WeakKeyDictionary()

    @wraps(make)
    def derived(nx: networkx.MultiDiGraph[str]) -> Derived:
        kept = made.get(nx)
        if kept is None or kept[0] != len(nx):
            kept = made[nx] = (len(nx), make(nx))
        return kept[1]

    return derived
