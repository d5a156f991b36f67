"""``paperkg build`` and ``paperkg extract``: from files to a graph, or to one record a paper."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.asking import Kept
from kg.cli.terminal import add_row, console, errors, print_skips, progress, table

if TYPE_CHECKING:
    from extractors.types import Skip
    from kg.builder import Build
    from kg.summary import Summary

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes that read papers; by default as many as pay."),
]
Ray = Annotated[
    str,
    typer.Option("--ray", metavar="ADDRESS", help="A Ray cluster to build on: ray://HOST:10001, auto, local."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=NAME", help="What a table's column is called, as title=Paper_Name; repeatable."
    ),
]
Skips = Annotated[Path | None, typer.Option("--skips", metavar="FILE", help="Write all that was skipped, as TSV.")]
Catalogue = Annotated[
    Path | None,
    typer.Option("--catalogue", metavar="FILE", help="A table of your own concepts, as TSV; see catalogue check."),
]


def build(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder that keeps the graph.")],
    skips: Skips = None,
    catalogue: Catalogue = None,
    column: Columns = None,
    workers: Workers = None,
    ray: Ray = "",
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="Names to join or separate, as TSV; later builds keep to it."),
    ] = None,
) -> None:
    """Read papers and build, or extend, the graph kept in a folder.

    The format is recognised from the content: arXiv, OpenAlex, Semantic Scholar, BibTeX, CSV and more, plain or packed
    (docs/sources.md has them all).

    Example: paperkg build examples/papers.jsonl -o demo
    """
    from kg.builder import build as build_graph

    start = time.perf_counter()
    with progress("Reading papers") as report:
        made = build_graph(
            inputs,
            output,
            stdin=sys.stdin.buffer,
            progress=report,
            told=_tell,
            decisions=decisions,
            workers=workers,
            ray=ray,
            catalogue=catalogue,
            columns=_columns(column),
        )
    _write_skips(skips, made.intake.skips)
    _print_build(console(), made, output, time.perf_counter() - start)


def remove(
    folder: Kept,
    papers: Annotated[list[str], typer.Argument(metavar="PAPER...", help="Ids or titles, as show takes them.")],
    workers: Workers = None,
    ray: Ray = "",
) -> None:
    """Take papers out of a graph; what is left is the graph of the others, as if those had never been read.

    Example: paperkg remove demo arxiv:2305.14314
    """
    from kg.builder import remove as remove_papers

    made = remove_papers(papers, folder, workers=workers, ray=ray, told=_tell)
    left = int(made.graph.about["papers"])
    console().print(f"{_counted('paper', made.kept_before - left)} removed, {_counted('paper', left)} left in {folder}")


def _tell(what: str) -> None:
    """On standard error, on one line."""
    errors().print(Text(what, style="yellow"), soft_wrap=True)


def extract(
    inputs: Inputs,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; else standard output.")
    ] = None,
    skips: Skips = None,
    catalogue: Catalogue = None,
    column: Columns = None,
    workers: Workers = None,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out what is less likely right than this.")
    ] = 0.0,
    untyped: Annotated[
        bool, typer.Option("--untyped", help="Also list what looks technical and became no concept, and why.")
    ] = False,
) -> None:
    """Write what is read from each paper, one JSON object a line, resolved over the whole input.

    Spans are [start, end) in characters of title + line feed + abstract. A score is the probability of being right;
    docs/model-card.md says how true that is.

    Example: paperkg extract examples/papers.jsonl -o concepts.jsonl
    """
    from exports.files import write_chunks
    from extractors.certainty import at_least
    from kg.builder import extract_inputs, read_catalogue
    from kg.extracted import records

    table = read_catalogue(catalogue) if catalogue else ""
    with progress("Reading papers") as report:
        extractions, resolution, intake = extract_inputs(
            inputs,
            stdin=sys.stdin.buffer,
            progress=report,
            workers=workers,
            catalogue=table,
            columns=_columns(column),
        )
    certain = (at_least(extraction, min_score) for extraction in extractions)
    made = records(certain, resolution, catalogue=table, untyped=untyped)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in made)
    if output is None:
        for line in lines:
            sys.stdout.write(line)
    else:
        write_chunks((line.encode() for line in lines), output)
    _write_skips(skips, intake.skips)
    print_skips(errors(), intake.skips)


def _columns(given: list[str] | None) -> dict[str, str]:
    return {field.strip(): name for field, _, name in (each.partition("=") for each in given or ())}


def _write_skips(path: Path | None, skips: list[Skip]) -> None:
    if path is not None:
        from exports.files import write_chunks

        write_chunks((f"{skip.place}\t{skip.reason}\n".encode() for skip in skips), path)


def _print_build(out: Console, made: Build, folder: Path, seconds: float) -> None:
    from kg.summary import summarise

    summary = summarise(made.graph)
    out.print(Text(f"{_counted('paper', summary.kinds['paper'])} in {folder}", style="bold"))
    before = f", {_counted('paper', made.kept_before)} kept from before" if made.kept_before else ""
    read = f"{_counted('entry', made.entries)} read from {_counted('file', len(made.intake.files))}"
    out.print(f"  {read}{before}, {_counted('repeat', made.repeats)} joined, {seconds:.1f} s")
    out.print("  " + ", ".join(_counted(kind, number) for kind, number in summary.kinds.items() if kind != "paper"))
    out.print(f"  {made.graph.about['untyped']} names and phrases seen but not typed (extract --untyped lists them)")
    out.print()
    _print_counts(out, summary)
    print_skips(out, made.intake.skips)
    _print_next(out, folder, summary)


def _counted(noun: str, number: int) -> str:
    from kg.schema import plural

    return f"{number} {noun if number == 1 else plural(noun)}"


def _print_counts(out: Console, summary: Summary) -> None:
    both = table("Most shared concepts", "kind", "papers", "Largest families", "kind", "variants")
    length = max(len(summary.shared), len(summary.families))
    for index in range(length):
        left = summary.shared[index] if index < len(summary.shared) else None
        right = summary.families[index] if index < len(summary.families) else None
        cells = [
            cell
            for count in (left, right)
            for cell in ((count.name, count.kind, count.number) if count else ("", "", ""))
        ]
        add_row(both, *cells)
    out.print(both)
    out.print()


def _print_next(out: Console, folder: Path, summary: Summary) -> None:
    """What to do with the graph: ask for the first family or concept that has a name, draw it, write it."""
    names = [count.name for count in (*summary.families, *summary.shared)] or ["NAME"]
    name = next((name for name in names if any(c.isupper() for c in name)), names[0])
    out.print("Next:")
    asked = f'"{name}"' if " " in name else name
    for line in (f"paperkg show {folder} {asked}", f"paperkg export {folder} graph.html graph.ttl"):
        out.print(f"  {line}")
