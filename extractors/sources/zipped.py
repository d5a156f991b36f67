"""Zip files: their members, one after another, each unpacked as it is read."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from extractors.errors import InputError
from extractors.sources.packed import HARMLESS, MAX_RATIO

MAGIC = b"PK\x03\x04"
"""How a zip file begins (APPNOTE.TXT, section 4.3.7)."""

_SPREADSHEET = "[Content_Types].xml"
_NOT_MINE = "__MACOSX"


def zip_members(name: str, file: BinaryIO) -> Iterator[tuple[str, Member]]:
    """Every file in the zip file ``name``, by its name: what messages call it, and its bytes.

    Hidden files and folders are left out. Raises InputError for a damaged file, and for a spreadsheet.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        found = f"a damaged zip file ({_said(error)})"
        raise InputError(name, found, "fetch or pack it again, or leave it out") from error
    with archive:
        if _SPREADSHEET in archive.namelist():
            raise InputError(name, "a spreadsheet", "save it as CSV")
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            parts = PurePosixPath(member.filename).parts
            if not member.is_dir() and _NOT_MINE not in parts and not any(part.startswith(".") for part in parts):
                label = f"{name}/{_printable(member.filename)}"
                yield label, Member(label, archive, member)


class Member:
    """The bytes of a file in a zip file."""

    def __init__(self, name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._name, self._archive, self._member = name, archive, member
        self._stream: IO[bytes] | None = None
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; InputError for a damaged or locked file, and for one out of all proportion."""
        try:
            self._stream = self._stream or self._archive.open(self._member)
            block = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            found = f"cannot be unpacked ({_said(error)})"
            raise InputError(self._name, found, "unpack or pack it again, or leave it out") from error
        self._size += len(block)
        if self._size > max(HARMLESS, MAX_RATIO * self._member.compress_size):
            found = f"unpacks to over {MAX_RATIO} times its size"
            raise InputError(self._name, found, "unpack it first, if it is to be trusted")
        return block


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _said(error: Exception) -> str:
    return _printable(" ".join(str(error).split()))[:160]
