"""OpenReview notes as JSON, of either version of the API: https://docs.openreview.net/reference/api-v2/entities/note

Version 1 has a field's value as it is, version 2 under ``value``. Reviews, comments and decisions are no papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys, within
from extractors.sources.jsonl import read_objects
from extractors.sources.records import Row, to_paper
from extractors.types import Skip

_DATES = ("pdate", "odate", "cdate", "tcdate")
"""Publication, first public, creation, true creation: in milliseconds since 1970, the first that is there counts."""
_CODE = ("code", "github", "code_link", "project_page", "project")


def is_openreview(text: TextInput) -> bool:
    """Whether objects are notes, of one version of the API or the other."""
    return has_keys(text, "content", "forum") and (has_keys(text, "invitation") or has_keys(text, "invitations"))


def read_openreview(text: TextInput) -> Iterator[Row]:
    """The papers, in order; a reply to one is a Skip."""
    return read_objects(text, _to_row)


def _to_row(note: Mapping[str, Any], place: str) -> Row:
    if note.get("replyto") and note.get("replyto") != note.get("id"):
        return Skip(place, f"a reply to a paper ({note['replyto']}); a note with title and abstract is needed")
    forum = note.get("forum") or note.get("id")
    return to_paper(
        {
            "title": _content(note, "title"),
            "abstract": _content(note, "abstract"),
            "id": f"openreview:{forum}" if isinstance(forum, str) else None,
            "arxiv": _content(note, "arxiv") or _content(note, "arxiv_id"),
            "doi": _content(note, "doi"),
            "year": next((year for key in _DATES if (year := _year(note.get(key)))), None),
            "venue": _content(note, "venue"),
            "authors": _content(note, "authors"),
            "url": f"https://openreview.net/forum?id={forum}" if isinstance(forum, str) else None,
            "code": [link for key in _CODE if isinstance(link := _content(note, key), str) and link],
        },
        place,
    )


def _content(note: Mapping[str, Any], field: str) -> Any:
    value = within(note, "content", field)
    return value.get("value") if isinstance(value, Mapping) else value


def _year(milliseconds: object) -> int | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < 4_000_000_000_000:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).year
