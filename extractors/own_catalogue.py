"""A catalogue of the user's own beside the shipped one: the same table, read, checked and joined with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeAlias

from extractors.catalogue import Entry, parse_rows, shipped_catalogue, try_rows
from extractors.contexts import HEADS
from extractors.errors import InputError
from extractors.lexicon import FUNCTION_WORDS, read_generic
from extractors.spelling import spelling_key
from extractors.terms import plain_words
from extractors.text import fold
from extractors.types import Kind

Row: TypeAlias = tuple[str, Entry]
"""An entry and the place it stands at, as ``file:line``."""

LINK = re.compile(r"arxiv:(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})|doi:10\.\d{4,9}/\S+|https?://\S+")
"""What a link may be: an arXiv id, a DOI or a URL."""


def read_own_catalogue(path: Path) -> tuple[Entry, ...]:
    """The entries of a user's table; an InputError names the first line that is wrong and what would be right."""
    rows = read_rows(path)
    for fault in find_faults(rows):
        raise fault
    return tuple(entry for _, entry in rows)


def read_rows(path: Path) -> list[Row]:
    """The rows of a user's table, each well-formed by itself; an InputError for the first that is not."""
    return list(parse_rows(_lines(path), str(path)))


def checked_rows(path: Path) -> tuple[list[Row], list[InputError]]:
    """The well-formed rows of a user's table, and all that is wrong with it, line by line."""
    tried = list(try_rows(_lines(path), str(path)))
    rows = [(place, entry) for place, _, entry in tried if isinstance(entry, Entry)]
    faults = [entry for _, _, entry in tried if isinstance(entry, InputError)]
    unread = {name for _, name, entry in tried if isinstance(entry, InputError)}
    return rows, sorted((*faults, *find_faults(rows, unread)), key=lambda fault: int(fault.place.rpartition(":")[2]))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        found = str(getattr(error, "strerror", None) or error)
        raise InputError(str(path), found, "give a readable UTF-8 table of the catalogue's columns") from error
    if not lines:
        raise InputError(str(path), "an empty file", "expected the catalogue's columns")
    return lines


def find_faults(rows: Sequence[Row], unread: Collection[str] = ()) -> Iterator[InputError]:
    """What makes a table unfit: rows twice, links that are none, parents that no row has, families in a circle, and
    names that are words of every paper, so that all papers would share the concept.

    ``unread`` are the names of rows that are wrong in themselves; they may be parents.
    """
    met: dict[tuple[Kind, str], str] = {}
    known = {(entry.kind, entry.name) for entry in shipped_catalogue()} | {(e.kind, e.name) for _, e in rows}
    for place, entry in rows:
        before = met.setdefault((entry.kind, entry.name), place)
        if before != place:
            yield InputError(place, f"{entry.kind} {entry.name} again", f"expected one row, as in {before}")
        if entry.link and not LINK.fullmatch(entry.link):
            yield InputError(place, f"link {entry.link!r}", "expected arxiv:ID, doi:ID, a URL or nothing")
        for kind, name in entry.family:
            if (kind, name) not in known and name not in unread:
                expected = "expected the name of a row here or in the shipped catalogue, another kind's with kind:"
                yield InputError(place, f"family {name!r}, which no {kind} is called", expected)
        for name in entry.names:
            if _as_word(name) in FUNCTION_WORDS:
                yield InputError(place, f"name {name!r}, a word of every paper", "expected a name of its own")
    yield from _find_circle(rows)


def _as_word(name: str) -> str:
    """A name in lower case where it is written as words of the language are, else nothing: IS is met in capitals only.

    >>> _as_word("Is"), _as_word("IS"), _as_word("DiD")
    ('is', '', '')
    """
    return name.strip().lower() if name.islower() or name.istitle() else ""


def _find_circle(rows: Sequence[Row]) -> Iterator[InputError]:
    places = {(entry.kind, entry.name): place for place, entry in rows}
    parents = {(entry.kind, entry.name): entry.family for entry in joined(entry for _, entry in rows)}
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        circle: list[tuple[Kind, str]] = error.args[1]
        place = next(places[each] for each in circle if each in places)
        yield InputError(place, " > ".join(name for _, name in circle), "expected families without a circle")


def find_remarks(rows: Sequence[Row]) -> Iterator[str]:
    """What is allowed and worth a look: names that others have too, or that are too general to be looked for."""
    holders: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    own = {(entry.kind, entry.name) for _, entry in rows}
    shipped = {spelling_key(name) for entry in shipped_catalogue() for name in entry.names}
    for entry in (*shipped_catalogue(), *(entry for _, entry in rows)):
        for name in entry.names:
            holders[entry.kind, spelling_key(name)].add(entry.name)
    for place, entry in rows:
        for name in entry.names:
            others = sorted(holders[entry.kind, spelling_key(name)] - {entry.name})
            if others:
                yield f"{place}: {name} is also the {entry.kind} {', '.join(others)}; papers must tell them apart"
            if spelling_key(name) in read_generic():
                yield f"{place}: {name} is too general to be looked for"
            elif spelling_key(name) not in shipped and _is_general(name):
                yield f"{place}: {name} is a word that papers have whatever they are about; it joins what is unlike"
    for entry in shipped_catalogue():
        if (entry.kind, entry.name) in own:
            place = next(place for place, each in rows if (each.kind, each.name) == (entry.kind, entry.name))
            yield f"{place}: replaces the shipped {entry.kind} {entry.name}"


def _is_general(name: str) -> bool:
    """Whether a name is a word that is not refused, or a noun that tells no more than the kind of what it names."""
    word = _as_word(name)
    return word not in FUNCTION_WORDS and (word in plain_words() or fold(word) in HEADS)


def joined(own: Iterable[Entry]) -> tuple[Entry, ...]:
    """The shipped catalogue with the user's entries, which replace those of the same kind and name."""
    entries = {(entry.kind, entry.name): entry for entry in (*shipped_catalogue(), *own)}
    return tuple(entries[key] for key in sorted(entries))


@lru_cache(maxsize=2)
def joined_with(table: str) -> tuple[Entry, ...]:
    """The same for a table's text, which is known to be sound; no text, the shipped catalogue."""
    return joined(entry for _, entry in parse_rows(table.splitlines(), "catalogue"))
