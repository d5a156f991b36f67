"""What was read from a paper, as its row of the readings has it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from extractors.types import Extraction, Paper
from kg.codec import from_json, to_json
from kg.plan.columns import SCHEMAS
from kg.plan.papers import paper_of
from kg.senses import definitions_in, find_classes


def readings_table(extractions: Iterable[Extraction]) -> Any:
    """The rows of extractions, in their order."""
    rows = [
        {"paper": extraction.paper.id, "digest": digest_of(extraction.paper), **reading_row(extraction)}
        for extraction in extractions
    ]
    return pa.Table.from_pylist(rows, SCHEMAS["readings"])


def digest_of(paper: Paper) -> str:
    """What tells whether a paper has to be read again: SHA-256, in hexadecimal, of its text and code."""
    return hashlib.sha256(_json([paper.text, paper.code]).encode()).hexdigest()


def content_of(extraction: Extraction) -> str:
    """What was read from a paper, as JSON without the paper itself."""
    return _json(to_json(extraction))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def reading_row(extraction: Extraction) -> dict[str, Any]:
    """What is kept of what was read from a paper."""
    classes = find_classes(extraction)
    return {
        "content": content_of(extraction),
        "definitions": [each._asdict() for each in definitions_in(extraction)],
        "classes": [{"key": key, "called": called} for key, called in sorted(classes.items())],
        "untyped": len(extraction.untyped),
    }


def extraction_of(paper: Paper, content: str) -> Extraction:
    """What was read from a paper."""
    return from_json(paper, json.loads(content))


def extractions_of(papers: Any, readings: Any) -> Iterator[Extraction]:
    """The extractions of a table of papers and that of their readings, which go row by row."""
    for values, content in zip(rows_of(papers), readings["content"].to_pylist(), strict=True):
        yield extraction_of(paper_of(values), content)


def rows_of(table: Any) -> Iterator[Sequence[Any]]:
    """The rows of a table, each as its values."""
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
