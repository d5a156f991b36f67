"""What an unfinished build has read so far, kept part by part, so that the next one reads on from there."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.errors import OutputError
from kg.plan.columns import SCHEMAS
from kg.tables.aside import written_aside

FOLDER = "unfinished"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts in a folder of what one edition of the reading, with one catalogue, has read."""

    folder: Path

    @classmethod
    def beside(cls, graph: Path, edition: str, catalogue: str) -> Parts:
        """Those beside a kept graph."""
        read_by = hashlib.sha256(f"{edition}\n{catalogue}".encode()).hexdigest()[:12]
        return cls(graph / FOLDER / read_by)

    def read(self) -> Any:
        """The readings of all whole parts; one that cannot be read is passed over, and its papers are read again."""
        found = [table for path in sorted(self.folder.glob("*.parquet")) if (table := _read(path)) is not None]
        return pa.concat_tables([SCHEMAS["readings"].empty_table(), *found])

    def add(self, readings: Any) -> None:
        """Keep one more part: written aside, then put in place; an OutputError where that cannot be done."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"{self.folder}: {reason}; choose a folder that can be written") from error
        try:
            name = hashlib.sha256("".join(readings["digest"].to_pylist()).encode()).hexdigest()[:16]
            with written_aside(self.folder / f"{name}.parquet") as aside:
                pq.write_table(readings, aside, compression="zstd")
        except OSError as error:
            raise OutputError(f"{self.folder}: {error.strerror or error}; what was read before is kept") from error

    def clear(self) -> None:
        """Remove them, and those of other editions, once a graph holds what they do."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def _read(path: Path) -> Any:
    with suppress(OSError, pa.ArrowException):
        return pq.read_table(path, schema=SCHEMAS["readings"])
    return None
