"""Parquet: rows become lines of JSON, so that a table is read like what it was made from; a row's number is its line.

Memory is a few hundred rows. Columns of bytes and of lists of numbers, which no paper is told in, are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractors.errors import InputError
from extractors.sources.columns import Keys
from extractors.sources.decoding import TextInput

MAGIC = b"PAR1"
"""How a Parquet file begins and ends (https://parquet.apache.org/docs/file-format/)."""

_ROWS = 256
"""Rows read at a time."""


def parquet_text(name: str, file: BinaryIO, keys: Keys) -> TextInput:
    """The rows as JSON lines. Raises InputError for a damaged file and one without rows, also while it is read."""
    blocks = _blocks(name, file)
    head = next(blocks, "")
    if not head:
        raise InputError(name, "a Parquet file without rows", "give papers with title and abstract")
    return TextInput(name, head, blocks, keys)


def _blocks(name: str, file: BinaryIO) -> Iterator[str]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(file) as table:
            wanted = [field.name for field in table.schema_arrow if _tells(field.type)]
            for batch in table.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
                yield "".join(f"{json.dumps(row, ensure_ascii=False, default=str)}\n" for row in batch.to_pylist())
    except (ArrowException, OSError, ValueError, KeyError) as error:
        said = " ".join(str(error).split())[:160]
        found = f"a damaged Parquet file ({said})"
        raise InputError(name, found, "fetch or write it again, or leave it out") from error


def _tells(kind: Any) -> bool:
    """Whether a column of this type may say something of a paper."""
    from pyarrow import types

    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return not types.is_floating(kind.value_type) and _tells(kind.value_type)
    return not (types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))
