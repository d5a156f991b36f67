"""Inputs to papers: opened, unpacked, recognised and read one after another, with what was skipped kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from extractors.errors import InputError
from extractors.sources.columns import KEYS, Keys
from extractors.sources.decoding import TextInput, text_of
from extractors.sources.detect import Format, detect
from extractors.sources.inputs import Found, find_files, opened
from extractors.sources.packed import Content, in_any_order, unpack
from extractors.sources.parquet import MAGIC as PARQUET
from extractors.sources.parquet import parquet_text
from extractors.sources.zipped import MAGIC as ZIP
from extractors.sources.zipped import zip_members
from extractors.types import Intake, Paper, Skip


def read_papers(
    inputs: Sequence[str], intake: Intake, stdin: BinaryIO | None = None, *, keys: Keys = KEYS
) -> Iterator[Paper]:
    """Every paper in the inputs, in the order of the inputs; a paper that several give comes several times.

    ``inputs`` are files, folders, globs or ``-`` (``stdin``, else the process's own). Names of files read and
    rows skipped are added to ``intake`` as the papers are taken. A file that is unreadable, no text, of no known
    format, or without a single paper is an InputError where it is named, itself or by a glob, and a Skip where a
    folder or a zip file has it beside others. Every argument is looked up before the first file is opened, so that a
    misspelt last one costs no time. ``keys`` says what the columns of tables and plain JSON are called. A paper may
    be a part, without title or abstract, which ``duplicates.join_repeats`` puts together.
    """
    folders: dict[str, _Several] = {}
    for found in find_files(inputs):
        if found.keeps_graph:
            intake.skips.append(Skip(found.name, "a folder that keeps a graph, of which no file is read as papers"))
            continue
        papers = _papers_of(found, intake, stdin, keys)
        if found.named:
            yield from papers
        else:
            yield from folders.setdefault(found.folder, _Several(found.folder, "folder")).tried(papers, intake)
    for folder in folders.values():
        folder.check()


@dataclass(slots=True)
class _Several:
    """Files that stand beside others, in a folder or zip file: one of them at least must hold a paper."""

    name: str
    what: str
    errors: list[InputError] = field(default_factory=list)
    fruitful: bool = False

    def tried(self, papers: Iterable[Paper], intake: Intake) -> Iterator[Paper]:
        """The papers of one of the files; its InputError becomes a Skip."""
        try:
            for paper in papers:
                self.fruitful = True
                yield paper
        except InputError as error:
            self.errors.append(error)
            intake.skips.append(Skip(error.place, f"{error.found}; {error.expected}"))

    def check(self) -> None:
        """InputError when not one file held a paper."""
        if self.fruitful:
            return
        what, expected = f"a {self.what} without a single paper", "put papers in it, or name another"
        if self.errors:
            first, expected = self.errors[0], self.errors[0].expected
            what += f" ({len(self.errors)} files skipped, the first {first.place}: {first.found})"
        raise InputError(self.name, what, expected)


def _papers_of(found: Found, intake: Intake, stdin: BinaryIO | None, keys: Keys) -> Iterator[Paper]:
    with opened(found, stdin) as (name, stream):
        content = unpack(name, stream)
        if content.first.startswith(ZIP):
            yield from _papers_of_zip(content, intake, keys)
        else:
            yield from _papers_of_content(content, intake, keys)


def _papers_of_zip(content: Content, intake: Intake, keys: Keys) -> Iterator[Paper]:
    members, before = _Several(content.name, "zip file"), len(intake.skips)
    with in_any_order(content) as file:
        for name, member in zip_members(content.name, file):
            yield from members.tried(_papers_of_content(unpack(name, member), intake, keys), intake)
    if not members.fruitful:
        del intake.skips[before:]  # the error tells of them
    members.check()


def _papers_of_content(content: Content, intake: Intake, keys: Keys) -> Iterator[Paper]:
    if not content.first.startswith(PARQUET):
        text = text_of(content, keys)
        yield from _papers(text, detect(text), intake)
        return
    with in_any_order(content) as file:
        table = parquet_text(content.name, file, keys)
        yield from _papers(table, detect(table), intake)


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
