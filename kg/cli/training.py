"""``paperkg train`` and ``paperkg evaluate``: the trained parts made again, and measured on annotated papers."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.terminal import add_row, console, errors, print_json, progress, table

if TYPE_CHECKING:
    from kg.evaluation import Band, Figure

_HELP = "Annotated papers, one JSON object a line."
Gold = Annotated[Path, typer.Argument(metavar="GOLD", help=_HELP)]


def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help=_HELP)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the trained files.")],
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="INPUT", help="Unlabelled papers for the word table; without, the kept one."),
    ] = None,
    silver: Annotated[
        Path | None,
        typer.Option("--silver", metavar="FILE", help="Papers that python -m extractors.training.teacher labelled."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="What the folds and the clusters are drawn by.")] = 1,
) -> None:
    """Train the tagger, the judge and the classifiers of roles and relations on annotated papers.

    Of several GOLD files the first is the most careful: judge and roles learn from it last, and correct by it what
    the others taught. Needs the extra paperkg[train]. The same input and seed give the same bytes; docs/model-card.md
    has the times.

    Example: paperkg train train.jsonl --corpus abstracts.jsonl.gz -o extractors/data/trained
    """
    from extractors.training.files import train_into

    train_into(gold, output, corpus or (), seed, _told, silver=silver)


def _told(line: str) -> None:
    errors().print(line, style="dim")


def evaluate(
    gold: Gold,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="What the bootstrap samples are drawn by.")] = 1,
) -> None:
    """Extract from annotated papers, shown only title and abstract, and print how much of it is right.

    Example: paperkg evaluate dev.jsonl
    """
    from kg.evaluation import evaluate as figures_of
    from kg.evaluation import read_annotated, reliability

    rows = read_annotated(gold)
    found = _extracted(rows)
    figures, bands = figures_of(rows, found, seed=seed), reliability(rows, found)
    if as_json:
        print_json({"figures": [asdict(each) for each in figures], "reliability": [asdict(band) for band in bands]})
    else:
        _print(figures, bands, len(rows))


def _extracted(rows: list[Any]) -> list[dict[str, Any]]:
    """The records of the papers without their annotation, which no reader is shown."""
    from kg.builder import extract_inputs
    from kg.extracted import records

    with tempfile.TemporaryDirectory() as folder, progress("Reading papers") as report:
        blind = Path(folder) / "papers.jsonl"
        shown = ({key: row[key] for key in ("id", "title", "abstract")} for row in rows)
        blind.write_text("".join(json.dumps(row) + "\n" for row in shown), encoding="utf-8")
        extractions, resolution, _ = extract_inputs([str(blind)], progress=report)
        return list(records(extractions, resolution))


def _print(figures: list[Figure], bands: list[Band], papers: int) -> None:
    shown = table("figure", "P", "R", "F1", "95 % interval", "annotated", "found", title=f"{papers} papers")
    for each in figures:
        interval = f"{100 * each.low:.1f}-{100 * each.high:.1f}"
        rates = (f"{100 * rate:.1f}" for rate in (each.precision, each.recall, each.f1))
        add_row(shown, each.name, *rates, interval, each.given, each.found)
    console().print(shown)
    scored = table("score", "concepts", "mean score", "right", title="Are scores true?")
    for band in bands:
        add_row(scored, f"{band.low:.1f}-{band.high:.1f}", band.concepts, f"{band.score:.2f}", f"{band.right:.2f}")
    console().print(scored)
