"""JSON as a stream of values: one a line, or an array's, or one after another over any number of lines.

Answers of web services wrap their array in an object (``{"meta": {…}, "results": [{…}, …]}``): the array's values
come one by one, and the rest of the wrapper is passed over. Memory is one value, however long the array.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.sources.cleaning import excerpt
from extractors.sources.decoding import TextInput

MAX_VALUE = 16_000_000
"""In characters. A longer value is a string or bracket that nothing closes, or no paper."""

LISTS = ("data", "results", "notes", "items", "papers", "recommendedPapers", "records")
"""Where services keep the array: Semantic Scholar, OpenAlex, OpenReview, Zotero's CSL JSON, and others."""

# Not strict: a raw tab in a string is a fault of form only, and text is cleaned of control characters anyway.
_DECODER = json.JSONDecoder(strict=False)
_GAP = re.compile(r"[\s,\[\]]*")
_STRING = r'"(?:[^"\\]|\\.)*"'
_MEMBER = rf'{_STRING}\s*:\s*(?:{_STRING}|[\w.+-]+|\{{(?:[^{{}}"\[\]]|{_STRING})*\}}|\[\s*\])\s*'
_WRAPPER = re.compile(rf'\{{\s*(?:{_MEMBER},\s*)*"(?:{"|".join(LISTS)})"\s*:\s*(?=\[\s*[\{{\]])')
_WRAPPED_END = re.compile(rf"(?:{_MEMBER},?\s*)*\}}")
_TITLE = re.compile(r'"title"\s*:')
_LOOK_AHEAD = 8192
"""Characters in which a wrapper's members before its array have to end."""
_FIRST_LINES = 5
_NEARLY = 16
"""How near the end of what was read an error must be for more text to mend it: a literal's or escape's length."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What is no JSON, and why; ``after`` says what became of the text below it."""

    reason: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it begins, as ``file:line``."""

    place: str
    value: object


def is_json(head: str) -> bool:
    """Whether the text begins as JSON does, or is lines of which one of the first is an object."""
    lines = _lines(head)[:_FIRST_LINES]
    return head.lstrip().startswith(("{", "[")) or any(line[0] + line[-1] == "{}" for line in lines)


def json_values(text: TextInput) -> Iterator[Value]:
    """Every value, in order; what is broken comes as ``Broken`` in its place."""
    return _document_values(text) if _is_document(text.head) else _line_values(text)


def _lines(head: str) -> list[str]:
    return [line.strip() for line in head.split("\n") if line.strip()]


def _is_document(head: str) -> bool:
    """Whether values span lines. Needed because a damaged first line must not make a document of good lines."""
    first, *others = _lines(head)
    if first.startswith("["):
        return not others or isinstance(_value(first), Broken)
    if first == "{" or _WRAPPER.match(head.lstrip()):
        return True
    if not others:
        return False
    return first.startswith("{") and not first.endswith("}") and not re.search(r"^\{", head.lstrip()[1:], re.MULTILINE)


def _line_values(text: TextInput) -> Iterator[Value]:
    for number, line in enumerate(text.lines(), 1):
        if line.strip():
            yield Value(f"{text.name}:{number}", _value(line))


def _value(line: str) -> object:
    """The value on a line, or what is wrong with it."""
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        return Broken(_fault(error))


def _document_values(text: TextInput) -> Iterator[Value]:
    """Every value between top-level brackets and commas; after a broken one, on from the next like it."""
    stream = _Stream(text)
    whole = True
    while stream.skip_gap():
        place = f"{text.name}:{stream.line}"
        try:
            value = stream.take()
        except (ValueError, RecursionError) as error:
            found = stream.skip_to_next_alike()
            yield Value(place, Broken(_fault(error), "" if found else "nothing below it was read"))
            whole = False
        else:
            yield Value(place, value)
    if whole and stream.depth > 0:
        missing = "the array has no end: the file is cut short; a closing ] is needed"
        yield Value(f"{text.name}:{stream.last_line}", Broken("", missing))


class _Stream:
    """The text of a document from where reading has come to, as much of it as is needed at a time."""

    def __init__(self, text: TextInput) -> None:
        self._rest = text.rest
        self._text = text.head
        self._at = 0
        self._counted = 0
        self.line = 1
        self.last_line = 1
        """The line of the last value or bracket met."""
        self.depth = 0
        """How many arrays and wrappers are open."""

    def skip_gap(self) -> bool:
        """Go to the next value; whether there is one. Enters and leaves arrays and wrappers on the way."""
        while True:
            gap = _GAP.match(self._text, self._at)
            end = gap.end() if gap else self._at
            between = self._text[self._at : end]
            self.depth += between.count("[") - between.count("]")
            self._go(end, seen=len(between.rstrip()))
            if self._at == len(self._text) and self._fill():
                continue
            if self._at == len(self._text):
                return False
            if not self._entered() and not self._left():
                return True

    def take(self) -> object:
        """The value that begins here; a ValueError or RecursionError when there is none."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._may_be_cut(error) or not self._fill():
                    raise
            else:
                if end < len(self._text) or isinstance(value, dict | list) or not self._fill():
                    self._go(end, seen=end - self._at)
                    return value

    def skip_to_next_alike(self) -> bool:
        """Go to the next object on a line of its own, as far indented as the value that begins here."""
        indent = self._text[self._text.rfind("\n", 0, self._at) + 1 : self._at]
        alone = not indent or indent.isspace()
        while True:
            following = self._text.find(f"\n{indent}{{", self._at) if alone else -1
            if following >= 0:
                self._go(following + 1)
                return True
            self._go(max(self._at, len(self._text) - len(indent) - 2))
            if not self._fill():
                self._go(len(self._text))
                return False

    def _entered(self) -> bool:
        """Whether a wrapper begins here, which is in no array and has no title; goes to its array then."""
        if self.depth or self._text[self._at] != "{":
            return False
        if len(self._text) - self._at < _LOOK_AHEAD:
            self._fill()
        wrapper = _WRAPPER.match(self._text, self._at)
        if wrapper is None or _TITLE.search(wrapper[0]):
            return False
        self.depth += 1
        self._go(wrapper.end())
        return True

    def _left(self) -> bool:
        """Whether a wrapper ends here, with or without members below its array; goes behind it then."""
        if self.depth != 1 or self._text[self._at] not in '"}':
            return False
        if len(self._text) - self._at < _LOOK_AHEAD:
            self._fill()
        end = _WRAPPED_END.match(self._text, self._at)
        if end:
            self.depth -= 1
            self._go(end.end(), seen=end.end() - self._at)
        return bool(end)

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        if len(self._text) - self._at > MAX_VALUE:
            return False
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _NEARLY

    def _go(self, end: int, *, seen: int = 0) -> None:
        """Move to ``end``; ``seen`` characters of the way are no blanks at its end."""
        if seen:
            self.last_line = self.line + self._text.count("\n", self._counted, self._at + seen)
        self.line += self._text.count("\n", self._counted, end)
        self._at = self._counted = end

    def _fill(self) -> bool:
        """Read on, at least as much as is waiting; forget what is done but for the line it ends on."""
        kept = max(self._text.rfind("\n", 0, self._at), self._at - 200, 0)
        blocks, wanted = [self._text[kept:]], max(1, len(self._text) - self._at)
        while wanted > 0 and (block := next(self._rest, "")):
            blocks.append(block)
            wanted -= len(block)
        self._text = "".join(blocks)
        self._at -= kept
        self._counted = self._at
        return len(blocks) > 1


def _fault(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        near = excerpt(error.doc[error.pos : error.pos + 20]) if error.pos < len(error.doc) else "the end"
        return f"{error.msg[0].lower()}{error.msg[1:].removesuffix(' at')} at {near}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long to read"
