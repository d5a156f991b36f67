"""BibTeX and BibLaTeX, the ACL Anthology's with abstracts among them, split into entries by bibtexparser.

Read an entry at a time, so that memory stays flat and what is broken costs one entry. Accents and protecting braces
become plain text; formulas and other macros stay. Comments and preambles are no papers and pass unmentioned.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from extractors.sources.cleaning import excerpt
from extractors.sources.decoding import TextInput
from extractors.sources.latex import plain_text
from extractors.sources.names import spoken_name
from extractors.sources.records import Row, to_part
from extractors.types import Skip

# The library logs what it finds broken, which would reach standard error; each is a Skip here.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

MAX_ENTRY = 1_000_000
"""In characters. A longer entry is a brace that nothing closes."""

_START = re.compile(r"\s*@\s*\w+\s*[{(]")
_FIRST = re.compile(
    r"\s*@\s*(?:(?:comment|preamble|string)\s*[{(]|\w+\s*[{(]\s*[^\s,{}()=]+\s*(?:[,=}]|$))", re.IGNORECASE
)
_CUT = re.compile(r"\s*@\s*\w*\s*")
"""What is left of an entry whose brace is cut off; it would pass for a comment."""
_OTHER_FORMAT = re.compile(r"\s*(?:[#<`\[{|]|---)")
_FIRST_LINES = 12
_SIGN = re.compile(r"\\.|[{}\"#]", re.DOTALL)
_BETWEEN_NAMES = re.compile(r"\s+and\s+")
_OTHERS = "others"
_VENUES = ("booktitle", "journal", "journaltitle", "series", "howpublished")
_LINKS = ("url", "link", "ee", "pdf")
_CODE = ("code", "github", "repository")


def is_bibtex(text: TextInput) -> bool:
    """Whether an entry begins on one of the first lines, below comments at most."""
    for line in [line for line in text.head.split("\n") if line.strip()][:_FIRST_LINES]:
        if _START.match(line):
            return bool(_FIRST.match(line))
        if _OTHER_FORMAT.match(line):
            return False
    return False


def read_bibtex(text: TextInput) -> Iterator[Row]:
    """The entries, in order; a place is an entry's first line. One without an abstract is a part of a paper."""
    macros: dict[str, str] = {}
    for line, source in _sources(text):
        place = f"{text.name}:{line}"
        if len(source) > MAX_ENTRY:
            yield Skip(place, f"an entry of over {MAX_ENTRY:,} characters; a closing brace is missing")
            continue
        for block in Splitter(source).split().blocks:
            entry = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
            if isinstance(entry, String):
                macros[entry.key.lower()] = _spelt(entry.value, macros)
            elif isinstance(entry, Entry):
                yield _to_row(entry, macros, place)
            elif isinstance(block, ParsingFailedBlock):
                yield Skip(place, _broken(block))


def _sources(text: TextInput) -> Iterator[tuple[int, str]]:
    """What is written from one line that begins an entry to the next such line, with the number of the first."""
    start, lines, number = 0, list[str](), 0
    for number, line in enumerate(text.lines(), 1):
        if _START.match(line):
            if start:
                yield start, "\n".join(lines)
            start, lines = number, []
        lines.append(line)
    if lines and _CUT.fullmatch(lines[-1]):
        yield start, "\n".join(lines[:-1])
        yield number, f"{lines[-1]}{{"
    elif start:
        yield start, "\n".join(lines)


def _to_row(entry: Entry, macros: dict[str, str], place: str) -> Row:
    raw = {field.key.lower(): _spelt(str(field.value), macros) for field in entry.fields}
    fields = {key: plain_text(value) for key, value in raw.items()}
    return to_part(
        {
            "title": " ".join(filter(None, (fields.get("title"), fields.get("subtitle")))),
            "abstract": fields.get("abstract"),
            "id": entry.key,
            "arxiv": _eprint(raw),
            "doi": raw.get("doi"),
            "year": fields.get("year") or fields.get("date"),
            "venue": next((venue for key in _VENUES if (venue := fields.get(key))), None),
            "authors": _names(raw.get("author") or raw.get("editor") or ""),
            "url": next((link for key in _LINKS if (link := fields.get(key))), None),
            "code": [link for key in _CODE if (link := fields.get(key))],
        },
        place,
    )


def _names(authors: str) -> list[str]:
    """The names; one in braces is a group's and keeps its commas and its "and"."""
    masked, groups = _masked(" ".join(authors.split()))
    names = (name.strip() for name in _BETWEEN_NAMES.split(masked))
    spoken = (name if name in groups else spoken_name(name) for name in names if name and name != _OTHERS)
    return [plain_text(_restored(name, groups)) for name in spoken]


def _masked(text: str) -> tuple[str, dict[str, str]]:
    """``text`` with its groups replaced by one sign each, so that what is in them is no separator."""
    groups: dict[str, str] = {}

    def mask(match: re.Match[str]) -> str:
        sign = chr(0xE000 + len(groups) % 0x1900)
        groups[sign] = match[0]
        return sign

    return re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", mask, text), groups


def _restored(text: str, groups: dict[str, str]) -> str:
    return "".join(groups.get(sign, sign) for sign in text)


def _spelt(value: str, macros: dict[str, str]) -> str:
    """A value without its delimiters, macros replaced, pieces joined that ``#`` joins."""
    if value[:1] == "{" and value[-1:] == "}" and "#" not in value:
        return value[1:-1]
    return "".join(_piece(piece.strip(), macros) for piece in _pieces(value))


def _pieces(value: str) -> Iterator[str]:
    """What stands between the ``#`` that are in no braces and no quotes."""
    start, depth, quoted = 0, 0, False
    for sign in _SIGN.finditer(value):
        depth += (sign[0] == "{") - (sign[0] == "}")
        quoted ^= sign[0] == '"' and depth == 0
        if sign[0] == "#" and depth == 0 and not quoted:
            yield value[start : sign.start()]
            start = sign.end()
    yield value[start:]


def _piece(piece: str, macros: dict[str, str]) -> str:
    if piece[:1] + piece[-1:] in ("{}", '""') and len(piece) > 1:
        return piece[1:-1]
    return macros.get(piece.lower(), piece)


def _eprint(fields: dict[str, str]) -> str | None:
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    eprint = fields.get("eprint", "")
    return f"arxiv:{eprint}" if eprint and kind.lower() in ("arxiv", "") else None


def _broken(block: ParsingFailedBlock) -> str:
    error = block.error
    said = " ".join(str(error.abort_reason if isinstance(error, BlockAbortedException) else error).split()).rstrip(".")
    return f"a broken BibTeX entry ({said[:160]}; it begins {excerpt(' '.join((block.raw or '').split()), 40)})"
