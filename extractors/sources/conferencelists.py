"""Lists of a conference's papers as JSON arrays: https://github.com/papercopilot/paperlists

An entry names its venue and year, if at all, in the BibTeX that it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.identity import global_ids
from extractors.sources.jsonkeys import has_keys
from extractors.sources.jsonl import read_objects
from extractors.sources.latex import plain_text
from extractors.sources.records import Row, to_paper

_QUOTED = re.compile(r"(?P<field>booktitle|journal|year)\s*=\s*[{\"](?P<value>(?:[^{}\"]|\{[^{}]*\})*)[}\"]")
_LINKS = ("site", "openreview", "url", "pdf")
_CODE = ("github", "project", "code")


def is_conference_list(text: TextInput) -> bool:
    """Whether objects are such entries."""
    return has_keys(text, "title", "abstract", "track", "status")


def read_conference_list(text: TextInput) -> Iterator[Row]:
    """The papers, in order."""
    return read_objects(text, _to_row)


def _to_row(entry: Mapping[str, Any], place: str) -> Row:
    quoted = {found["field"]: plain_text(found["value"]) for found in _QUOTED.finditer(str(entry.get("bibtex") or ""))}
    url = next((link for key in _LINKS if (link := entry.get(key))), None)
    return to_paper(
        {
            "title": entry.get("title"),
            "abstract": entry.get("abstract"),
            "id": next(iter(global_ids([str(url)])), None) or entry.get("id"),
            "arxiv": entry.get("arxiv"),
            "doi": entry.get("doi"),
            "year": entry.get("year") or quoted.get("year"),
            "venue": entry.get("venue") or quoted.get("booktitle") or quoted.get("journal"),
            "authors": entry.get("author") or entry.get("authors"),
            "url": url,
            "code": [link for key in _CODE if (link := entry.get(key))],
        },
        place,
    )
