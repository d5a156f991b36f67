"""CSL JSON, as Zotero and other libraries export it: https://docs.citationstyles.org/en/stable/specification.html

Lost: markup for italics and the like stays in titles as the library has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys, within
from extractors.sources.jsonl import read_objects
from extractors.sources.names import joined_name
from extractors.sources.records import Row, to_part

_VENUES = ("container-title", "event-title", "event", "collection-title")
_EPRINTS = ("number", "note", "archive_location", "archive")
"""Where Zotero puts an arXiv id: ``number`` of a preprint, "Extra" (``note``) of anything else."""


def is_csl_json(text: TextInput) -> bool:
    """Whether objects have what every CSL item with a date has."""
    return has_keys(text, "type", "title") and (has_keys(text, "date-parts") or has_keys(text, "container-title"))


def read_csl_json(text: TextInput) -> Iterator[Row]:
    """The items, in order; one without an abstract is a part that another source may complete."""
    return read_objects(text, _to_row)


def _to_row(item: Mapping[str, Any], place: str) -> Row:
    eprint = next((found for key in _EPRINTS if "arxiv" in str(found := item.get(key) or "").lower()), None)
    return to_part(
        {
            "title": item.get("title"),
            "abstract": item.get("abstract"),
            "id": item.get("id"),
            "arxiv": _arxiv_word(str(eprint)) if eprint else None,
            "doi": item.get("DOI"),
            "year": _year(item.get("issued")),
            "venue": next((venue for key in _VENUES if (venue := item.get(key))), None),
            "authors": _authors(item.get("author")),
            "url": item.get("URL"),
        },
        place,
    )


def _arxiv_word(text: str) -> str:
    """``arXiv:2106.09685`` of ``arXiv:2106.09685 [cs]`` or of a note of several lines."""
    words = text.replace("arXiv: ", "arXiv:").split()
    return next((word for word in words if word.lower().startswith("arxiv:")), "")


def _year(date: object) -> object:
    parts = within(date, "date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return parts[0][0]
    return within(date, "raw") or within(date, "literal")


def _authors(authors: object) -> list[str]:
    return [_author(author) for author in authors if isinstance(author, Mapping)] if isinstance(authors, list) else []


def _author(author: Mapping[str, Any]) -> str:
    if author.get("literal"):
        return str(author["literal"])
    particles = (author.get("dropping-particle"), author.get("non-dropping-particle"), author.get("family"))
    family = " ".join(str(part) for part in particles if part)
    return joined_name(str(author.get("given") or ""), family, str(author.get("suffix") or ""))
