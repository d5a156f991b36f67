"""arXiv's API: an Atom feed. https://info.arxiv.org/help/api/user-manual.html, section 3.3

Lost: how the feed breaks lines in titles and abstracts. The API reports an error as an entry; that is a Skip.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.sources.decoding import TextInput
from extractors.sources.records import Row, to_paper
from extractors.sources.xmltree import child_text, children, elements, root_of
from extractors.types import Skip


def is_arxiv_atom(text: TextInput) -> bool:
    """Whether the root is an Atom feed's, or a single entry's."""
    name, attributes = root_of(text)
    return name in ("feed", "entry") and "http://www.w3.org/2005/Atom" in attributes


def read_arxiv_atom(text: TextInput) -> Iterator[Row]:
    """The entries, in order; a place is an entry's first line. The year is that of the first version."""
    for found in elements(text, ("entry",)):
        yield found if isinstance(found, Skip) else _to_row(found.element, found.place)


def _to_row(entry: etree._Element, place: str) -> Row:
    number = child_text(entry, "id").strip()
    if "/api/errors" in number:
        return Skip(place, f"the API's error: {child_text(entry, 'summary').strip()}")
    return to_paper(
        {
            "title": child_text(entry, "title"),
            "abstract": child_text(entry, "summary", "content"),
            "id": number,
            "doi": child_text(entry, "doi"),
            "year": child_text(entry, "published", "updated"),
            "venue": child_text(entry, "journal_ref"),
            "authors": [child_text(author, "name") for author in children(entry, "author")],
            "url": number,
        },
        place,
    )
