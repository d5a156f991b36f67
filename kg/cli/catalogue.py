"""``paperkg catalogue``: look at a table of the user's own concepts, or make one of what others left."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import console, errors

catalogue = typer.Typer(
    name="catalogue",
    help="Check a table of your own concepts, or import one from Papers with Code or the Computer Science Ontology.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@catalogue.command(no_args_is_help=True)
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: kind, name, aliases, family, year, link.")],
) -> None:
    """Say what is wrong with a table, and what is allowed and worth a look; the exit status is 1 if anything is wrong.

    Example: paperkg catalogue check own.tsv
    """
    from extractors.own_catalogue import checked_rows, find_remarks

    rows, faults = checked_rows(file)
    for fault in faults:
        errors().print(f"wrong: {fault}", markup=False, soft_wrap=True)
    for remark in find_remarks(rows):
        console().print(f"note: {remark}", markup=False, soft_wrap=True)
    console().print(f"{_counted(Counter(entry.kind.value for _, entry in rows))} in {file}", markup=False)
    if faults:
        raise typer.Exit(1)


@catalogue.command("import", no_args_is_help=True)
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Dumps, .gz or not; links come with others.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; else standard output.")
    ] = None,
) -> None:
    """Make a table of the methods, data sets and topics in dumps that the shipped catalogue does not have.

    Reads methods.json, datasets.json and links-between-papers-and-code.json of Papers with Code, and the CSV of the
    Computer Science Ontology. Only names, years and addresses are taken; their licences (CC BY-SA 4.0, CC BY 4.0) ask
    that you name them.

    Example: paperkg catalogue import methods.json datasets.json.gz -o own.tsv
    """
    from exports.files import write_chunks
    from extractors.catalogue import render_catalogue
    from extractors.dumps.read import import_dumps

    found = import_dumps(files)
    table = render_catalogue(found.entries)
    if output is None:
        sys.stdout.write(table)
        return
    write_chunks([table.encode()], output)
    left = ", ".join(f"{count} {why}" for why, count in sorted(found.left_out.items())) or "none"
    console().print(f"{output}: {_counted(Counter(entry.kind.value for entry in found.entries))}", markup=False)
    console().print(f"  left out: {left}")


def _counted(kinds: Counter[str]) -> str:
    from kg.schema import CONCEPT_KINDS, plural

    counts = [f"{kinds[kind]} {kind if kinds[kind] == 1 else plural(kind)}" for kind in CONCEPT_KINDS]
    return ", ".join(counts)
