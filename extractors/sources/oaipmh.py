"""OAI-PMH answers: arXiv's own metadata formats ``arXiv`` and ``arXivRaw``, and Dublin Core from any repository.

https://info.arxiv.org/help/oa/index.html and http://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from extractors.sources.decoding import TextInput
from extractors.sources.latex import plain_text
from extractors.sources.names import joined_name, listed_names, spoken_name
from extractors.sources.records import Row, to_paper, to_part
from extractors.sources.xmltree import child, child_text, children, elements, root_of, text_of
from extractors.types import Skip

_ROOTS = ("OAI-PMH", "ListRecords", "GetRecord", "Records", "records", "record")
"""The protocol's root, and those under which harvesters keep what they fetched."""

Fields: TypeAlias = Mapping[str, object]


def is_oai_pmh(text: TextInput) -> bool:
    """Whether the root is the protocol's, or a harvester's with records of the protocol."""
    name, attributes = root_of(text)
    return name == "OAI-PMH" or (name in _ROOTS and "openarchives.org/OAI/2.0" in attributes + text.head[:4096])


def read_oai_pmh(text: TextInput) -> Iterator[Row]:
    """The records, in order; a place is a record's first line. Deleted records and the protocol's errors are Skips."""
    for found in elements(text, ("record", "error")):
        if isinstance(found, Skip):
            yield found
        elif found.name == "error":
            said = f"{found.element.get('code', '')}: {text_of(found.element)}"
            yield Skip(found.place, f"the repository's error {said}")
        else:
            yield _to_row(found.element, found.place)


def _to_row(record: etree._Element, place: str) -> Row:
    header = child(record, "header")
    identifier = child_text(header, "identifier") if header is not None else ""
    if header is not None and header.get("status") == "deleted":
        return Skip(place, f"a deleted record ({identifier})")
    metadata = child(record, "metadata")
    kept = next(iter(metadata), None) if metadata is not None else None
    name = etree.QName(kept).localname if kept is not None else ""
    if kept is None or name not in _FORMATS:
        wanted = ", ".join(_FORMATS)
        return Skip(place, f"metadata of the format {name or 'none'} ({identifier}); one of {wanted} is needed")
    fields = {"id": identifier.removeprefix("oai:arXiv.org:"), **_FORMATS[name](kept)}
    return to_part(fields, place) if name == "dc" else to_paper(fields, place)


def _arxiv(kept: etree._Element) -> Fields:
    authors = child(kept, "authors")
    return {
        **_shared(kept),
        "year": child_text(kept, "created"),
        "authors": [_author(author) for author in children(authors, "author")] if authors is not None else [],
    }


def _arxiv_raw(kept: etree._Element) -> Fields:
    first = child(kept, "version")
    return {
        **_shared(kept),
        "year": child_text(first, "date") if first is not None else child_text(kept, "date"),
        "authors": [plain_text(name) for name in listed_names(child_text(kept, "authors"))],
    }


def _shared(kept: etree._Element) -> Fields:
    number = child_text(kept, "id").strip()
    return {
        "title": child_text(kept, "title"),
        "abstract": child_text(kept, "abstract"),
        "id": f"arxiv:{number}",
        "doi": child_text(kept, "doi"),
        "venue": child_text(kept, "journal-ref"),
        "url": f"https://arxiv.org/abs/{number}",
    }


def _dublin_core(kept: etree._Element) -> Fields:
    told = [text_of(each) for each in children(kept, "description")]
    links = [text_of(each).strip() for each in children(kept, "identifier")]
    return {
        "title": child_text(kept, "title"),
        "abstract": next((text for text in told if not text.startswith("Comment:")), ""),
        "arxiv": next((link for link in links if "arxiv.org" in link), None),
        "doi": next((link for link in links if "10." in link and "arxiv.org" not in link), None),
        "year": child_text(kept, "date"),
        "venue": child_text(kept, "source"),
        "authors": [spoken_name(text_of(each)) for each in children(kept, "creator")],
        "url": next((link for link in links if link.startswith("http")), None),
    }


def _author(author: etree._Element) -> str:
    return joined_name(child_text(author, "forenames"), child_text(author, "keyname"), child_text(author, "suffix"))


_FORMATS: dict[str, Callable[[etree._Element], Fields]] = {
    "arXiv": _arxiv,
    "arXivRaw": _arxiv_raw,
    "arXivOld": _arxiv_raw,
    "dc": _dublin_core,
}
"""By the local name of the element that holds a record's metadata."""
