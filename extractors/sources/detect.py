"""What format a text is in, from its beginning; a file's name says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.errors import InputError
from extractors.sources.cleaning import clean_text, excerpt
from extractors.sources.csvfile import is_csv, read_csv
from extractors.sources.decoding import TextInput
from extractors.sources.feed import is_feed, read_feed
from extractors.sources.jsonl import is_json, read_json
from extractors.sources.records import Row


class Format(NamedTuple):
    """A way to write papers down. ``recognises`` sees a text's first 64 KB or less; ``read`` all of it, once."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[TextInput], Iterator[Row]]


FORMATS: tuple[Format, ...] = (
    Format("JSON", is_json, read_json),
    Format("CSV", is_csv, read_csv),
    Format("trending-papers feed", is_feed, read_feed),
)
"""In the order they are asked: the first that recognises a text reads it, so the pickiest come first."""


def detect(text: TextInput) -> Format:
    """The format of a text; InputError when it is in none of ``FORMATS``."""
    for candidate in FORMATS:
        if candidate.recognises(text.head):
            return candidate
    found = f"no known format (it begins {excerpt(clean_text(text.head), 40)})"
    raise InputError(
        text.name, found, "give a trending-papers feed, JSON with title and abstract, or CSV with a header"
    )
