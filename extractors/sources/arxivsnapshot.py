"""arXiv's metadata snapshot, one JSON object a line: https://www.kaggle.com/datasets/Cornell-University/arxiv"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys, within
from extractors.sources.jsonl import read_objects
from extractors.sources.latex import plain_text
from extractors.sources.names import joined_name, listed_names
from extractors.sources.records import Row, to_paper


def is_arxiv_snapshot(text: TextInput) -> bool:
    """Whether objects have the keys that only the snapshot has together, or parsed authors."""
    return has_keys(text, "journal-ref", "categories", "abstract") or has_keys(text, "authors_parsed", "abstract")


def read_arxiv_snapshot(text: TextInput) -> Iterator[Row]:
    """The papers, in order; the year is that of the first version, the venue the journal reference."""
    return read_objects(text, _to_row)


def _to_row(paper: Mapping[str, Any], place: str) -> Row:
    versions = paper.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    number = paper.get("id")
    return to_paper(
        {
            "title": paper.get("title"),
            "abstract": paper.get("abstract"),
            "id": f"arxiv:{number}" if number else None,
            "doi": paper.get("doi"),
            "year": within(first, "created") or paper.get("update_date"),
            "venue": paper.get("journal-ref"),
            "authors": _authors(paper),
            "url": f"https://arxiv.org/abs/{number}" if number else None,
        },
        place,
    )


def _authors(paper: Mapping[str, Any]) -> list[str]:
    parsed = paper.get("authors_parsed")
    if isinstance(parsed, list):
        names = ([*(str(part or "") for part in parts[:3]), "", "", ""] for parts in parsed if isinstance(parts, list))
        return [plain_text(joined_name(given, family, suffix)) for family, given, suffix, *_ in names]
    return [plain_text(name) for name in listed_names(str(paper.get("authors") or ""))]
