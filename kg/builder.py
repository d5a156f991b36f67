"""From files to a graph: read, extract, resolve, join, keep. What happens in between is ``kg.plan``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from extractors.catalogue import render_catalogue
from extractors.collecting import uncollected
from extractors.edition import edition
from extractors.errors import InputError
from extractors.own_catalogue import read_own_catalogue
from extractors.sources.columns import mapped
from extractors.sources.read import read_papers
from extractors.types import Extraction, Intake
from kg.decisions import Decision, read_decisions, remembered_decisions
from kg.graph import Graph
from kg.plan.assembly import Given, assemble
from kg.plan.deciding import waiting_in
from kg.plan.engine import Engine, start
from kg.plan.extracting import Progress
from kg.plan.inputs import digests_of
from kg.plan.joining import joined_all
from kg.plan.keeping import Earlier, about_of, graph_of, read_earlier
from kg.plan.papers import Papers
from kg.plan.parts import Parts
from kg.plan.readings import extractions_of
from kg.resolve import Resolution, resolution_of
from kg.schema import NodeKind
from kg.store import has_graph, read_graph, read_kept, replaced_tables
from kg.tables.manifest import InputFile
from kg.waiting import sentence_on

Told: TypeAlias = Callable[[str], None]
"""Told of what the user may not expect: what takes longer and why, before it is done; decisions that met nothing."""


@dataclass(frozen=True, slots=True)
class Build:
    """A graph and how it came about."""

    graph: Graph
    intake: Intake
    entries: int
    """Papers met in the input, repeats and all."""
    repeats: int
    """How many of those were met before, in the input or in the graph that was extended."""
    kept_before: int
    """Papers that the folder already held."""


def extract_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    workers: int | None = 1,
    ray: str = "",
    catalogue: str = "",
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Extraction], Resolution, Intake]:
    """Read and extract, resolved over the whole input; papers come sorted by id.

    ``workers``, ``ray`` and ``columns`` as for ``build``; ``catalogue`` is the text of the user's own table, as
    ``read_catalogue`` gives it.
    """
    intake = Intake()
    papers = joined_all(list(read_papers(inputs, intake, stdin, keys=mapped(columns or {}))), intake).papers
    tables = assemble(papers, Given(catalogue), start(workers, len(papers.come), ray), progress=progress)
    extractions = list(extractions_of(tables["papers"], tables["readings"]))
    return extractions, resolution_of(extractions, tables), intake


def build(
    inputs: Sequence[str],
    into: Path | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
    decisions: Path | None = None,
    workers: int | None = 1,
    ray: str = "",
    catalogue: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Build:
    """Build a graph from files; with ``into`` extend the one kept in that folder, or begin it.

    An InputError when a file cannot be read, an OutputError when the folder cannot be written; both leave a kept
    graph as it was. One bad row of many is a skip in ``intake``. ``decisions`` is a file as ``kg.decisions`` reads
    it; without one, those that the kept graph was made with stay in force. ``workers`` processes read the papers, or
    as many as are worth having where it is None, or those of the Ray cluster at the address ``ray``; they make no
    difference to what is read. ``catalogue`` is a table of the user's own, see ``extractors.own_catalogue``; like
    decisions it stays in force until another is given. ``columns`` says which column of a table, or key of plain
    JSON, is which field: ``{"title": "Paper Name"}``.
    """
    intake = Intake()
    kept_folder = into if into is not None and has_graph(into) else None
    kept_table = read_kept(kept_folder, "catalogue") if kept_folder else ""
    given = Given(kept_table if catalogue is None else read_catalogue(catalogue), _decisions(decisions, kept_folder))
    with uncollected():
        earlier = read_earlier(kept_folder, given) if kept_folder else Earlier()
        met = list(read_papers(inputs, intake, stdin, keys=mapped(columns or {})))
        found = earlier.joined(met, intake)
    files = digests_of(intake.files, earlier.inputs)
    engine = start(workers, len(found.papers.come), ray)
    graph = _made(found.papers, given, earlier, into, files, engine, progress, told)
    return Build(graph, intake, len(met), found.repeats, len(earlier.papers))


def remove(
    names: Sequence[str], folder: Path, *, workers: int | None = 1, ray: str = "", told: Told | None = None
) -> Build:
    """Take papers out of the graph of a folder, by id or title; what is left is the graph of the other papers.

    An UnknownNameError for a name that no paper has, an InputError where no paper would be left.
    """
    kept = read_graph(folder)
    gone = {kept.find(name, NodeKind.PAPER).id.removeprefix("paper:") for name in names}
    given = Given(read_kept(folder, "catalogue"), _decisions(None, folder))
    earlier = read_earlier(folder, given)
    papers = earlier.without(gone)
    if not len(papers.rows):
        raise InputError(str(folder), "no paper but those to be removed", "leave one, or delete the folder")
    engine = start(workers, len(papers.come), ray)
    graph = _made(papers, given, earlier, folder, earlier.inputs, engine, None, told)
    return Build(graph, Intake(), 0, 0, len(earlier.papers))


def _made(
    papers: Papers,
    given: Given,
    earlier: Earlier,
    into: Path | None,
    files: tuple[InputFile, ...],
    engine: Engine,
    progress: Progress | None,
    told: Told | None,
) -> Graph:
    """The graph of papers, kept in a folder if there is one."""
    if len(earlier.papers) and earlier.readings is None and told is not None:
        told(f"{len(earlier.papers)} kept papers were read by another edition or catalogue; all are read again")
    plan = partial(assemble, papers, given, engine, before=earlier.before, known=earlier.readings, progress=progress)
    if into is None:
        tables = plan()
        graph = graph_of(tables, given)
    else:
        parts = Parts.beside(into, edition(), given.catalogue)
        with replaced_tables(into) as replacing:
            tables = plan(parts=parts, keep=replacing.put)
            replacing.finish(about_of(tables, given), files)
        parts.clear()
        graph = read_graph(into)
    if told is not None:
        _tell_of_waiting(tables["drafts"], given, graph, told)
    return graph


def _tell_of_waiting(drafts: Any, given: Given, graph: Graph, told: Told) -> None:
    """Tell which decisions change nothing, if they come from a file; those that a graph remembers were told of then."""
    if any(decision.place for decision in given.decisions):
        for found in waiting_in(drafts, given.decisions, given.catalogue):
            told(sentence_on(found, graph))


def build_graph(
    inputs: str | Path | Iterable[str | Path],
    *,
    into: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Graph:
    """The graph of one input or several: files, folders, globs or ``-``; ``into`` and ``columns`` as for ``build``."""
    several = [inputs] if isinstance(inputs, str | Path) else inputs
    return build([str(each) for each in several], None if into is None else Path(into), columns=columns).graph


def _decisions(given: Path | None, folder: Path | None) -> tuple[Decision, ...]:
    if given is not None:
        return read_decisions(given)
    return remembered_decisions(read_kept(folder, "decisions"), str(folder)) if folder else ()


def read_catalogue(path: Path) -> str:
    """The text of a user's own table, once it is found to be sound; an InputError names the line that is not."""
    entries = read_own_catalogue(path)
    return render_catalogue(entries) if entries else ""
