"""The evidence of an edge, read from the tables when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from kg.facts import Evidence
from kg.tables.columns import Rows
from kg.tables.rows import KeptRows


class EvidenceBatch(Sequence["LazyEvidence"]):
    """The evidence of facts that were asked for together, and is read together: that of one after another."""

    def __init__(self, rows: KeptRows, facts: Rows) -> None:
        self._rows, self._facts = rows, facts

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, place: Any) -> Any:
        return LazyEvidence(self, range(len(self))[place])

    def __iter__(self) -> Iterator[LazyEvidence]:
        return (LazyEvidence(self, place) for place in range(len(self)))

    @cached_property
    def counts(self) -> list[int]:
        """How many pieces each of the facts has."""
        counts: list[int] = self._rows.pieces(self._facts)[1].tolist()
        return counts

    @cached_property
    def pieces(self) -> list[tuple[Evidence, ...]]:
        """Those of each of the facts."""
        return self._rows.evidence_of(self._facts)


class LazyEvidence(Sequence[Evidence]):
    """The evidence of one fact; equal to the tuple of it, and copied or pickled as that."""

    __slots__ = ("_batch", "_pieces", "_place")

    def __init__(self, batch: EvidenceBatch, place: int) -> None:
        self._batch: EvidenceBatch | None = batch
        self._place = place
        self._pieces: tuple[Evidence, ...] = ()

    def _read(self) -> tuple[Evidence, ...]:
        if self._batch is not None:
            self._pieces = self._batch.pieces[self._place]
            self._batch = None
        return self._pieces

    def __len__(self) -> int:
        return len(self._pieces) if self._batch is None else self._batch.counts[self._place]

    def __getitem__(self, index: Any) -> Any:
        return self._read()[index]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == (other._read() if isinstance(other, LazyEvidence) else other)

    def __hash__(self) -> int:
        return hash(self._read())

    def __add__(self, other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return self._read() + tuple(other)

    def __repr__(self) -> str:
        return repr(self._read())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self._read()),)

    def __deepcopy__(self, memo: object) -> tuple[Evidence, ...]:
        return self._read()
