"""Numbers between Arrow and NumPy, by their buffers: Arrow's own conversions import pandas wherever it is installed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def numbers_of(column: Any) -> NDArray[Any]:
    """A column of integers or fractions; 0 where it is null."""
    parts = [_numbers(chunk) for chunk in (column.chunks if hasattr(column, "chunks") else (column,))]
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, _type(column.type)), *parts])


def rows_array(rows: NDArray[np.int64]) -> Any:
    """Rows as what Arrow takes them by."""
    numbers = np.ascontiguousarray(rows, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def _numbers(chunk: Any) -> NDArray[Any]:
    valid, values = chunk.buffers()
    held = np.frombuffer(values, dtype=_type(chunk.type))[chunk.offset : chunk.offset + len(chunk)]
    if valid is None or chunk.null_count == 0:
        return held
    bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")
    return np.where(bits[chunk.offset : chunk.offset + len(chunk)] == 1, held, 0)


def _type(kind: Any) -> np.dtype[Any]:
    return np.dtype({"int8": "i1", "int16": "i2", "int32": "i4", "int64": "i8", "double": "f8"}[str(kind)])
