"""The attributes of nodes that an answer holds, read from the tables when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.tables.columns import Rows
from kg.tables.rows import Attributes

_OF_NODE = frozenset({"kind", "label"})
"""What networkx keeps among the attributes, and a node has apart from them."""


class AttributeBatch:
    """The attributes of nodes that were asked for together, ``read`` from their rows.

    Whoever looks at one often looks at the next: each reading takes twice as many as the one before.
    """

    def __init__(self, rows: Rows, read: Callable[[Rows], Iterator[Attributes]]) -> None:
        self._rows, self._read, self._many = rows, read, 1
        self._made: dict[int, Attributes] = {}

    def of(self, place: int) -> Attributes:
        """Those of the node in this place."""
        if place not in self._made:
            end = min(place + self._many, len(self._rows))
            places = [each for each in range(place, end) if each not in self._made]
            for each, found in zip(places, self._read(self._rows[places]), strict=True):
                self._made[each] = {name: value for name, value in found.items() if name not in _OF_NODE}
            self._many *= 2
        return self._made[place]


class LazyAttributes(Mapping[str, Any]):
    """The attributes of one node; equal to the dictionary of them, and copied or pickled as that.

    The year is at hand without any reading.
    """

    __slots__ = ("_batch", "_place", "_year")

    def __init__(self, batch: AttributeBatch, place: int, year: int) -> None:
        self._batch, self._place, self._year = batch, place, year

    def _all(self) -> Attributes:
        return self._batch.of(self._place)

    def __getitem__(self, name: str) -> Any:
        if name == "year" and self._year:
            return self._year
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self._all()),)
