"""From files to a graph: read, extract, resolve, join, keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, TypeAlias

from extractors.edition import edition
from extractors.pipeline import extract
from extractors.sources.duplicates import join_repeats
from extractors.sources.read import read_papers
from extractors.types import Extraction, Intake, Paper
from kg.decisions import Decision, parse_decisions, read_decisions, render_decisions
from kg.graph import Graph
from kg.joining import join
from kg.resolve import Resolution, resolve
from kg.schema import CONCEPT_KINDS, NodeKind, plural
from kg.store import Kept, has_graph, read_edition, read_extractions, read_kept_decisions, write_graph

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
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, progress: Progress | None = None
) -> tuple[list[Extraction], Resolution, Intake]:
    """Read and extract, resolved over the whole input; papers come sorted by id."""
    intake = Intake()
    papers, _ = join_repeats(read_papers(inputs, intake, stdin))
    extractions = _extracted(papers, {}, progress)
    return extractions, resolve(extractions), intake


def build(
    inputs: Sequence[str],
    into: Path | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    decisions: Path | None = None,
) -> Build:
    """Build a graph from files; with ``into`` extend the one kept in that folder, or begin it.

    An InputError when a file cannot be read, an OutputError when the folder cannot be written; both leave a kept
    graph as it was. One bad row of many is a skip in ``intake``. ``decisions`` is a file as ``kg.decisions`` reads
    it; without one, those that the kept graph was made with stay in force.
    """
    intake = Intake()
    kept_folder = into if into is not None and has_graph(into) else None
    decided = _decisions(decisions, kept_folder)
    before = read_extractions(kept_folder) if kept_folder else []
    met = list(read_papers(inputs, intake, stdin))
    papers, repeats = join_repeats([*(extraction.paper for extraction in before), *met])
    current = kept_folder is not None and read_edition(kept_folder) == edition()
    known = {extraction.paper.id: extraction for extraction in before} if current else {}
    extractions = _extracted(papers, known, progress)
    kept = assemble(extractions, decided)
    if into is not None:
        write_graph(into, kept)
    return Build(Graph.from_facts(kept.nodes, kept.facts, kept.about), intake, len(met), repeats, len(before))


def build_graph(inputs: str | Path | Iterable[str | Path], *, into: str | Path | None = None) -> Graph:
    """The graph of one input or several: files, folders, globs or ``-``; ``into`` as for ``build``."""
    several = [inputs] if isinstance(inputs, str | Path) else inputs
    return build([str(each) for each in several], None if into is None else Path(into)).graph


def _decisions(given: Path | None, folder: Path | None) -> tuple[Decision, ...]:
    if given is not None:
        return read_decisions(given)
    return parse_decisions(read_kept_decisions(folder), str(folder)) if folder else ()


def assemble(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Kept:
    """Resolve and join extractions to all that a folder keeps."""
    resolution = resolve(extractions, decisions=decisions)
    nodes, facts = join(extractions, resolution)
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    about: dict[str, str | int] = {"version": version("paperkg"), "papers": len(extractions), "facts": len(facts)}
    about["edition"] = edition()
    if decisions:
        about["decisions"] = render_decisions(decisions)
    for kind in (*CONCEPT_KINDS, NodeKind.REPOSITORY, NodeKind.PAGE, NodeKind.RESULT):
        about[plural(kind)] = sum(node.kind is kind for node in ordered)
    facts.sort(key=lambda fact: (fact.head, fact.predicate, fact.tail))
    by_id = tuple(sorted(extractions, key=lambda extraction: extraction.paper.id))
    return Kept(by_id, ordered, tuple(facts), resolution.merges, about)


def _extracted(papers: Sequence[Paper], known: dict[str, Extraction], progress: Progress | None) -> list[Extraction]:
    """Each paper's extraction; one that is known with the same text and links is not read again."""
    extractions = []
    for done, paper in enumerate(papers, 1):
        old = known.get(paper.id)
        same = old is not None and (old.paper.text, old.paper.code) == (paper.text, paper.code)
        extractions.append(replace(old, paper=paper) if old is not None and same else extract(paper))
        if progress is not None:
            progress(done, len(papers))
    return extractions
