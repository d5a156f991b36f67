"""What is derived from a whole graph, made on the first question and kept as long as the graph lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from kg.tables.lazy_mappings import owner_of

if TYPE_CHECKING:
    import networkx

Derived = TypeVar("Derived")


def per_graph(
    make: Callable[[networkx.MultiDiGraph[str]], Derived],
) -> Callable[[networkx.MultiDiGraph[str]], Derived]:
    """Call ``make`` once a graph, and again when the graph has gained or lost nodes since.

    Edges added or attributes changed in place, by a caller who edits ``graph.nx``, go unseen.
    """
    made: WeakKeyDictionary[Any, tuple[int, Derived]] = WeakKeyDictionary()

    @wraps(make)
    def derived(nx: networkx.MultiDiGraph[str]) -> Derived:
        key = owner_of(nx)
        found = made.get(key)
        if found is None or found[0] != len(nx):
            found = made[key] = (len(nx), make(nx))
        return found[1]

    return derived
