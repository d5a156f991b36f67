"""The ACL Anthology's XML, a collection a file: https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc

Markup in titles and abstracts is left out; a formula is put between dollar signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractors.sources.decoding import TextInput
from extractors.sources.names import joined_name
from extractors.sources.records import Row, to_part
from extractors.sources.xmltree import child, child_text, children, elements, root_of, text_of
from extractors.types import Skip

_ID = re.compile(r"\d{4}\.[\w-]+\.\d+|[A-Z]\d\d-\d{4}")


def is_anthology(text: TextInput) -> bool:
    """Whether the root is a collection's and a volume is in it."""
    name, attributes = root_of(text)
    return name == "collection" and "id=" in attributes and "<volume" in text.head


def read_anthology(text: TextInput) -> Iterator[Row]:
    """The papers, in order, with their volume's venue and year; one without an abstract is a part."""
    venue = year = ""
    for found in elements(text, ("meta", "paper")):
        if isinstance(found, Skip):
            yield found
        elif found.name == "meta":
            venue, year = _written(child(found.element, "booktitle")), child_text(found.element, "year")
        else:
            yield _to_row(found.element, found.place, venue, year)


def _to_row(paper: etree._Element, place: str, venue: str, year: str) -> Row:
    number = child_text(paper, "url").strip()
    return to_part(
        {
            "title": _written(child(paper, "title")),
            "abstract": _written(child(paper, "abstract")),
            "id": f"acl:{number}" if _ID.fullmatch(number) else None,
            "doi": child_text(paper, "doi"),
            "year": year,
            "venue": venue,
            "authors": [_author(author) for author in children(paper, "author")],
            "url": f"https://aclanthology.org/{number}" if _ID.fullmatch(number) else number,
            "code": [each.get("url", "") for each in children(paper, "pwccode")],
        },
        place,
    )


def _written(element: etree._Element | None) -> str:
    if element is None:
        return ""
    for formula in element.iter("tex-math"):
        formula.text, last = f"${formula.text or ''}", [*formula][-1:] or [None]
        if last[0] is None:
            formula.text += "$"
        else:
            last[0].tail = f"{last[0].tail or ''}$"
    return text_of(element)


def _author(author: etree._Element) -> str:
    return joined_name(child_text(author, "first"), child_text(author, "last"))
