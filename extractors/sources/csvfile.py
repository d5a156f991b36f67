"""Tables as text: CSV after RFC 4180 with a header, the cells separated by comma, semicolon or tab."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Self

from extractors.errors import InputError
from extractors.sources.cleaning import excerpt
from extractors.sources.columns import KEYS, Keys, canonical_key
from extractors.sources.decoding import TextInput
from extractors.sources.records import Row, to_paper
from extractors.types import Skip

_DELIMITERS = ",;\t"
NEEDED = ("title", "abstract")
"""The columns that a table must have."""
MAX_RECORD = 16_000_000
"""In characters. A longer record is a quote that nothing closes."""
_LONGEST_NAME = 60
"""In characters, of a column."""
_LONGEST_HEADER = 200
"""Characters of a header that a message has."""
_LOOKED_AT = 5
"""Rows that tell whether a text is a table."""


def is_csv(text: TextInput) -> bool:
    """Whether the first line is a header that names a title or an abstract beside something else."""
    header = _header(text)
    return len(header) > 1 and any(_names(header, field, text.keys) for field in NEEDED)


def is_table(text: TextInput, columns: int = 2) -> bool:
    """Whether the text begins with a header of so many columns at least, however called, and rows of as many."""
    header = _header(text)
    named = all(cell.strip() and len(cell) <= _LONGEST_NAME for cell in header)
    return len(header) >= columns and named and _goes_on(text)


def check_table(text: TextInput) -> None:
    """InputError for a table that names neither title nor abstract."""
    if is_table(text):
        checked(_header(text), text.keys, text.name)


def read_csv(text: TextInput) -> Iterator[Row]:
    """The papers, in order; a record's place is its first line. InputError for a header without an abstract."""
    keys = text.keys
    delimiter = _delimiter(_first_line(text.head), keys)
    header: list[str] = []
    for line, cells in _records(text.lines(), delimiter):
        place = f"{text.name}:{line}"
        if isinstance(cells, str):
            yield Skip(place, f"{cells}; a quoted cell ends with one quote and doubles those inside")
        elif not header:
            header = checked(cells, keys, place)
        elif any(cells[len(header) :]):
            yield Skip(place, f"{len(cells)} cells under {len(header)} columns; quote a cell that holds {delimiter!r}")
        else:
            yield to_paper(dict(zip(header, cells, strict=False)), place, keys)


def checked(header: list[str], keys: Keys, place: str) -> list[str]:
    """The header of a table that has what a paper needs; InputError for one that has not."""
    missing = [field for field in NEEDED if not _names(header, field, keys)]
    if not missing:
        return header
    found = f"a table with the columns {excerpt(', '.join(header), _LONGEST_HEADER)}"
    asked = [f"{field}={keys[field][0]}" for field in missing if keys[field] != KEYS[field]]
    if asked:
        found += f" and none that fits --column {' '.join(asked)}"
    options = " ".join(f"--column {field}=NAME" for field in missing)
    raise InputError(place, found, f"columns named title and abstract are needed, or {options} for others")


def _names(header: list[str], field: str, keys: Keys) -> bool:
    return any(canonical_key(cell) in keys[field] for cell in header)


def _header(text: TextInput) -> list[str]:
    line = _first_line(text.head)
    return _cells(line, _delimiter(line, text.keys))


def _goes_on(text: TextInput) -> bool:
    """Whether the first rows, of which there is one at least, have as many cells as the header."""
    delimiter = _delimiter(_first_line(text.head), text.keys)
    lines = text.head.split("\n")
    records = islice(_records(iter(lines if len(lines) < 3 else lines[:-1]), delimiter), _LOOKED_AT + 1)
    widths = [len(cells) for _, cells in records if not isinstance(cells, str)]
    return len(widths) > 1 and len(set(widths)) == 1


def _first_line(head: str) -> str:
    return next((line for line in head.split("\n") if line.strip()), "")


def _delimiter(line: str, keys: Keys) -> str:
    """The delimiter that makes a header of the line: one that names a title, an abstract, the most columns."""
    headers = {delimiter: _cells(line, delimiter) for delimiter in _DELIMITERS}

    def fitness(delimiter: str) -> tuple[bool, bool, int]:
        header = headers[delimiter]
        return _names(header, "title", keys), _names(header, "abstract", keys), len(header)

    return max(headers, key=fitness)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True), [])
    except csv.Error:
        return []


def _records(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each record's first line and its cells, or what is wrong with it; blank lines are left out.

    After a broken record reading goes on with the line below its first, so that a quote which nothing closes
    costs one record and not the rest of the file.
    """
    feed = _Lines(lines)
    while True:
        start = feed.begin()
        try:
            with _wide_fields():
                # A reader for each record: one that has met an error is in no known state.
                cells = next(csv.reader(feed, delimiter=delimiter, strict=True, skipinitialspace=True), None)
        except csv.Error as error:
            feed.rewind()
            yield start, f"broken quoting ({error})"
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield start, cells


@contextmanager
def _wide_fields() -> Iterator[None]:
    """The csv module's limit of 131,072 characters a field is one for the whole process: lift it, put it back."""
    limit = csv.field_size_limit(MAX_RECORD)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


class _Lines:
    """Lines for a csv reader, which can go back to the second line of the record that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self._before = 0
        self._size = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines) + "\n"
        self._taken.append(line)
        self._size += len(line)
        if self._size > MAX_RECORD:
            raise csv.Error(f"a record of over {MAX_RECORD:,} characters")
        return line

    def begin(self) -> int:
        """Start a record; gives the number of its first line."""
        self._before += len(self._taken)
        self._taken, self._size = [], 0
        return self._before + 1

    def rewind(self) -> None:
        """Put back all of the record but its first line."""
        self._ahead.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
