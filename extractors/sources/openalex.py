"""OpenAlex works: the API's answers and the snapshot's JSON lines. https://docs.openalex.org/api-entities/works

Lost: line breaks and runs of blanks within abstracts, which the inverted index does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonkeys import has_keys, within
from extractors.sources.jsonl import read_objects
from extractors.sources.records import Row, to_part

_LOCATIONS = ("landing_page_url", "pdf_url")


def is_openalex(text: TextInput) -> bool:
    """Whether objects have OpenAlex's authorships and inverted index, or its ids."""
    return has_keys(text, "abstract_inverted_index") or (has_keys(text, "authorships", "display_name"))


def read_openalex(text: TextInput) -> Iterator[Row]:
    """The works, in order; one without an abstract is a part that another source may complete."""
    return read_objects(text, _to_row)


def _to_row(work: Mapping[str, Any], place: str) -> Row:
    authorships = work.get("authorships")
    return to_part(
        {
            "title": work.get("title") or work.get("display_name"),
            "abstract": work.get("abstract") or abstract_of(work.get("abstract_inverted_index")),
            "id": _openalex_id(work.get("id")),
            "arxiv": next(_arxiv_links(work), None),
            "doi": work.get("doi") or within(work, "ids", "doi"),
            "year": work.get("publication_year") or work.get("publication_date"),
            "venue": within(work, "primary_location", "source", "display_name")
            or within(work, "host_venue", "display_name"),
            "authors": [within(one, "author", "display_name") for one in authorships]
            if isinstance(authorships, list)
            else None,
            "url": within(work, "primary_location", "landing_page_url") or work.get("doi") or work.get("id"),
        },
        place,
    )


def abstract_of(index: object) -> str:
    """The text that an inverted index (word to positions) is made from; words without a position are left out.

    >>> abstract_of({"prune": [1, 3], "We": [0], "what": [2], "we": []})
    'We prune what prune'
    """
    placed = [(position, word) for word, position in _placed(index)]
    return " ".join(word for _, word in sorted(placed))


def _placed(index: object) -> Iterator[tuple[str, int]]:
    """Words with their positions, from a mapping, or from the list of pairs that Parquet makes of one."""
    entries = index.items() if isinstance(index, Mapping) else index if isinstance(index, list) else ()
    for entry in entries:
        match entry:
            case [str(word), list(positions)]:
                yield from ((word, position) for position in positions if isinstance(position, int))


def _openalex_id(url: object) -> str | None:
    number = str(url or "").rpartition("/")[2]
    return f"openalex:{number}" if number.startswith("W") and number[1:].isdecimal() else None


def _arxiv_links(work: Mapping[str, Any]) -> Iterator[str]:
    locations = work.get("locations")
    for location in locations if isinstance(locations, list) else ():
        for key in _LOCATIONS:
            link = within(location, key)
            if isinstance(link, str) and "arxiv.org/" in link:
                yield link
