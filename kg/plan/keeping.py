"""What of a kept graph a later build may take over: all of it, what was read, or the papers alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from extractors.edition import edition
from extractors.types import Extraction, Intake, Paper
from kg.decisions import render_decisions
from kg.graph import Graph
from kg.plan.assembly import ALONE, NOTHING, OF_DECISIONS, Given, made_of
from kg.plan.joining import Joined, joined, joined_all
from kg.plan.papers import Papers, papers_of
from kg.plan.selecting import where_in
from kg.schema import CONCEPT_KINDS, NodeKind, plural
from kg.tables.manifest import InputFile
from kg.tables.memory import MemoryTables
from kg.tables.reading import OpenTables

READ_BY, MADE_BY = "edition", "resolution"
"""Under which keys ``about`` has the editions of what reads papers and of what makes graphs of it."""


class Loading(Mapping[str, Any]):
    """Tables that are being read, one after another; whoever asks for one waits for it."""

    def __init__(self, tables: OpenTables, names: Iterable[str]) -> None:
        self._pool = ThreadPoolExecutor(1)  # Arrow unpacks without the interpreter's lock, on all processors
        self._found = {name: self._pool.submit(_read, tables, name) for name in names}
        self._pool.shutdown(wait=False)

    def __getitem__(self, name: str) -> Any:
        return self._found[name].result() if name in self._found else NOTHING[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NOTHING)

    def __len__(self) -> int:
        return len(NOTHING)


def _read(tables: OpenTables, name: str) -> Any:
    with tables.reading():
        return tables.file_as(name, NOTHING[name].schema)


_ORDER = ("papers", "keys", "readings", "settled", "senses", "mentions", "drafts", "evidence")
"""The tables that are wanted first."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a build may start from."""

    papers: Any = field(default_factory=lambda: NOTHING["papers"])
    """The table of the papers of the kept graph."""
    inputs: tuple[InputFile, ...] = ()
    before: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    """The tables that still hold, as ``kg.plan.assembly.make`` takes them."""
    readings: Any = None
    """What was read from the papers; None where all has to be read again."""

    def joined(self, met: Sequence[Paper], intake: Intake) -> Joined:
        """The papers with those that were met."""
        if len(self.before["papers"]):
            return joined(self.papers, self.before["keys"], met, intake)
        return joined_all([*papers_of(self.papers), *met], intake)

    def without(self, gone: Collection[str]) -> Papers:
        """The papers but those of some ids."""
        if len(self.before["papers"]):
            return Papers.after(self.papers, papers_of(where_in(self.papers, "id", gone)), ())
        return Papers.all(paper for paper in papers_of(self.papers) if paper.id not in gone)


def read_earlier(folder: Path, given: Given) -> Earlier:
    """What a build may take over from the graph of a folder.

    What was read by another edition of the reading, or with another catalogue, is not; nor is what another edition
    made of it. Tables are read in the background, and a GraphError for one that is damaged comes where it is used.
    """
    tables = OpenTables.of(folder)
    about, inputs = tables.about, tables.manifest.inputs
    if about.get(READ_BY) != edition() or about.get("catalogue", "") != given.catalogue:
        return Earlier(_read(tables, "papers"), inputs)
    if about.get(MADE_BY) != edition("kg"):
        return Earlier(_read(tables, "papers"), inputs, NOTHING, _read(tables, "readings"))
    decided = bool(given.decisions or about.get("decisions"))
    names = [name for name in dict.fromkeys((*_ORDER, *NOTHING)) if not (decided and name in OF_DECISIONS)]
    before = Loading(tables, names)
    return Earlier(before["papers"], inputs, before, before["readings"])


def graph_from(extractions: Iterable[Extraction], given: Given = ALONE) -> Graph:
    """The graph of extractions, in memory; the same in any order of them."""
    return graph_of(made_of(extractions, given), given)


def graph_of(tables: Mapping[str, Any], given: Given) -> Graph:
    """The graph that was made, in memory."""
    from kg.tables.lazy_graph import KeptDiGraph  # with networkx, which a graph that is kept does not need

    about = about_of(tables, given)
    return Graph(KeptDiGraph.over(MemoryTables(tables, about)), about)


def about_of(tables: Mapping[str, Any], given: Given) -> dict[str, str | int]:
    """How a graph was made, and what is in it."""
    nodes = tables["nodes"]["kind"].value_counts().to_pylist()
    counts = {NodeKind(each["values"]): each["counts"] for each in nodes}
    about: dict[str, str | int] = {
        "version": version("paperkg"),
        READ_BY: edition(),
        MADE_BY: edition("kg"),
        "papers": len(tables["papers"]),
        "facts": len(tables["facts"]),
        "untyped": pc.sum(tables["readings"]["untyped"]).as_py() or 0,
    }
    if given.decisions:
        about["decisions"] = render_decisions(given.decisions)
    if given.catalogue:
        about["catalogue"] = given.catalogue
    kinds = (*CONCEPT_KINDS, NodeKind.REPOSITORY, NodeKind.PAGE, NodeKind.RESULT)
    return about | {plural(kind): counts.get(kind, 0) for kind in kinds}
