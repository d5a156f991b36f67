"""The first stage: papers that were not read before are read, and what is read is kept part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from extractors.errors import ReadingError
from extractors.knowing import extract_knowing
from extractors.pipeline import extract
from extractors.types import Paper
from kg.plan.columns import READING, SCHEMAS, struct_of
from kg.plan.engine import Engine
from kg.plan.papers import paper_of, papers_table
from kg.plan.parts import Parts
from kg.plan.readings import digest_of, reading_row

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many papers are done."""

PART = 512
"""Papers to a part: what is lost at the most when a build is killed."""

BATCH = 32
"""Papers that are handed to a process at a time."""

_FAILED = "failed"
_MADE = pa.struct([*struct_of(READING), pa.field(_FAILED, pa.string())])


@dataclass(frozen=True, slots=True)
class Extracting:
    """Reads a paper, with a table of the user's own where there is one."""

    catalogue: str = ""

    def __call__(self, *values: Any) -> dict[str, Any]:
        """The row of what was read, or of why nothing could be."""
        paper = paper_of(values)
        try:
            return reading_row(extract_knowing(self.catalogue, paper) if self.catalogue else extract(paper))
        except Exception as error:  # raised by the caller, who is in another process
            return {_FAILED: f"{type(error).__name__}: {error}"}


def readings_of(
    papers: Sequence[Paper],
    kept: Any,
    engine: Engine,
    *,
    catalogue: str = "",
    parts: Parts | None = None,
    progress: Progress | None = None,
    others: int = 0,
) -> Any:
    """The table of what was read from each paper, in their order.

    ``kept`` are the readings of an earlier build, of the same edition; those of papers with the same text and code are
    taken over, and so are those that ``parts`` have. ``progress`` counts so many ``others`` as done, too. A
    ReadingError names a paper that cannot be read.
    """
    digests = pa.array([digest_of(paper) for paper in papers], pa.string())
    known = pa.concat_tables([kept, parts.read()]) if parts else kept
    unread = [paper for paper, at in zip(papers, _found(digests, known), strict=True) if at is None]
    tables = [known]
    for table in _grouped(
        _read(unread, engine, catalogue, _counting(progress, others + len(papers), len(unread))), PART
    ):
        if parts:
            parts.add(table)
        tables.append(table)
    everything = pa.concat_tables(tables)
    rows = everything.take(pc.index_in(digests, everything["digest"].combine_chunks()))
    return rows.set_column(0, rows.schema.field("paper"), pa.array([paper.id for paper in papers], pa.string()))


def _found(digests: Any, known: Any) -> list[int | None]:
    places: list[int | None] = pc.index_in(digests, known["digest"].combine_chunks()).to_pylist()
    return places


def _counting(progress: Progress | None, total: int, unread: int) -> Callable[[int], None]:
    """Tell of so many of the unread papers being done."""

    def count(done: int) -> None:
        if progress is not None:
            progress(total - unread + done, total)

    count(0)
    return count


def _read(papers: Sequence[Paper], engine: Engine, catalogue: str, count: Callable[[int], None]) -> Iterator[Any]:
    """The readings of papers, some at a time."""
    unread = set(range(len(papers)))
    try:
        for rows, made in engine.streamed(papers_table(papers), Extracting(catalogue), _MADE, batch=BATCH):
            some = [papers[row] for row in rows.to_pylist()]
            unread.difference_update(rows.to_pylist())
            yield _readings(some, made)
            count(len(papers) - len(unread))
    except RuntimeError as error:  # what Daft says of a process that is no more
        wanted = "where memory is short, give fewer workers; what was read before is kept"
        first = papers[min(unread, default=0)].id
        raise ReadingError(first, "the process that read it or one of the papers after it ended", wanted) from error


def _readings(papers: Sequence[Paper], made: Any) -> Any:
    """The rows of papers; a ReadingError for one that could not be read."""
    _check(papers, made.field(_FAILED).to_pylist())
    ids = pa.array([paper.id for paper in papers], pa.string())
    digests = pa.array([digest_of(paper) for paper in papers], pa.string())
    columns = [made.field(column.name) for column in READING]
    return pa.Table.from_arrays([ids, digests, *columns], schema=SCHEMAS["readings"])


def _check(papers: Sequence[Paper], failures: Sequence[str | None]) -> None:
    for paper, failure in zip(papers, failures, strict=True):
        if failure is not None:
            raise ReadingError(paper.id, f"reading failed with {failure}", "expected an extraction")


def _grouped(tables: Iterator[Any], size: int) -> Iterator[Any]:
    """The same rows, at least so many at a time."""
    waiting: list[Any] = []
    for table in tables:
        waiting.append(table)
        if sum(map(len, waiting)) >= size:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)
