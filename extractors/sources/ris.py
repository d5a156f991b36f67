"""RIS, as Zotero, EndNote and publishers export it: https://en.wikipedia.org/wiki/RIS_(file_format)

A record goes from ``TY`` to ``ER``; a line without a tag goes on with the line above.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.sources.cleaning import excerpt
from extractors.sources.decoding import TextInput
from extractors.sources.names import spoken_name
from extractors.sources.records import Row, to_part
from extractors.types import Skip

MAX_RECORD = 1_000_000
"""In characters. What is longer has lost its end."""

_TAGGED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s(?P<value>.*))?")
_FIRST = re.compile(r"TY\s{1,2}-\s")
_FIRST_LINES = 10

_TAGS: dict[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "abstract": ("AB", "N2"),
    "id": ("ID",),
    "doi": ("DO",),
    "year": ("PY", "Y1", "DA"),
    "venue": ("T2", "JO", "JF", "BT", "C3", "JA", "T3"),
    "url": ("UR", "L2", "L1"),
}
"""A field, and the tags it is read from: the first that occurs wins."""


def is_ris(text: TextInput) -> bool:
    """Whether a record begins on one of the first lines."""
    lines = [line for line in text.head.split("\n") if line.strip()][:_FIRST_LINES]
    return any(_FIRST.match(line) for line in lines)


def read_ris(text: TextInput) -> Iterator[Row]:
    """The records, in order; a place is the line of ``TY``. One without an abstract is a part of a paper."""
    start, size, record = 0, 0, list[tuple[str, str]]()
    begun = False
    for number, line in enumerate(text.lines(), 1):
        tagged = _TAGGED.fullmatch(line.strip())
        tag = tagged["tag"] if tagged else ""
        if tag == "TY":
            if start:
                yield _to_row(record, f"{text.name}:{start}", size)
            begun, start, size, record = True, number, 0, []
        elif tag == "ER" and start:
            yield _to_row(record, f"{text.name}:{start}", size)
            start = 0
        elif start and size <= MAX_RECORD:
            size += len(line)
            _add(record, tag, (tagged["value"] or "") if tagged else line)
        elif not start and line.strip() and (tag or begun):
            yield Skip(f"{text.name}:{number}", f"{excerpt(line.strip(), 40)} outside a record; TY begins one")
    if start:
        yield Skip(f"{text.name}:{start}", "a record without an end: the file is cut short; ER ends one")


def _add(record: list[tuple[str, str]], tag: str, value: str) -> None:
    if tag:
        record.append((tag, value.strip()))
    elif record and value.strip():
        last, before = record[-1]
        record[-1] = last, f"{before} {value.strip()}".strip()


def _to_row(record: Sequence[tuple[str, str]], place: str, size: int) -> Row:
    if size > MAX_RECORD:
        return Skip(place, f"a record of over {MAX_RECORD:,} characters; ER ends one")
    tags: dict[str, list[str]] = defaultdict(list)
    for tag, value in record:
        if value:
            tags[tag].append(value)
    fields: dict[str, object] = {field: _first(tags, spelt) for field, spelt in _TAGS.items()}
    fields["authors"] = [spoken_name(name) for tag in ("AU", "A1") for name in tags[tag]] or None
    return to_part(fields, place)


def _first(tags: Mapping[str, Sequence[str]], spelt: Sequence[str]) -> str:
    return next((" ".join(tags[tag]) if tag in ("AB", "N2") else tags[tag][0] for tag in spelt if tags.get(tag)), "")
