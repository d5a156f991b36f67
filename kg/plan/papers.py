"""Papers as rows of the table of papers, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import pyarrow as pa

from extractors.types import Paper
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


def paper_of(values: Sequence[Any]) -> Paper:
    """The paper of a row, whose values come in the order of the table's columns."""
    given = dict(zip(SCHEMAS["papers"].names, values, strict=True))
    return Paper(**{field.name: _given(given[field.name], field.name) for field in _FIELDS})


def row_digest(paper: Paper, reading: str) -> str:
    """SHA-256, in hexadecimal, of all that is known of a paper and the digest of what was read from it."""
    values = [getattr(paper, field.name) for field in _FIELDS]
    return hashlib.sha256(repr([*values, reading]).encode()).hexdigest()


def _value(paper: Paper, name: str) -> Any:
    value = getattr(paper, name)
    return value if value or name in _ALWAYS else None


_EMPTY = {field.name: Paper("", "", "").__getattribute__(field.name) for field in _FIELDS}


def _given(value: Any, name: str) -> Any:
    if value is None:
        return _EMPTY[name]
    return tuple(value) if isinstance(value, list) else value
