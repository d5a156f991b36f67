"""Bytes to text, unpacked if they are packed: UTF-8, or UTF-16 and UTF-32 with a byte order mark, and nothing else."""

from __future__ import annotations

import codecs
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.errors import InputError
from extractors.sources.columns import KEYS, Keys
from extractors.sources.packed import BLOCK, PACKINGS, Content, Readable, read_block, unpack

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    *((packing.magic, f"a {packing.name} file within a {packing.name} file") for packing in PACKINGS),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"PK\x03\x04", "a zip file (or a spreadsheet)"),
    (b"%PDF-", "a PDF file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOSTLY_NUL = 20
"""One NUL in so many bytes makes a file binary; a lone one is the fault of a single row."""


@dataclass(frozen=True, slots=True)
class TextInput:
    """A text that can be read through once. ``head`` is its beginning, ``rest`` what follows, block by block.

    Line ends are all ``\\n``; there is no byte order mark. ``keys`` says what columns are called, for formats whose
    columns anybody may name.
    """

    name: str
    head: str
    rest: Iterator[str]
    keys: Keys = field(default_factory=lambda: KEYS)

    def lines(self) -> Iterator[str]:
        """The lines without their ends. Memory is one line; a long line costs time in its length only."""
        pending: list[str] = []
        for block in itertools.chain((self.head,), self.rest):
            first, *others = block.split("\n")
            pending.append(first)
            for line in others:
                yield "".join(pending)
                pending = [line]
        if last := "".join(pending):
            yield last

    def whole(self) -> str:
        """All of it at once."""
        return "".join((self.head, *self.rest))


def decode(name: str, stream: Readable) -> TextInput:
    """The text in ``stream``, unpacked and read as it is asked for; raises what ``text_of`` raises."""
    return text_of(unpack(name, stream))


def text_of(content: Content, keys: Keys = KEYS) -> TextInput:
    """The text of the content, read as it is asked for.

    Raises InputError for an empty, binary or wrongly encoded file: the last also later, while it is read.
    """
    name, first = content.name, content.first
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if first.startswith(mark)), (b"", "utf-8"))
    if not mark:
        _refuse_binary(name, first)
    blocks = _decoded(name, content.rest, first.removeprefix(mark), encoding, len(mark))
    head: list[str] = []
    for block in blocks:
        head.append(block)
        if block.strip():
            return TextInput(name, "".join(head), blocks, keys)
    raise InputError(name, "an empty file", "give papers with title and abstract")


def _decoded(name: str, stream: Readable, block: bytes, encoding: str, offset: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    while block:
        following = read_block(name, stream)
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not following)
        except UnicodeDecodeError as error:
            raise _not_text(name, block, error, offset - held, encoding) from error
        yield newlines.decode(text, final=not following)
        offset += len(block)
        block = following


def _not_text(name: str, block: bytes, error: UnicodeDecodeError, start: int, encoding: str) -> InputError:
    place = start + error.start
    if place < BLOCK and encoding == "utf-8" and _CONTROL.search(block):
        return InputError(name, "a binary file", "give text: a feed, JSON lines or CSV")
    found = f"not {encoding.upper()}: byte 0x{error.object[error.start]:02x} at offset {place}"
    return InputError(name, found, f"convert it first, for example: iconv -f LATIN1 -t UTF-8 {name}")


def _refuse_binary(name: str, first: bytes) -> None:
    for magic, what in _MAGIC:
        if first.startswith(magic):
            raise InputError(name, what, "unpack or convert it to text first")
    if first[257:262] == b"ustar":
        raise InputError(name, "a tar archive", "unpack it to a folder first, or pack the files as zip")
    nuls = first.count(0)
    for order, half in (("BE", first[::2]), ("LE", first[1::2])):
        if nuls == half.count(0) > len(half) * 0.8:
            found = "UTF-16 with no byte order mark"
            raise InputError(name, found, f"convert it first: iconv -f UTF-16{order} -t UTF-8 {name}")
    if nuls * _MOSTLY_NUL > len(first):
        raise InputError(name, f"a binary file ({nuls} NUL bytes)", "give text: a feed, JSON lines or CSV")
