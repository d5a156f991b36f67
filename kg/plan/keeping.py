"""What of a kept graph a later build may take over: all of it, what was read, or the papers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from extractors.edition import edition
from extractors.types import Extraction, Paper
from kg.decisions import render_decisions
from kg.graph import Graph
from kg.plan.assembly import ALONE, NOTHING, Given, Made, made_of
from kg.plan.papers import paper_of
from kg.plan.readings import rows_of
from kg.schema import CONCEPT_KINDS, NodeKind, plural
from kg.tables.lazy_graph import KeptDiGraph
from kg.tables.manifest import InputFile
from kg.tables.memory import MemoryTables
from kg.tables.reading import OpenTables

READ_BY, MADE_BY = "edition", "resolution"
"""Under which keys ``about`` has the editions of what reads papers and of what makes graphs of it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The papers of a kept graph, sorted by id, its files, and the working tables that still hold."""

    papers: Sequence[Paper] = ()
    inputs: tuple[InputFile, ...] = ()
    working: Mapping[str, Any] | None = None
    """None where all has to be read again."""

    @property
    def before(self) -> Mapping[str, Any]:
        """The working tables, as ``kg.plan.assembly.assemble`` takes them."""
        return NOTHING if self.working is None else self.working


def read_earlier(folder: Path, catalogue: str) -> Earlier:
    """What a build with this catalogue may take over from the graph of a folder.

    What was read by another edition of the reading, or with another catalogue, is not; nor is what another edition
    made of it.
    """
    tables = OpenTables.of(folder)
    with tables.reading():
        papers = [paper_of(row) for row in rows_of(tables.whole("papers"))]
        about, inputs = tables.about, tables.manifest.inputs
        if about.get(READ_BY) != edition() or about.get("catalogue", "") != catalogue:
            return Earlier(papers, inputs)
        names = list(NOTHING) if about.get(MADE_BY) == edition("kg") else ["readings"]
        with ThreadPoolExecutor() as pool:  # Arrow unpacks without the interpreter's lock
            kept = pool.map(lambda name: tables.file_as(name, NOTHING[name].schema), names)
            return Earlier(papers, inputs, {**NOTHING, **dict(zip(names, kept, strict=True))})


def graph_from(extractions: Iterable[Extraction], given: Given = ALONE) -> Graph:
    """The graph of extractions, in memory; the same in any order of them."""
    return graph_of(made_of(extractions, given), given)


def graph_of(made: Made, given: Given) -> Graph:
    """The graph that was made, in memory."""
    about = about_of(made, given)
    return Graph(KeptDiGraph.over(MemoryTables(made.tables, about)), about)


def about_of(made: Made, given: Given) -> dict[str, str | int]:
    """How a graph was made, and what is in it."""
    nodes, tables = made.tables["nodes"]["kind"].value_counts().to_pylist(), made.tables
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
