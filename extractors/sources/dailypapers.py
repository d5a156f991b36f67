"""Hugging Face's daily papers and paper pages as JSON: https://huggingface.co/api/daily_papers, /api/papers/ID."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys
from extractors.sources.jsonl import read_objects
from extractors.sources.records import Row, to_paper


def is_daily_papers(text: TextInput) -> bool:
    """Whether objects are papers with a summary and the votes they got."""
    return has_keys(text, "summary", "upvotes", "publishedAt")


def read_daily_papers(text: TextInput) -> Iterator[Row]:
    """The papers, in order. Their ids are arXiv ids; authors who hid themselves are authors still."""
    return read_objects(text, _to_row)


def _to_row(entry: Mapping[str, Any], place: str) -> Row:
    paper = entry["paper"] if isinstance(entry.get("paper"), Mapping) else entry
    number = paper.get("id") or ""
    return to_paper(
        {
            "title": paper.get("title") or entry.get("title"),
            "abstract": paper.get("summary") or entry.get("summary"),
            "id": number,
            "year": paper.get("publishedAt") or entry.get("publishedAt"),
            "authors": paper.get("authors"),
            "url": f"https://huggingface.co/papers/{number}" if number else None,
            "code": [link for key in ("githubRepo", "projectPage") if (link := paper.get(key))],
        },
        place,
    )
