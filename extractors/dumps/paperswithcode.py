"""Rows of the dumps that Papers with Code left in July 2025, as entries.

``methods.json``: name, full_name, introduced_year, source_url, paper, collections. ``datasets.json``: name, full_name,
introduced_date, homepage, paper, modalities, tasks. ``links-between-papers-and-code.json``: paper_url, paper_title,
paper_arxiv_id, repo_url, is_official. Descriptions are text of others and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.catalogue import Entry
from extractors.types import Kind

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})")
_OF_MODELS = re.compile(r"\b(?:models?|networks?|transformers?|autoencoders?|detectors?|GANs?)$", re.IGNORECASE)
"""The last word of a collection whose members are models: "Language Models", "Convolutional Neural Networks"."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Where the papers of a dump of links are: their arXiv ids and own repositories, by the paper's page."""

    arxiv: Mapping[str, str]
    code: Mapping[str, str]


def find_papers(links: Iterable[dict[str, Any]]) -> Papers:
    """The arXiv id and the first official repository of each paper of a dump of links."""
    arxiv: dict[str, str] = {}
    code: dict[str, str] = {}
    for link in links:
        page = str(link.get("paper_url") or "")
        if link.get("paper_arxiv_id"):
            arxiv.setdefault(page, str(link["paper_arxiv_id"]).partition("v")[0])
        if link.get("is_official"):
            code.setdefault(page, str(link.get("repo_url") or ""))
    return Papers(arxiv, code)


def method_entry(row: dict[str, Any], papers: Papers) -> Entry:
    """A method, or a model where it stands in a collection of models."""
    collections = [str(each.get("collection") or "") for each in row.get("collections") or ()]
    kind = Kind.MODEL if any(map(_OF_MODELS.search, collections)) else Kind.METHOD
    year = row.get("introduced_year")
    pages = (str(row.get("source_url") or ""), "")
    return _entry(kind, row, int(year) if year and str(year).isdecimal() else None, _link(row, pages, papers))


def dataset_entry(row: dict[str, Any], papers: Papers) -> Entry:
    """A data set."""
    year = re.match(r"\d{4}", str(row.get("introduced_date") or ""))
    link = _link(row, ("", str(row.get("homepage") or "")), papers)
    return _entry(Kind.DATASET, row, int(year[0]) if year else None, link)


def task_entries(row: dict[str, Any]) -> Iterator[Entry]:
    """The tasks that a data set serves."""
    for task in row.get("tasks") or ():
        if name := _clean(task.get("task")):
            yield Entry(Kind.TASK, name if any(map(_is_name, name.split())) else name.lower())


def _is_name(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word[1:])


def _entry(kind: Kind, row: dict[str, Any], year: int | None, link: str) -> Entry:
    name, full = _clean(row.get("name")), _clean(row.get("full_name"))
    fitting = year if year and 1600 <= year <= 2100 and year != 2000 else None  # 2000 stands for unknown there
    return Entry(kind, name, (full,) if full and full != name else (), (), fitting, link)


def _clean(name: object) -> str:
    """A name on one line, without the signs that part the cells and lists of a table."""
    return " ".join(re.sub(r"[|\t]", " ", str(name or "")).split())


def _link(row: dict[str, Any], pages: tuple[str, str], papers: Papers) -> str:
    """The paper's arXiv id, else the home page, else the paper's own code; ``pages`` are source and home page."""
    source, home = pages
    paper = str((row.get("paper") or {}).get("url") or "")
    named = _ARXIV.search(source) or _ARXIV.search(paper)
    identifier = named[1] if named else papers.arxiv.get(paper, "")
    if re.fullmatch(r"\d{4}\.\d{4,5}", identifier):
        return f"arxiv:{identifier}"
    known = (home, source, papers.code.get(paper, ""))
    return next((link for link in known if re.fullmatch(r"https?://\S+", link)), "")
