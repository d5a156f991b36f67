"""The dumps of Papers with Code: ``papers-with-abstracts`` and ``links-between-papers-and-code``, JSON arrays.

https://github.com/paperswithcode/paperswithcode-data, kept at https://huggingface.co/pwc-archive. A link is part of
a paper that another source has. Lost: links to code that is neither official nor named in the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys
from extractors.sources.jsonl import read_objects
from extractors.sources.records import Row, to_paper, to_part
from extractors.types import Paper, Skip

_PROCEEDING = re.compile(r"(?P<name>.*?)-(?P<year>(?:19|20)\d\d)-\d+")
"""How the dumps name proceedings: ``neurips-2019-12``."""


def is_pwc_papers(text: TextInput) -> bool:
    """Whether objects are papers of the dump."""
    return has_keys(text, "paper_url", "short_abstract", "proceeding")


def is_pwc_links(text: TextInput) -> bool:
    """Whether objects are links of the dump."""
    return has_keys(text, "paper_title", "repo_url", "is_official")


def read_pwc_papers(text: TextInput) -> Iterator[Row]:
    """The papers, in order."""
    return read_objects(text, _to_paper)


def read_pwc_links(text: TextInput) -> Iterator[Row]:
    """A part of a paper for each link to its authors' code; one Skip that says how many others there are."""
    foreign = 0
    for row in read_objects(text, _to_part):
        if isinstance(row, Paper) and not row.code:
            foreign += 1
        else:
            yield row
    if foreign:
        links = "one link" if foreign == 1 else f"{foreign:,} links"
        yield Skip(text.name, f"{links} to code that is neither official nor named in its paper")


def _to_paper(paper: Mapping[str, Any], place: str) -> Row:
    named = _PROCEEDING.fullmatch(str(paper.get("proceeding") or ""))
    return to_paper(
        {
            "title": paper.get("title"),
            "abstract": paper.get("abstract"),
            "id": f"openreview:{paper['openreview_id']}" if paper.get("openreview_id") else None,
            "arxiv": paper.get("arxiv_id"),
            "year": paper.get("date") or (named["year"] if named else None),
            "venue": paper.get("conference") or (named["name"] if named else None),
            "authors": paper.get("authors"),
            "url": paper.get("url_abs") or paper.get("paper_url"),
        },
        place,
    )


def _to_part(link: Mapping[str, Any], place: str) -> Row:
    own = link.get("is_official") is True or link.get("mentioned_in_paper") is True
    part = {
        "title": link.get("paper_title"),
        "arxiv": link.get("paper_arxiv_id"),
        "url": link.get("paper_url_abs") or link.get("paper_url"),
        "code": link.get("repo_url") if own else None,
    }
    return to_part(part, place)
