"""JSON: one object a line; or an array of objects, or objects one after another, over any number of lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from extractors.sources.cleaning import excerpt
from extractors.sources.decoding import TextInput
from extractors.sources.records import Row, to_paper
from extractors.types import Skip

# Not strict: a raw tab in a string is a fault of form only, and text is cleaned of control characters anyway.
_DECODER = json.JSONDecoder(strict=False)
_WANTED = "an object with title and abstract is needed"
_BETWEEN = re.compile(r"[\s,\[\]]*")
_FIRST_LINES = 5


def is_json(head: str) -> bool:
    """Whether the text begins as JSON does, or is lines of which one of the first is an object."""
    lines = _lines(head)[:_FIRST_LINES]
    return head.lstrip().startswith(("{", "[")) or any(line[0] + line[-1] == "{}" for line in lines)


def read_json(text: TextInput) -> Iterator[Row]:
    """The papers, in order. Lines are read one at a time; an array is held in memory as a whole."""
    return _read_document(text) if _is_document(text.head) else _read_lines(text)


def _lines(head: str) -> list[str]:
    return [line.strip() for line in head.split("\n") if line.strip()]


def _is_document(head: str) -> bool:
    """Whether values span lines. Needed because a damaged first line must not make a document of good lines."""
    first, *others = _lines(head)
    if first.startswith("["):
        return not others or isinstance(_value(first), ValueError)
    if first == "{" or not others:
        return first == "{"
    return first.startswith("{") and not first.endswith("}") and not re.search(r"^\{", head.lstrip()[1:], re.MULTILINE)


def _read_lines(text: TextInput) -> Iterator[Row]:
    for number, line in enumerate(text.lines(), 1):
        if line.strip():
            yield _row(_value(line), f"{text.name}:{number}")


def _read_document(text: TextInput) -> Iterator[Row]:
    """Every value between top-level brackets and commas; after a broken one, on from the next like it."""
    whole = text.whole()
    closed = not whole.lstrip().startswith("[") or whole.rstrip().endswith("]")
    start, line, counted = 0, 1, 0
    while (start := _after_gap(whole, start)) < len(whole):
        line, counted = line + whole.count("\n", counted, start), start
        place = f"{text.name}:{line}"
        try:
            value, start = _DECODER.raw_decode(whole, start)
        except (ValueError, RecursionError) as error:
            start = _next_alike(whole, start)
            yield Skip(place, f"{_broken(_fault(error))}{'' if start < len(whole) else '; nothing below it was read'}")
            closed = True
        else:
            yield _row(value, place)
    if not closed:
        end = 1 + whole.rstrip().count("\n")
        yield Skip(f"{text.name}:{end}", "the array has no end: the file is cut short; a closing ] is needed")


def _after_gap(whole: str, start: int) -> int:
    gap = _BETWEEN.match(whole, start)
    return gap.end() if gap else start


def _next_alike(whole: str, start: int) -> int:
    """Where the next object begins that is on a line of its own, as far indented as the broken one."""
    indent = whole[whole.rfind("\n", 0, start) + 1 : start]
    following = whole.find(f"\n{indent}{{", start) if indent.isspace() or not indent else -1
    return following + 1 if following >= 0 else len(whole)


def _value(line: str) -> object:
    """The value on a line, or the error that reading it met."""
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        return _fault(error)


def _fault(error: ValueError | RecursionError) -> ValueError:
    if isinstance(error, json.JSONDecodeError):
        near = excerpt(error.doc[error.pos : error.pos + 20]) if error.pos < len(error.doc) else "the end"
        return ValueError(f"{error.msg[0].lower()}{error.msg[1:].removesuffix(' at')} at {near}")
    return ValueError("nested too deeply" if isinstance(error, RecursionError) else "a number too long to read")


def _broken(fault: ValueError) -> str:
    return f"not JSON ({fault}); {_WANTED}"


def _row(value: object, place: str) -> Row:
    if isinstance(value, ValueError):
        return Skip(place, _broken(value))
    if not isinstance(value, dict):
        return Skip(place, f"not an object but {excerpt(json.dumps(value))}; {_WANTED}")
    return to_paper(value, place)
