"""The evidence of an edge, read from the tables when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.facts import Evidence
from kg.tables.columns import Rows
from kg.tables.rows import KeptRows


class EvidenceBatch:
    """The evidence of facts that were asked for together, and is read together."""

    def __init__(self, rows: KeptRows, facts: Rows) -> None:
        self._rows = rows
        self._at, self._counts = rows.piece_rows(facts)
        self._pieces: list[Evidence] | None = None

    def sequences(self) -> Iterator[LazyEvidence]:
        """The evidence of each of the facts."""
        start = 0
        for count in self._counts.tolist():
            yield LazyEvidence(self, start, start + count)
            start += count

    def pieces(self) -> list[Evidence]:
        """All of it, one fact's after another's."""
        if self._pieces is None:
            self._pieces = self._rows.evidence(self._at)
        return self._pieces


class LazyEvidence(Sequence[Evidence]):
    """The evidence of one fact; equal to the tuple of it, and copied or pickled as that."""

    __slots__ = ("_batch", "_end", "_pieces", "_start")

    def __init__(self, batch: EvidenceBatch, start: int, end: int) -> None:
        self._batch: EvidenceBatch | None = batch
        self._start, self._end = start, end
        self._pieces: tuple[Evidence, ...] = ()

    def _read(self) -> tuple[Evidence, ...]:
        if self._batch is not None:
            self._pieces = tuple(self._batch.pieces()[self._start : self._end])
            self._batch = None
        return self._pieces

    def __len__(self) -> int:
        return self._end - self._start

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
