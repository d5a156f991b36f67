"""``paperkg show``, ``related`` and ``review``: questions to a kept graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import add_row, console, print_json, table

Kept = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that keeps the graph.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def show(
    folder: Kept,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A concept, a paper's title or id, or a repository.")
    ],
    why: Annotated[bool, typer.Option("--why", help="Also say why each spelling stands for the concept.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many papers to list for each role; of a family 12 times as many.")
    ] = 8,
    least: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Leave out variants that are less sure.")
    ] = 0.2,
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
    told = None if as_json else limit
    if node.kind in CONCEPT_KINDS:
        card = concept_card(graph, node, read_merges(folder, node.id) if why else [], limit=told)
    elif node.kind is NodeKind.PAPER:
        card = paper_card(graph, node, limit=told)
    else:
        card = source_card(graph, node, limit=told)
    if as_json:
        print_json(card.to_json())
    else:
        print_card(console(), card, limit, least)


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
