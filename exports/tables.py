"""CSV and Parquet: one row for each piece of evidence, with the fact it supports.

What they lose: nodes that no fact joins, and every attribute of a node but its kind and label and a paper's title and
year. Characters that XML forbids are U+FFFD in both. A CSV cell that a spreadsheet would run as a formula has an
apostrophe before it (``exports.cells``); a Parquet cell has the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from exports.cells import safe_cell
from exports.rows import EvidenceRow, evidence_rows
from kg.graph import Graph

ROW_GROUP = 50_000
"""Rows of a Parquet row group: some 10 MB of sentences, all that is in memory at a time."""

_FLOATS = ("score", "evidence_score")
_INTEGERS = ("paper_year", "start", "end")


def render_csv(graph: Graph) -> Iterator[bytes]:
    """CSV after RFC 4180: UTF-8 without a byte order mark, lines end in CR LF, one row a chunk."""
    # With bare line feeds as line ends, Python's writer leaves a carriage return in a cell without quotes.
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(EvidenceRow._fields)
    for row in evidence_rows(graph):
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    yield line.getvalue().encode()


def render_parquet(graph: Graph) -> Iterator[bytes]:
    """Parquet with typed columns (text, 32-bit integers, doubles), compressed with zstd, one row group a chunk."""
    # Here rather than above, so that CSV does not wait for pyarrow.
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, _arrow_type(pyarrow, name)) for name in EvidenceRow._fields])
    sink = _Sink()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        rows = evidence_rows(graph)
        while group := list(islice(rows, ROW_GROUP)):
            writer.write_table(pyarrow.table(list(map(list, zip(*group, strict=True))), schema=schema))
            yield sink.drain()
    yield sink.drain()


def _arrow_type(pyarrow: Any, column: str) -> Any:
    if column in _FLOATS:
        return pyarrow.float64()
    return pyarrow.int32() if column in _INTEGERS else pyarrow.string()


class _Sink(io.RawIOBase):
    """A file that hands over what was written to it; Parquet needs to know how far it is, but never goes back."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, written: Any) -> int:
        chunk = bytes(written)
        self._held.append(chunk)
        self._length += len(chunk)
        return len(chunk)

    def drain(self) -> bytes:
        """What was written since the last call."""
        held, self._held = b"".join(self._held), []
        return held
