"""From files to a graph: read, extract, resolve, join, keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, TypeAlias

from extractors.catalogue import render_catalogue
from extractors.edition import edition
from extractors.knowing import extract_knowing
from extractors.own_catalogue import joined_with, read_own_catalogue
from extractors.parallel import extract_many, read_paper, sensible_workers
from extractors.sources.columns import mapped
from extractors.sources.duplicates import join_repeats
from extractors.sources.read import read_papers
from extractors.types import Extraction, Intake, Paper
from kg.aliases import aliases_with
from kg.decisions import Decision, parse_decisions, read_decisions, render_decisions
from kg.graph import Graph
from kg.joining import join
from kg.resolve import Resolution, resolve
from kg.schema import CONCEPT_KINDS, NodeKind, plural
from kg.store import Kept, has_graph, read_edition, read_extractions, read_kept, write_graph

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many papers are done."""


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
    catalogue: str = "",
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Extraction], Resolution, Intake]:
    """Read and extract, resolved over the whole input; papers come sorted by id.

    ``workers`` and ``columns`` as for ``build``; ``catalogue`` is the text of the user's own table, as
    ``read_catalogue`` gives it.
    """
    intake = Intake()
    papers, _ = join_repeats(read_papers(inputs, intake, stdin, keys=mapped(columns or {})), intake)
    extractions = _extracted(papers, {}, progress, workers, catalogue)
    return extractions, resolve(extractions, aliases_with(catalogue)), intake


def build(
    inputs: Sequence[str],
    into: Path | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    decisions: Path | None = None,
    workers: int | None = 1,
    catalogue: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Build:
    """Build a graph from files; with ``into`` extend the one kept in that folder, or begin it.

    An InputError when a file cannot be read, an OutputError when the folder cannot be written; both leave a kept
    graph as it was. One bad row of many is a skip in ``intake``. ``decisions`` is a file as ``kg.decisions`` reads
    it; without one, those that the kept graph was made with stay in force. ``workers`` processes read the papers, or
    as many as are worth having where it is None; they make no difference to what is read. ``catalogue`` is a table of
    the user's own, see ``extractors.own_catalogue``; like decisions it stays in force until another is given.
    ``columns`` says which column of a table, or key of plain JSON, is which field: ``{"title": "Paper Name"}``.
    """
    intake = Intake()
    kept_folder = into if into is not None and has_graph(into) else None
    decided = _decisions(decisions, kept_folder)
    before = read_extractions(kept_folder) if kept_folder else []
    met = list(read_papers(inputs, intake, stdin, keys=mapped(columns or {})))
    papers, repeats = join_repeats([*(extraction.paper for extraction in before), *met], intake)
    kept_table = read_kept(kept_folder, "catalogue") if kept_folder else ""
    table = kept_table if catalogue is None else read_catalogue(catalogue)
    current = kept_folder is not None and read_edition(kept_folder) == edition() and table == kept_table
    known = {extraction.paper.id: extraction for extraction in before} if current else {}
    extractions = _extracted(papers, known, progress, workers, table)
    kept = assemble(extractions, decided, table)
    if into is not None:
        write_graph(into, kept)
    return Build(Graph.from_facts(kept.nodes, kept.facts, kept.about), intake, len(met), repeats, len(before))


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
    return parse_decisions(read_kept(folder, "decisions"), str(folder)) if folder else ()


def read_catalogue(path: Path) -> str:
    """The text of a user's own table, once it is found to be sound; an InputError names the line that is not."""
    entries = read_own_catalogue(path)
    return render_catalogue(entries) if entries else ""


def assemble(extractions: Sequence[Extraction], decisions: Sequence[Decision] = (), catalogue: str = "") -> Kept:
    """Resolve and join extractions to all that a folder keeps."""
    resolution = resolve(extractions, aliases_with(catalogue), decisions)
    nodes, facts = join(extractions, resolution, entries=joined_with(catalogue))
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    about: dict[str, str | int] = {"version": version("paperkg"), "papers": len(extractions), "facts": len(facts)}
    about["edition"] = edition()
    about["untyped"] = sum(len(extraction.untyped) for extraction in extractions)
    if decisions:
        about["decisions"] = render_decisions(decisions)
    if catalogue:
        about["catalogue"] = catalogue
    for kind in (*CONCEPT_KINDS, NodeKind.REPOSITORY, NodeKind.PAGE, NodeKind.RESULT):
        about[plural(kind)] = sum(node.kind is kind for node in ordered)
    facts.sort(key=lambda fact: (fact.head, fact.predicate, fact.tail))
    by_id = tuple(sorted(extractions, key=lambda extraction: extraction.paper.id))
    return Kept(by_id, ordered, tuple(facts), resolution.merges, about)


def _extracted(
    papers: Sequence[Paper],
    known: dict[str, Extraction],
    progress: Progress | None,
    workers: int | None,
    catalogue: str,
) -> list[Extraction]:
    """Each paper's extraction; one that is known with the same text and links is not read again."""
    kept = {paper.id: replace(old, paper=paper) for paper in papers if (old := _same(known.get(paper.id), paper))}
    unread = [paper for paper in papers if paper.id not in kept]
    reader = partial(extract_knowing, catalogue) if catalogue else read_paper
    read = extract_many(unread, workers=workers or sensible_workers(len(unread)), read=reader)
    extractions = []
    for done, paper in enumerate(papers, 1):
        extractions.append(kept[paper.id] if paper.id in kept else next(read))
        if progress is not None:
            progress(done, len(papers))
    return extractions


def _same(old: Extraction | None, paper: Paper) -> Extraction | None:
    same = old is not None and (old.paper.text, old.paper.code) == (paper.text, paper.code)
    return old if same else None
