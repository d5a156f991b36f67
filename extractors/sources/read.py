"""Inputs to papers: opened, decoded, recognised and read one after another, with what was skipped kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from extractors.errors import InputError
from extractors.sources.decoding import TextInput, decode
from extractors.sources.detect import Format, detect
from extractors.sources.inputs import Found, find_files, opened
from extractors.types import Intake, Paper, Skip


def read_papers(inputs: Sequence[str], intake: Intake, stdin: BinaryIO | None = None) -> Iterator[Paper]:
    """Every paper in the inputs, in the order of the inputs; a paper that several give comes several times.

    ``inputs`` are files, folders, globs or ``-`` (``stdin``, else the process's own). Names of files read and
    rows skipped are added to ``intake`` as the papers are taken. A file that is unreadable, no text, of no known
    format, or without a single paper is an InputError where it is named, itself or by a glob, and a Skip where a
    folder has it beside others. Every argument is looked up before the first file is opened, so that a misspelt
    last one costs no time.
    """
    faults: dict[str, list[InputError]] = {}
    fruitful: set[str] = set()
    for found in find_files(inputs):
        try:
            for paper in _papers_of(found, intake, stdin):
                fruitful.add(found.folder)
                yield paper
        except InputError as error:
            if found.named:
                raise
            faults.setdefault(found.folder, []).append(error)
            intake.skips.append(Skip(error.place, f"{error.found}; {error.expected}"))
    for folder, errors in faults.items():
        if folder not in fruitful:
            raise _no_papers_in(folder, errors)


def _papers_of(found: Found, intake: Intake, stdin: BinaryIO | None) -> Iterator[Paper]:
    with opened(found, stdin) as (name, stream):
        text = decode(name, stream)
        yield from _papers(text, detect(text), intake)


def _papers(text: TextInput, chosen: Format, intake: Intake) -> Iterator[Paper]:
    papers, before = 0, len(intake.skips)
    for row in chosen.read(text):
        if isinstance(row, Skip):
            intake.skips.append(row)
            continue
        if not papers:
            intake.files.append(text.name)
        papers += 1
        yield row
    if not papers:
        skips = intake.skips[before:]
        del intake.skips[before:]  # the error tells of them
        raise _no_papers(text.name, chosen, skips)


def _no_papers(name: str, chosen: Format, skips: Sequence[Skip]) -> InputError:
    found = f"{chosen.name} without a single paper"
    if skips:
        line = skips[0].place.removeprefix(f"{name}:")
        found += f" ({len(skips)} skipped, the first at line {line}: {skips[0].reason})"
    return InputError(name, found, "at least one row needs title and abstract")


def _no_papers_in(folder: str, errors: Sequence[InputError]) -> InputError:
    first = errors[0]
    found = f"a folder without a single paper ({len(errors)} files skipped, the first {first.place}: {first.found})"
    return InputError(folder, found, first.expected)
