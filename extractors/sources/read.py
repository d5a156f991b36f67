"""Inputs to papers: opened, decoded, recognised and read one after another, with what was skipped kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from extractors.errors import InputError
from extractors.sources.decoding import TextInput, decode
from extractors.sources.detect import Format, detect
from extractors.sources.inputs import open_inputs
from extractors.types import Intake, Paper, Skip


def read_papers(inputs: Sequence[str], intake: Intake, stdin: BinaryIO | None = None) -> Iterator[Paper]:
    """Every paper in the inputs, in the order of the inputs; a paper that several give comes several times.

    ``inputs`` are files, folders, globs or ``-`` (``stdin``, else the process's own). Names of files read and
    rows skipped are added to ``intake`` as the papers are taken. Raises InputError for a file that is missing,
    unreadable, no text, of no known format, or without a single paper.
    """
    for name, stream in open_inputs(inputs, stdin):
        text = decode(name, stream)
        chosen = detect(text)
        intake.files.append(name)
        yield from _papers(text, chosen, intake)


def _papers(text: TextInput, chosen: Format, intake: Intake) -> Iterator[Paper]:
    papers = skips = 0
    for row in chosen.read(text):
        if isinstance(row, Skip):
            skips += 1
            intake.skips.append(row)
        else:
            papers += 1
            yield row
    if not papers:
        raise _no_papers(text.name, chosen, intake.skips[-skips:] if skips else [])


def _no_papers(name: str, chosen: Format, skips: Sequence[Skip]) -> InputError:
    found = f"{chosen.name} without a single paper"
    if skips:
        line = skips[0].place.removeprefix(f"{name}:")
        found += f" ({len(skips)} skipped, the first at line {line}: {skips[0].reason})"
    return InputError(name, found, "at least one row needs title and abstract")
