"""A mapping with a title and an abstract to a ``Paper``, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from extractors.sources.cleaning import clean_prose, clean_text, excerpt
from extractors.sources.columns import KEYS, Keys, canonical_key
from extractors.sources.identity import global_ids, paper_id
from extractors.types import Paper, Skip

Row: TypeAlias = Paper | Skip
"""What every format's reader yields."""

MAX_TITLE = 5_000
MAX_ABSTRACT = 50_000
"""In characters. A row whose title or abstract is longer is a whole document, or damage; it is skipped."""

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


def to_paper(row: Mapping[str, object], place: str, keys: Keys = KEYS) -> Row:
    """The paper in ``row``; a Skip where title or abstract is missing, no text, or too long.

    What is optional and makes no sense (a year of 12, a list as venue, a URL that is none) is left out.
    """
    values = _fields(row, keys)
    fault = _fault("title", values.get("title"), MAX_TITLE) or _fault("abstract", values.get("abstract"), MAX_ABSTRACT)
    return Skip(place, fault + _whose(values)) if fault else _paper(values, place)


def to_part(row: Mapping[str, object], place: str, *, also: Sequence[str] = ()) -> Row:
    """As ``to_paper``, but title or abstract may be missing, and is empty then: another source may have it.

    ``also`` are more ids of the paper. A Skip where there is nothing that another source could be joined by.
    """
    values = _fields(row, KEYS)
    for field, limit in (("title", MAX_TITLE), ("abstract", MAX_ABSTRACT)):
        if _is_there(values.get(field)) and (fault := _fault(field, values[field], limit)):
            return Skip(place, fault + _whose(values))
    part = _paper(values, place, also)
    return part if part.title or part.ids else Skip(place, "no title, arXiv id or DOI; a paper needs one of them")


def _paper(values: Mapping[str, object], place: str, also: Sequence[str] = ()) -> Paper:
    title, abstract = (clean_prose(str(values[field])) if field in values else "" for field in ("title", "abstract"))
    given, url = _scalar(values.get("id")), _scalar(values.get("url"))
    links = [_scalar(values.get(field)) for field in _LINKS]
    return Paper(
        id=paper_id(given, links, title),
        title=title,
        abstract=abstract,
        year=_year(values.get("year")),
        venue=_scalar(values.get("venue")),
        authors=tuple(_texts(values.get("authors"), "name")),
        url=url if _URL.fullmatch(url) else "",
        code=tuple(dict.fromkeys(filter(_URL.fullmatch, _texts(values.get("code"), "url")))),
        sources=(place,),
        ids=global_ids((given, *links, *also)),
    )


def _fields(row: Mapping[str, object], keys: Keys) -> dict[str, object]:
    named: dict[str, object] = {}
    for key, value in row.items():
        if _is_there(value):
            named.setdefault(canonical_key(key), value)
    fields = {field: [named[key] for key in spelt if key in named] for field, spelt in keys.items()}
    return {field: found[0] for field, found in fields.items() if found}


def _is_there(value: object) -> bool:
    return value is not None and value != "" and value != [] and value != {}


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
