"""Gzip files, unpacked as they are read, so that a small file that unpacks to a huge one never does so whole."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Protocol

from extractors.errors import InputError

MAGIC = b"\x1f\x8b"
"""How a gzip file begins (RFC 1952, section 2.3.1)."""

HARMLESS = 64 * 1024 * 1024
"""Unpacked bytes up to which no proportion is suspicious."""

MAX_RATIO = 100
"""How often its packed size a larger file may have: text packs to a tenth or fifth, gzip's limit is a thousandth."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Unpacked:
    """The content of a gzip file, of one member or several, of which ``begun`` has been read already."""

    def __init__(self, name: str, begun: bytes, rest: Readable) -> None:
        self._name = name
        self._packed = _Counted(begun, rest)
        self._content = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; InputError for a damaged file, and for one that is out of all proportion."""
        try:
            block = self._content.read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            found = f"a damaged gzip file ({_lowered(str(error))})"
            raise InputError(self._name, found, "fetch or pack it again, or leave it out") from error
        self._size += len(block)
        if self._size > max(HARMLESS, MAX_RATIO * self._packed.taken):
            found = f"a gzip file that unpacks to over {MAX_RATIO} times its size"
            raise InputError(self._name, found, "unpack it first, if it is to be trusted")
        return block


class _Counted(io.RawIOBase):
    """Bytes at hand, then those of a stream, and how many of them were taken."""

    def __init__(self, begun: bytes, rest: Readable) -> None:
        super().__init__()
        self._begun, self._rest = begun, rest
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""
        block, self._begun = (self._begun[:size], self._begun[size:]) if self._begun else (self._rest.read(size), b"")
        self.taken += len(block)
        return block


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
