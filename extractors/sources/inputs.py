"""INPUT arguments to open byte streams: a file, a folder, a glob, or ``-`` for standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extractors.errors import InputError

STDIN = "-"
STDIN_NAME = "stdin"
"""What standard input is called in places such as ``stdin:3``."""

_WANTED = "give a file, a folder, a glob or - for standard input"


def open_inputs(inputs: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[tuple[str, BinaryIO]]:
    """Each input file's name, as given, and its bytes; a file is closed when the next is asked for.

    A file reached by several arguments is read once. Every argument is looked up before the first file is
    opened, so that a misspelt last one costs no time. Raises InputError for what is missing or unreadable.
    """
    for name in find_files(inputs):
        if name == STDIN:
            yield STDIN_NAME, stdin or sys.stdin.buffer
            continue
        with _opened(name) as stream:
            yield name, stream


def find_files(inputs: Sequence[str]) -> list[str]:
    """The files that the arguments stand for: in the arguments' order, sorted within a folder or glob."""
    if not inputs:
        raise InputError("input", "nothing to read", _WANTED)
    distinct: dict[str, str] = {}
    for argument in inputs:
        for name in _expanded(argument):
            distinct.setdefault(name if name == STDIN else os.path.realpath(name), name)
    return list(distinct.values())


def _expanded(argument: str) -> list[str]:
    path = Path(argument)
    if argument == STDIN:
        return [STDIN]
    if not argument:  # which pathlib takes for the working folder
        raise InputError("input", "an empty name", _WANTED)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [path.as_posix()]
    if glob.has_magic(argument):
        return _matching(argument)
    raise InputError(argument, "no such file or folder", _WANTED)


def _in_folder(folder: Path) -> list[str]:
    """Files at any depth, by path. Hidden files and folders are left out, links to folders not followed."""
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name).as_posix() for name in names if not name.startswith(".")]
    if not found:
        raise InputError(folder.as_posix(), "a folder with no file to read", "put papers in it, or name another")
    return sorted(found)


def _matching(pattern: str) -> list[str]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    folders = [match for match in matches if Path(match).is_dir()]
    files = [Path(match).as_posix() for match in matches if match not in set(folders)]
    if not files and not folders:
        raise InputError(pattern, "no file matches", "check the pattern, or name the files")
    # `feeds/*` and `feeds/**` also match folders: where files match too, those are what is meant.
    return files or [name for folder in folders for name in _in_folder(Path(folder))]


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise InputError(name, f"cannot be opened ({error.strerror})", "make it readable, or leave it out") from error
