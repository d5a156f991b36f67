"""``paperkg show``, ``related``, ``review`` and ``query``: questions to a kept graph."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kg.cli.terminal import add_row, console, print_json, table

Kept = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that keeps the graph.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


class QueryFormat(StrEnum):
    """How ``query`` answers."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def show(
    folder: Kept,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A concept, a paper's title or id, or a repository.")
    ],
    why: Annotated[bool, typer.Option("--why", help="Also say why each spelling stands for the concept.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many papers to list for each role.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Show a concept, paper or repository: its family, who uses it, with what, and the sentences that say so.

    Example: paperkg show demo LoRA
    """
    from kg.cli.card_text import print_card
    from kg.cli.cards import concept_card, paper_card, source_card
    from kg.schema import CONCEPT_KINDS, NodeKind
    from kg.store import read_graph, read_merges

    graph = read_graph(folder)
    node = graph.find(" ".join(name))
    if node.kind in CONCEPT_KINDS:
        card = concept_card(graph, node, read_merges(folder, node.id) if why else [])
    elif node.kind is NodeKind.PAPER:
        card = paper_card(graph, node)
    else:
        card = source_card(graph, node)
    if as_json:
        print_json(card.to_json())
    else:
        print_card(console(), card, limit)


def related(
    folder: Kept,
    paper: Annotated[list[str], typer.Argument(metavar="PAPER", help="A paper's title or id.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many papers.")] = 10,
    as_json: AsJson = False,
) -> None:
    """List the papers nearest to one, and the rare concepts they share.

    Example: paperkg related demo 2106.09685
    """
    from dataclasses import asdict

    from kg.store import read_graph

    found = read_graph(folder).related(" ".join(paper), limit=limit)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    if not found:
        console().print("No paper shares a concept with it.")
        return
    rows = table("score", "paper", "shared, rarest first")
    for each in found:
        names = ", ".join(shared.name for shared in each.shared[:6])
        add_row(rows, f"{each.score:.2f}", each.title, names + (" …" if len(each.shared) > 6 else ""))
    console().print(rows)


def review(
    folder: Kept,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many cases to list.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List doubtful merges and refusals with both sentences, the most doubtful first; settle them by build --decisions.

    Example: paperkg review demo --limit 5
    """
    from dataclasses import asdict

    from kg.review import find_doubts
    from kg.store import read_all_merges, read_graph

    found = find_doubts(read_graph(folder), read_all_merges(folder))
    if as_json:
        print_json([asdict(each) for each in found[:limit]])
        return
    if not found:
        console().print("Nothing is in doubt.")
        return
    rows = table("doubt", "spelling", "concept", "why", "here", "elsewhere")
    for each in found[:limit]:
        add_row(rows, each.doubt, each.surface, each.concept, each.reason, each.sentence, each.other_sentence)
    console().print(rows)
    if len(found) > limit:
        console().print(f"… and {len(found) - limit} more (--limit)")


def query(
    folder: Kept,
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL", help="A query, @FILE to read one from a file, or - for standard input.")
    ],
    format_: Annotated[QueryFormat, typer.Option("--format", help="How to answer.")] = QueryFormat.TABLE,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="Give up after this many seconds.")] = 30.0,
) -> None:
    """Ask the graph in SPARQL 1.1; the usual prefixes and ours are known. Updates and SERVICE are refused.

    Example: paperkg query demo 'SELECT ?name { ?c skos:broader method:lora ; skos:prefLabel ?name } ORDER BY ?name'
    """
    from exports.answers import to_csv, to_json
    from exports.sparql import query as ask
    from kg.store import read_graph

    answer = ask(read_graph(folder), _query_text(sparql), seconds=seconds)
    if format_ is QueryFormat.JSON:
        sys.stdout.write(to_json(answer) + "\n")
    elif format_ is QueryFormat.CSV:
        sys.stdout.write(to_csv(answer))
    else:
        rows = table(*answer.columns)
        for row in answer.rows:
            add_row(rows, *row)
        console().print(rows)
        console().print(Text(f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}", style="dim"))


def _query_text(given: str) -> str:
    from extractors.errors import InputError

    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            given[1:], str(getattr(error, "strerror", None) or error), "give a readable UTF-8 file after @"
        ) from error
