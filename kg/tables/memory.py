"""The tables of a graph that is in no folder, read as ``kg.tables.reading.OpenTables`` are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class MemoryTables:
    """Tables by name, and how the graph was made."""

    tables: Mapping[str, Any]
    about: Mapping[str, str | int]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is in memory cannot be damaged."""
        yield

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return len(self.tables[name])

    def whole(self, name: str, *columns: str) -> Any:
        """These columns of a table, or all."""
        return self.tables[name].select(list(columns) or self.tables[name].column_names)

    def take(self, name: str, rows: NDArray[Any], *columns: str) -> Any:
        """These rows of a table, in this order."""
        return self.whole(name, *columns).take(pa.array(rows))

    def rows_with(self, name: str, column: str, value: str) -> Any:
        """The rows of a table in which a column has this value."""
        return self.tables[name].filter(pc.equal(self.tables[name][column], value))
