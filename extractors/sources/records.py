"""A mapping with a title and an abstract to a ``Paper``, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from extractors.sources.cleaning import clean_prose, clean_text, excerpt
from extractors.sources.identity import paper_id
from extractors.types import Paper, Skip

Row: TypeAlias = Paper | Skip
"""What every format's reader yields."""

MAX_TITLE = 5_000
MAX_ABSTRACT = 50_000
"""In characters. A row whose title or abstract is longer is a whole document, or damage; it is skipped."""

KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "paper_title"),
    "abstract": ("abstract", "summary", "paper_abstract"),
    "id": ("id", "paper_id"),
    "arxiv": ("arxiv_id", "arxiv"),
    "doi": ("doi",),
    "year": ("year", "publication_year", "date", "published", "publication_date"),
    "venue": ("venue", "journal", "conference", "booktitle"),
    "authors": ("authors", "author"),
    "url": ("url", "link", "paper_url", "url_abs"),
    "code": ("code", "code_url", "repository", "repo", "repo_url", "github"),
}
"""A field, and the keys it is read from: the first that holds something wins."""

_LINKS = ("arxiv", "doi", "url")
"""Where else a paper's arXiv id or DOI may stand."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_URL = re.compile(
    r"(?:(?:https?|ftp|git|ssh|git\+https|git\+ssh)://|doi:|arxiv:)?(?:[\w.-]+@)?[\w.-]+(?::\d+)?(?:[/?#]\S*)?"
    r"|[\w.-]+@[\w.-]+:\S+",
    re.IGNORECASE,
)
"""With a scheme that names a document, or none: ``javascript:`` and ``data:`` never come in."""

_JSON_NAMES = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object"}


def canonical_key(key: str) -> str:
    """A key or column name as ``KEYS`` spells it: ``Paper Title`` is ``paper_title``."""
    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def to_paper(row: Mapping[str, object], place: str) -> Row:
    """The paper in ``row``; a Skip where title or abstract is missing, no text, or too long.

    What is optional and makes no sense (a year of 12, a list as venue, a URL that is none) is left out.
    """
    values = _fields(row)
    fault = _fault("title", values.get("title"), MAX_TITLE) or _fault("abstract", values.get("abstract"), MAX_ABSTRACT)
    if fault:
        return Skip(place, fault + _whose(values))
    title, abstract = clean_prose(str(values["title"])), clean_prose(str(values["abstract"]))
    url = _scalar(values.get("url"))
    return Paper(
        id=paper_id(_scalar(values.get("id")), (_scalar(values.get(field)) for field in _LINKS), title),
        title=title,
        abstract=abstract,
        year=_year(values.get("year")),
        venue=_scalar(values.get("venue")),
        authors=tuple(_texts(values.get("authors"), "name")),
        url=url if _URL.fullmatch(url) else "",
        code=tuple(dict.fromkeys(filter(_URL.fullmatch, _texts(values.get("code"), "url")))),
        sources=(place,),
    )


def _fields(row: Mapping[str, object]) -> dict[str, object]:
    named: dict[str, object] = {}
    for key, value in row.items():
        if value not in (None, "", [], {}):
            named.setdefault(canonical_key(key), value)
    fields = {field: [named[key] for key in keys if key in named] for field, keys in KEYS.items()}
    return {field: found[0] for field, found in fields.items() if found}


def _fault(field: str, value: object, limit: int) -> str:
    if value is None:
        return f"no {field}; a paper needs title and abstract"
    if not isinstance(value, str):
        return f"the {field} is {_JSON_NAMES.get(type(value), 'no text')}; text is needed"
    if len(value) > limit:
        return f"the {field} has {len(value):,} characters; at most {limit:,} are read"
    return "" if clean_prose(value) else f"no {field}; a paper needs title and abstract"


def _whose(values: Mapping[str, object]) -> str:
    title = values.get("title")
    named = clean_prose(title[:MAX_TITLE]) if isinstance(title, str) else ""
    return f" (title {excerpt(named)})" if named else ""


def _scalar(value: object) -> str:
    """A text or whole number as text; nothing for what is neither, or longer than a title may be."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        text = str(value)
        return clean_text(text) if len(text) <= MAX_TITLE else ""
    return ""


def _texts(value: object, key: str) -> Iterable[str]:
    """The texts of a list, of a list of objects that have them under ``key``, or of a string split at ``;``."""
    members = value.split(";") if isinstance(value, str) else value if isinstance(value, list) else [value]
    for member in members:
        if text := _scalar(member.get(key) if isinstance(member, dict) else member):
            yield text


def _year(value: object) -> int | None:
    """The first year from 1900 to 2099 in a number, ``2021``, ``2021-05-03`` or ``3 May 2021``."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = _YEAR.search(_scalar(value))
    return int(found[0]) if found else None
