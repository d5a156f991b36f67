"""Bytes of a file, unpacked as they are read: gzip and Zstandard, by their first bytes and never by their names.

A small file that unpacks to a huge one never does so whole: past ``HARMLESS`` bytes the proportion is watched.
"""

from __future__ import annotations

import gzip
import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol, cast

import zstandard

from extractors.errors import InputError

BLOCK = 1 << 16
"""Bytes read at a time; the first block is what a format is recognised from."""

HARMLESS = 64 * 1024 * 1024
"""Unpacked bytes up to which no proportion is suspicious."""

MAX_RATIO = 100
"""How often its packed size a larger file may have: text packs to a tenth or fifth, a bomb to a thousandth or less."""

MAX_WINDOW = 1 << 27
"""Bytes of memory that a Zstandard file may ask for: what ``zstd --long`` packs with by default."""


_SIP = 1024
"""Packed bytes given to Zstandard at a time: it unpacks all of them at once, four bytes to 128 KB at worst."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Packing(NamedTuple):
    """A way to pack bytes, known by how a file begins."""

    name: str
    magic: bytes
    opened: Callable[[BinaryIO], Readable]


def _gunzip(packed: BinaryIO) -> Readable:
    return cast(Readable, gzip.GzipFile(fileobj=packed, mode="rb"))


def _unzstd(packed: BinaryIO) -> Readable:
    return _WholeFrames(packed)


PACKINGS = (
    Packing("gzip", b"\x1f\x8b", _gunzip),  # RFC 1952, section 2.3.1
    Packing("zstd", b"\x28\xb5\x2f\xfd", _unzstd),  # RFC 8878, section 3.1.1
)


class Peeked(io.RawIOBase):
    """Bytes at hand, ``begun``, then those of a stream; ``taken`` counts what was read of both."""

    def __init__(self, begun: bytes, rest: Readable) -> None:
        super().__init__()
        self._begun, self._rest = begun, rest
        self.taken = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""
        block, self._begun = (self._begun[:size], self._begun[size:]) if self._begun else (self._rest.read(size), b"")
        self.taken += len(block)
        return block


def packing_of(begun: bytes) -> Packing | None:
    """How a file that begins so is packed; None when it is not."""
    return next((packing for packing in PACKINGS if begun.startswith(packing.magic)), None)


@dataclass(frozen=True, slots=True)
class Content:
    """A file's unpacked bytes, to be read through once: its ``first`` block, and what follows it."""

    name: str
    first: bytes
    rest: Readable
    file: BinaryIO | None = None
    """The file itself where it is not packed and can be read in any order."""


def unpack(name: str, stream: Readable) -> Content:
    """The bytes in ``stream``, unpacked once if they are packed; InputError when they cannot be read."""
    first = read_block(name, stream)
    packing = packing_of(first)
    if packing is None:
        return Content(name, first, stream, _in_any_order(stream))
    unpacked = Unpacked(name, packing, first, stream)
    return Content(name, read_block(name, unpacked), unpacked)


def read_block(name: str, stream: Readable) -> bytes:
    """The next ``BLOCK`` bytes or fewer; none at the end."""
    try:
        return stream.read(BLOCK)
    except OSError as error:
        raise InputError(name, f"cannot be read ({error.strerror})", "make it readable, or leave it out") from error


@contextmanager
def in_any_order(content: Content) -> Iterator[BinaryIO]:
    """All of the content as a file that can be read in any order: itself, or a copy on disk while it is in use."""
    if content.file is not None:
        yield content.file
        return
    with tempfile.TemporaryFile() as copy:
        block = content.first
        while block:
            copy.write(block)
            block = read_block(content.name, content.rest)
        yield cast(BinaryIO, copy)


def _in_any_order(stream: Readable) -> BinaryIO | None:
    return cast(BinaryIO, stream) if isinstance(stream, io.IOBase) and stream.seekable() else None


class Unpacked:
    """The content of a packed file, of one member or several, of which ``begun`` has been read already."""

    def __init__(self, name: str, packing: Packing, begun: bytes, rest: Readable) -> None:
        self._name, self._packing = name, packing
        self._packed = Peeked(begun, rest)
        self._content = packing.opened(cast(BinaryIO, self._packed))
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; InputError for a damaged file, and for one that is out of all proportion."""
        try:
            block = self._content.read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error, zstandard.ZstdError) as error:
            found = f"a damaged {self._packing.name} file ({_lowered(str(error))})"
            raise InputError(self._name, found, "fetch or pack it again, or leave it out") from error
        self._size += len(block)
        if self._size > max(HARMLESS, MAX_RATIO * self._packed.taken):
            found = f"a {self._packing.name} file that unpacks to over {MAX_RATIO} times its size"
            raise InputError(self._name, found, "unpack it first, if it is to be trusted")
        return block


class _WholeFrames:
    """Zstandard frames, one after another; EOFError for one that is cut short, which the library passes over."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._frame = _frame()
        self._begun = False
        self._waiting = self._ready = b""

    def read(self, size: int, /) -> bytes:
        while not self._ready and self._more():
            pass
        block, self._ready = self._ready[:size], self._ready[size:]
        return block

    def _more(self) -> bool:
        """Take a little of what is packed; whether there was any."""
        block = self._waiting or self._packed.read(_SIP)
        self._waiting = b""
        if not block:
            if self._begun:
                raise EOFError("compressed file ended before the end of its last frame")
            return False
        self._ready = self._frame.decompress(block)
        self._begun = True
        if self._frame.eof:
            self._waiting = self._frame.unused_data
            self._frame = _frame()
            self._begun = False
        return True


def _frame() -> zstandard.ZstdDecompressionObj:
    return zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompressobj(read_across_frames=False)


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
