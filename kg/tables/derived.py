"""Small tables that are made of a graph when they are first asked for, and kept beside it for who asks next.

They lie in ``derived`` of the graph's folder under names made of what they were made from, so that one of another graph
or by other code is never taken for this one's. A folder that cannot be written keeps none, and nothing is lost by
removing them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.edition import edition
from kg.tables.aside import written_aside
from kg.tables.reading import OpenTables
from kg.tables.rows import Tables
from kg.tables.schema import SCHEMAS

FOLDER = "derived"


def derived(tables: Tables, name: str, schema: Any, make: Callable[[], Any]) -> Any:
    """The table that ``make`` makes of these tables: the one that was kept, or else made, and kept if it can be."""
    if not isinstance(tables, OpenTables):
        return make()
    path = _path(tables, name)
    with suppress(OSError, pa.ArrowException, ValueError):
        found = pq.ParquetFile(path).read()
        if found.schema.equals(schema):
            return found
    made = make()
    with suppress(OSError, pa.ArrowException):
        _keep(path, name, made)
    return made


def is_derived(tables: Tables, name: str) -> bool:
    """Whether such a table was kept."""
    return isinstance(tables, OpenTables) and _path(tables, name).is_file()


def _path(tables: OpenTables, name: str) -> Path:
    return tables.folder / FOLDER / f"{name}-{_made_of(tables)}.parquet"


def _made_of(tables: OpenTables) -> str:
    """What tells the tables that questions read, and the code that reads them, from all others."""
    files = "\n".join(tables.manifest.tables[name].file for name in sorted(SCHEMAS))
    return hashlib.sha256(f"{edition('kg')}\n{files}".encode()).hexdigest()[:16]


def _keep(path: Path, name: str, table: Any) -> None:
    """Write it aside and put it in place, and remove those that it takes the place of."""
    path.parent.mkdir(exist_ok=True)
    with written_aside(path) as aside:
        pq.write_table(table, aside, compression="zstd", store_schema=False)
    for former in path.parent.glob(f"{name}-*.parquet"):
        if former != path:
            former.unlink(missing_ok=True)
