"""Semantic Scholar: the Academic Graph API's answers, the bulk data sets' JSON lines, the old open corpus.

https://api.semanticscholar.org/api-docs/graph and /datasets. The bulk data sets keep titles (``papers``) and abstracts
(``abstracts``) apart: each is a part that the other completes, joined by corpus id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys, within
from extractors.sources.jsonl import read_objects
from extractors.sources.records import Row, to_part

_SIGNS = (
    ("paperId", "title"),
    ("corpusid", "openaccessinfo"),
    ("corpusid", "externalids"),
    ("paperAbstract", "inCitations"),
)
"""The keys of an answer of the API, of the two bulk data sets, and of the open corpus that came before."""


def is_semantic_scholar(text: TextInput) -> bool:
    """Whether objects have the keys of one of the four forms."""
    return any(has_keys(text, *sign) for sign in _SIGNS)


def read_semantic_scholar(text: TextInput) -> Iterator[Row]:
    """The papers, in order; one without title or abstract is a part that another source may complete."""
    return read_objects(text, _to_row)


def _to_row(paper: Mapping[str, Any], place: str) -> Row:
    ids = _external_ids(paper)
    corpus = paper.get("corpusid") or paper.get("corpusId") or ids.get("corpusid")
    return to_part(
        {
            "title": paper.get("title"),
            "abstract": paper.get("abstract") or paper.get("paperAbstract"),
            "id": f"s2:{corpus}" if corpus else paper.get("paperId") or paper.get("id"),
            "arxiv": f"arxiv:{ids['arxiv']}" if ids.get("arxiv") else None,
            "doi": ids.get("doi") or paper.get("doi"),
            "year": paper.get("year") or paper.get("publicationDate") or paper.get("publicationdate"),
            "venue": paper.get("venue")
            or within(paper, "publicationVenue", "name")
            or within(paper, "journal", "name"),
            "authors": paper.get("authors"),
            "url": paper.get("url") or paper.get("s2Url"),
        },
        place,
        also=[f"acl:{ids['acl']}"] if ids.get("acl") else [],
    )


def _external_ids(paper: Mapping[str, Any]) -> dict[str, Any]:
    """The ids in other catalogues, by the catalogue's name in lower case."""
    found = paper.get("externalIds") or paper.get("externalids") or within(paper, "openaccessinfo", "externalids") or {}
    return {str(key).lower(): value for key, value in found.items()} if isinstance(found, Mapping) else {}
