"""Plain JSON: objects with title and abstract, one a line, in an array, or one after another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from extractors.sources import jsonvalues
from extractors.sources.cleaning import excerpt
from extractors.sources.decoding import TextInput
from extractors.sources.jsonvalues import LISTS, Broken, json_values
from extractors.sources.records import Row, to_paper
from extractors.types import Skip

WANTED = "an object with title and abstract is needed"

ToRow: TypeAlias = Callable[[Mapping[str, Any], str], Row]
"""An object and its place to what a format makes of it."""


def is_json(text: TextInput) -> bool:
    """Whether the text begins as JSON does, or is lines of which one of the first is an object."""
    return jsonvalues.is_json(text.head)


def read_json(text: TextInput) -> Iterator[Row]:
    """The papers, in order, from objects whose keys are named as ``columns.KEYS`` or the user has them."""
    return read_objects(text, lambda row, place: to_paper(row, place, text.keys))


def read_objects(text: TextInput, to_row: ToRow) -> Iterator[Row]:
    """What ``to_row`` makes of every object, in order; a Skip for every value that is none."""
    for found in json_values(text):
        match found.value:
            case Broken(reason, after):
                what = f"not JSON ({reason}); {WANTED}" if reason else ""
                yield Skip(found.place, "; ".join(filter(None, (what, after))))
            case value:
                yield from (_row(member, found.place, to_row) for member in _members(value))


def _row(value: object, place: str, to_row: ToRow) -> Row:
    if isinstance(value, dict):
        return to_row(value, place)
    return Skip(place, f"not an object but {excerpt(json.dumps(value))}; {WANTED}")


def _members(value: object) -> list[Any]:
    """What a service's answer wraps, where it came on one line; else the value itself."""
    if isinstance(value, dict) and "title" not in value:
        for key in LISTS:
            wrapped = value.get(key)
            if isinstance(wrapped, list) and any(isinstance(each, dict) for each in wrapped):
                return wrapped
    return [value]
