"""Papers as rows of the table of papers, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from extractors.types import Paper
from kg.plan.selecting import flags_of, is_in
from kg.plan.splicing import spliced
from kg.tables.schema import SCHEMAS

_FIELDS = fields(Paper)
_ALWAYS = ("id", "title", "abstract", "sources")
"""What a row has even if it is empty, as the paper's node does."""


def papers_table(papers: Iterable[Paper]) -> Any:
    """The rows of papers, in their order; what is unknown is null."""
    rows = list(papers)
    schema = SCHEMAS["papers"]
    columns = [[_value(paper, name) for paper in rows] for name in schema.names]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def papers_of(table: Any) -> Iterator[Paper]:
    """The papers of a table of them."""
    return map(paper_of, zip(*(column.to_pylist() for column in table.columns), strict=True))


def paper_of(values: Sequence[Any]) -> Paper:
    """The paper of a row, whose values come in the order of the table's columns."""
    given = dict(zip(SCHEMAS["papers"].names, values, strict=True))
    return Paper(**{field.name: _given(given[field.name], field.name) for field in _FIELDS})


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a graph, and what is new of them against an earlier build."""

    rows: Any
    """The table of all of them, by id."""
    come: Sequence[Paper]
    """Those that are new or have other values now, by id."""
    gone: Sequence[str] = ()
    """The ids of those that are no more or had other values."""

    @classmethod
    def all(cls, papers: Iterable[Paper]) -> Papers:
        """All are new."""
        ordered = sorted(papers, key=lambda paper: paper.id)
        return cls(papers_table(ordered), ordered)

    @classmethod
    def after(cls, kept: Any, gone: Iterable[Paper], come: Iterable[Paper]) -> Papers:
        """Those of a table, but for those that are gone, and others that have come."""
        before = {paper.id: paper for paper in gone}
        now = {paper.id: paper for paper in come}
        lost = sorted(name for name, paper in before.items() if now.get(name) != paper)
        new = [paper for name, paper in sorted(now.items()) if before.get(name) != paper]
        rows = spliced(kept, flags_of(is_in(kept["id"], lost)), papers_table(new), key="id")
        return cls(rows, new, lost)


def _value(paper: Paper, name: str) -> Any:
    value = getattr(paper, name)
    return value if value or name in _ALWAYS else None


_EMPTY = {field.name: Paper("", "", "").__getattribute__(field.name) for field in _FIELDS}


def _given(value: Any, name: str) -> Any:
    if value is None:
        return _EMPTY[name]
    return tuple(value) if isinstance(value, list) else value
