"""``paperkg papers``, ``siblings`` and ``cypher``: what is found in a kept graph by what it must fulfil."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kg.cli.asking import AsJson, Kept
from kg.cli.terminal import add_row, console, print_json, table

_Asked = str | None

SHOWN = 50
"""How many papers a table lists unless another number is asked for."""


def papers(
    folder: Kept,
    introduces: Annotated[_Asked, typer.Option("--introduces", metavar="NAME", help="What it proposes.")] = None,
    uses: Annotated[
        _Asked, typer.Option("--uses", metavar="NAME", help="What it builds on, studies or runs, as a baseline too.")
    ] = None,
    compares_with: Annotated[_Asked, typer.Option("--compares-with", metavar="NAME", help="A baseline.")] = None,
    evaluated_on: Annotated[_Asked, typer.Option("--evaluated-on", metavar="NAME", help="A benchmark.")] = None,
    task: Annotated[_Asked, typer.Option("--task", metavar="NAME", help="A task, in whatever role.")] = None,
    metric: Annotated[_Asked, typer.Option("--metric", metavar="NAME", help="A metric, in whatever role.")] = None,
    mentions: Annotated[_Asked, typer.Option("--mentions", metavar="NAME", help="Any concept, in any role.")] = None,
    with_code: Annotated[
        bool | None, typer.Option("--with-code/--without-code", help="Whether it has code of its own.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="The year it came out.")] = None,
    venue: Annotated[_Asked, typer.Option("--venue", help="A part of the venue's name.")] = None,
    variants: Annotated[bool, typer.Option("--variants", help="A variant counts for what it is one of.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help=f"How many to list; unless given, {SHOWN}, and all as JSON.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the papers that fulfil all that is asked; quote names of several words.

    Example: paperkg papers demo --uses LoRA --evaluated-on GLUE --with-code
    """
    from dataclasses import asdict

    from kg.store import read_graph

    found = read_graph(folder).papers(
        introduces=introduces,
        uses=uses,
        compares_with=compares_with,
        evaluated_on=evaluated_on,
        task=task,
        metric=metric,
        mentions=mentions,
        with_code=with_code,
        year=year,
        venue=venue,
        variants=variants,
    )
    if as_json:
        print_json([asdict(node) for node in found[:limit]])
        return
    rows = table("year", "paper", "id")
    shown = found[: limit or SHOWN]
    for node in shown:
        add_row(rows, node.attributes.get("year", ""), node.label, node.id.removeprefix("paper:"))
    more = f"… and {len(found) - len(shown)} more (--limit)\n" if len(found) > len(shown) else ""
    _print(rows, "No paper fulfils all of that.", f"{more}{len(found)} paper{'' if len(found) == 1 else 's'}")


def siblings(
    folder: Kept,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A concept.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to list.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List the other variants of what a concept is a variant of: those of small families and used alike come first.

    Example: paperkg siblings demo GPTQ
    """
    from dataclasses import asdict

    from kg.store import read_graph

    found = read_graph(folder).siblings(" ".join(name), limit=limit)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    rows = table("score", "concept", "kind", "papers", "name both", "both are variants of")
    for each in found:
        add_row(rows, f"{each.score:.2f}", each.name, each.kind, each.papers, each.both, ", ".join(each.families))
    _print(rows, "No other concept is a variant of what it is a variant of.")


def cypher(
    folder: Kept,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A query, @FILE to read one from a file, or - for standard input.")
    ],
    as_json: AsJson = False,
) -> None:
    """Ask the graph in Cypher, the part of it that grand-cypher knows (pip install 'paperkg[cypher]').

    Labels are the kinds of nodes, types the edges' predicates; nodes have id, name, kind, year and link, edges score
    and sentence.

    Example: paperkg cypher demo 'MATCH (v:method)-[:variant_of]->(b:method {name: "LoRA"}) RETURN v.name'
    """
    from kg.store import read_graph

    answer = read_graph(folder).cypher(_read_query(query))
    if as_json:
        print_json(answer.to_records())
        return
    rows = table(*answer.columns)
    for row in answer.rows:
        add_row(rows, *map(_shown, row))
    _print(rows, "Nothing fits the query.", f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("label") or json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)


def _read_query(given: str) -> str:
    import sys

    from extractors.errors import InputError

    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = str(getattr(error, "strerror", None) or error)
        raise InputError(given[1:], found, "give a readable UTF-8 file after @") from error


def _print(rows: Table, nothing: str, counted: str = "") -> None:
    if not rows.row_count:
        console().print(nothing)
        return
    console().print(rows)
    if counted:
        console().print(Text(counted, style="dim"))
