"""Numbers between Arrow and NumPy, by their buffers: Arrow's own conversions import pandas wherever it is installed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def numbers_of(column: Any) -> NDArray[Any]:
    """A column of integers or fractions; 0 where it is null."""
    parts = [_numbers(chunk) for chunk in (column.chunks if hasattr(column, "chunks") else (column,))]
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, _type(column.type)), *parts])


def flags_of(column: Any) -> NDArray[np.bool_]:
    """A column of truth values without nulls."""
    parts = [np.zeros(0, dtype=np.bool_)]
    for chunk in column.chunks if hasattr(column, "chunks") else (column,):
        bits = np.unpackbits(np.frombuffer(chunk.buffers()[1], dtype=np.uint8), bitorder="little")
        parts.append(bits[chunk.offset : chunk.offset + len(chunk)].astype(np.bool_))
    return np.concatenate(parts)


def bytes_of(column: Any) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """A column of texts without nulls as their bytes, and where each begins, and the end of the last."""
    chunks = column.chunks if hasattr(column, "chunks") else (column,)
    parts, ends = [np.zeros(0, dtype=np.uint8)], [np.zeros(1, dtype=np.int64)]
    for chunk in chunks:
        if len(chunk):
            _, places, held = chunk.buffers()
            places = np.frombuffer(places, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
            starts = places.astype(np.int64)
            parts.append(np.frombuffer(held or b"", dtype=np.uint8)[starts[0] : starts[-1]])
            ends.append(starts[1:] - starts[0] + ends[-1][-1])
    return parts[1] if len(parts) == 2 else np.concatenate(parts), np.concatenate(ends)


def rows_array(rows: NDArray[np.int64]) -> Any:
    """Rows as what Arrow takes them by."""
    numbers = np.ascontiguousarray(rows, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def texts_array(texts: Iterable[str]) -> Any:
    """Texts as Arrow has them."""
    held = [text.encode("utf-8") for text in texts]
    return pa.Array.from_buffers(pa.string(), len(held), [None, _ends(map(len, held)), pa.py_buffer(b"".join(held))])


def _ends(sizes: Iterable[int]) -> Any:
    """Where things of these sizes begin, one after another, and the end of the last."""
    return pa.py_buffer(np.cumsum([0, *sizes], dtype=np.int32))


def _numbers(chunk: Any) -> NDArray[Any]:
    valid, values = chunk.buffers()
    held = np.frombuffer(values, dtype=_type(chunk.type))[chunk.offset : chunk.offset + len(chunk)]
    if valid is None or chunk.null_count == 0:
        return held
    bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")
    return np.where(bits[chunk.offset : chunk.offset + len(chunk)] == 1, held, 0)


def _type(kind: Any) -> np.dtype[Any]:
    return np.dtype({"int8": "i1", "int16": "i2", "int32": "i4", "int64": "i8", "double": "f8"}[str(kind)])
