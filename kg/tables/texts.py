"""A column of text, held as a list or as Arrow has it, of which single values cost little."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kg.tables.arrays import bytes_of, flags_of, numbers_of, rows_array, texts_array


class Texts(Sequence[str]):
    """Texts by row. ``column`` is a list, or a ``pyarrow.ChunkedArray`` of strings without nulls."""

    def __init__(self, column: Any, *, ordered: bool = False) -> None:
        self._column, self._ordered = column, ordered

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, row: Any) -> Any:
        found = self._column[row]
        return found if isinstance(found, str | list) else found.as_py()

    @cached_property
    def all(self) -> list[str]:
        """All of them as a list, which is kept."""
        return self._column if isinstance(self._column, list) else self._column.to_pylist()

    def many(self, rows: NDArray[Any]) -> list[str]:
        """Those of these rows, in this order."""
        if isinstance(self._column, list) or "all" in self.__dict__:
            held = self.all
            return [held[row] for row in rows.tolist()]
        found: list[str] = self._column.take(rows_array(rows)).to_pylist()
        return found

    def utf8(self) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """All of them in UTF-8, one after another, and where each begins, and the end of the last."""
        if isinstance(self._column, list):
            encoded = [text.encode("utf-8", "surrogatepass") for text in self._column]
            ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
            return np.frombuffer(b"".join(encoded), dtype=np.uint8), ends
        return bytes_of(self._column)

    def equal(self, text: str) -> NDArray[np.bool_]:
        """Of each, whether it is this text."""
        if isinstance(self._column, list):
            return np.fromiter((each == text for each in self._column), np.bool_, len(self._column))
        return flags_of(pc.equal(self._column, texts_array([text])[0]))

    def beginning(self, text: str) -> NDArray[np.bool_]:
        """Of each, whether it begins with this text, in whatever case."""
        if isinstance(self._column, list):
            lower = text.casefold()
            return np.fromiter(
                (each.casefold().startswith(lower) for each in self._column), np.bool_, len(self._column)
            )
        return flags_of(pc.starts_with(self._column, text, ignore_case=True))

    def place(self, text: object) -> int:
        """The row of a text; KeyError when there is none."""
        if not isinstance(text, str):
            raise KeyError(text)
        if not self._ordered:
            return self.places[text]
        row = bisect_left(self, text)
        if row == len(self) or self[row] != text:
            raise KeyError(text)
        return row

    @cached_property
    def places(self) -> dict[str, int]:
        """The row of each text."""
        return {text: row for row, text in enumerate(self.all)}


_MANY = 64
"""Among fewer values than these it does not pay to look for equal ones."""


def codes_of(column: Any, values: Sequence[str]) -> NDArray[np.uint8]:
    """The place in ``values`` of each text of an Arrow column, numbered or not; ValueError for one that is none."""
    places = {value: place for place, value in enumerate(values)}
    parts = []
    for chunk in column.chunks:
        numbered = chunk if hasattr(chunk, "indices") else chunk.dictionary_encode()
        found = numbered.dictionary.to_pylist()
        if unknown := [text for text in found if text not in places]:
            raise ValueError(f"{unknown[0]} is none of {', '.join(values)}")
        table = np.array([places[text] for text in found] or [0], dtype=np.uint8)
        parts.append(table[numbers_of(numbered.indices)])
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint8)


def decoded(column: Any) -> list[Any]:
    """An Arrow column as a list, in which equal values of a numbered column are one object if it has many."""
    if (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)) and not column.null_count:
        numbers: list[Any] = numbers_of(column).tolist()
        return numbers
    values: list[Any] = []
    for chunk in column.chunks:
        if not hasattr(chunk, "indices") or len(chunk) < _MANY:
            values += chunk.to_pylist()
            continue
        used, inverse = np.unique(numbers_of(chunk.indices), return_inverse=True)
        texts = chunk.dictionary.take(rows_array(used)).to_pylist()
        values += [texts[place] for place in inverse.tolist()]
    return values
