"""INPUT arguments to files and their bytes: a file, a folder, a glob, or ``-`` for standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from extractors.errors import InputError

STDIN = "-"
STDIN_NAME = "stdin"
"""What standard input is called in places such as ``stdin:3``."""

_MANIFEST, _TABLES = "manifest.json", "tables"
"""What a folder that keeps a graph has: a file, and a folder of Parquet files."""

_WANTED = "give a file, a folder, a glob or - for standard input"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. One that is named, by itself or by a glob, must hold papers; others in a folder need not."""

    name: str
    folder: str = ""
    """The folder that it was found in; empty for one reached in no other way than by its name."""
    named: bool = True
    keeps_graph: bool = False
    """Whether it is a folder with a graph of ours, of which nothing is read."""


@contextmanager
def opened(found: Found, stdin: BinaryIO | None = None) -> Iterator[tuple[str, BinaryIO]]:
    """The file's name for messages, and its bytes. Raises InputError when it cannot be opened."""
    if found.name == STDIN:
        yield STDIN_NAME, stdin or sys.stdin.buffer
        return
    with _open(found.name) as stream:
        yield found.name, stream


def find_files(inputs: Sequence[str]) -> list[Found]:
    """The files that the arguments stand for: in the arguments' order, sorted within a folder or glob.

    A file reached by several arguments comes once, as named if one of them names it. Raises InputError for an
    argument that stands for nothing.
    """
    if not inputs:
        raise InputError("input", "nothing to read", _WANTED)
    distinct: dict[str, Found] = {}
    for argument in inputs:
        for found in _expanded(argument):
            key = found.name if found.name == STDIN else os.path.realpath(found.name)
            first = distinct.setdefault(key, found)
            distinct[key] = replace(first, named=first.named or found.named)
    return list(distinct.values())


def _expanded(argument: str) -> list[Found]:
    path = Path(argument)
    if argument == STDIN:
        return [Found(STDIN)]
    if not argument:  # which pathlib takes for the working folder
        raise InputError("input", "an empty name", _WANTED)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [Found(path.as_posix())]
    if glob.has_magic(argument):
        return _matching(argument)
    raise InputError(argument, "no such file or folder", _WANTED)


def _in_folder(folder: Path) -> list[Found]:
    """Files at any depth, by path. Hidden files and folders are left out, links to folders not followed.

    A folder that keeps a graph comes as itself, without its files.
    """
    found: list[str] = []
    graphs: list[str] = []
    for parent, folders, names in os.walk(folder):
        if _keeps_graph(Path(parent)):
            graphs.append(Path(parent).as_posix())
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name).as_posix() for name in names if not name.startswith(".")]
    if not found:
        kept = " but those of a graph" if graphs else ""
        raise InputError(folder.as_posix(), f"a folder with no file to read{kept}", "put papers in it, or name another")
    every = [*((name, False) for name in found), *((name, True) for name in graphs)]
    return [Found(name, folder.as_posix(), named=False, keeps_graph=graph) for name, graph in sorted(every)]


def _keeps_graph(folder: Path) -> bool:
    return (folder / _MANIFEST).is_file() and next((folder / _TABLES).glob("*.parquet"), None) is not None


def _matching(pattern: str) -> list[Found]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    folders = [match for match in matches if Path(match).is_dir()]
    files = [Found(Path(match).as_posix()) for match in matches if match not in set(folders)]
    folders = [folder for folder in folders if not _keeps_graph(Path(folder))]
    if not files and not folders:
        raise InputError(pattern, "no file matches", "check the pattern, or name the files")
    # `feeds/*` and `feeds/**` also match folders: where files match too, those are what is meant.
    return files or [found for folder in folders for found in _in_folder(Path(folder))]


def _open(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise InputError(name, f"cannot be opened ({error.strerror})", "make it readable, or leave it out") from error
