"""What the fields of a paper are called in tables and plain JSON, and what a user says they are called in theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from extractors.errors import InputError

Keys: TypeAlias = Mapping[str, tuple[str, ...]]
"""A field, and the keys it is read from: the first that holds something wins. Keys are spelt canonically."""

KEYS: Keys = {
    "title": ("title", "paper_title"),
    "abstract": ("abstract", "summary", "paper_abstract", "abstract_note"),
    "id": ("id", "paper_id"),
    "arxiv": ("arxiv_id", "arxiv"),
    "doi": ("doi",),
    "year": ("year", "publication_year", "date", "published", "publication_date"),
    "venue": ("venue", "journal", "conference", "booktitle", "publication_title", "source_title"),
    "authors": ("authors", "author"),
    "url": ("url", "link", "paper_url", "url_abs"),
    "code": ("code", "code_url", "repository", "repo", "repo_url", "github"),
}
"""With the column names of Zotero's (``abstract_note``) and Scopus' (``source_title``) CSV exports."""


def canonical_key(key: str) -> str:
    """A key or column name as ``KEYS`` spells it: ``Paper Title`` is ``paper_title``."""
    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def mapped(columns: Mapping[str, str]) -> Keys:
    """``KEYS`` where a field that ``columns`` names is read from the column it gives and from no other.

    Raises InputError for a field there is none of.

    >>> mapped({"title": "Paper Name"})["title"]
    ('paper_name',)
    """
    for field, column in columns.items():
        if field not in KEYS or not column.strip():
            raise InputError(f"column {field}={column}", "no field of a paper", f"give one of {', '.join(KEYS)}")
    return {**KEYS, **{field: (canonical_key(column),) for field, column in columns.items()}}
