"""``paperkg together``, ``path``, ``timeline``, ``beats``, ``code`` and ``diff``: what people ask of a kept graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kg.cli.asking import AsJson, Kept
from kg.cli.terminal import add_row, console, print_json, table

if TYPE_CHECKING:
    from kg.differences import Part
    from kg.wins import Win

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="A concept.", show_default=False)]
_NAME_WIDTH = 20
"""Columns for a name beside a sentence, which is to have the room."""

Limit = Annotated[int, typer.Option("--limit", min=1, help="How many to list.")]


def together(
    folder: Kept,
    name: Name,
    at_least: Annotated[int, typer.Option("--at-least", min=1, help="How many papers must name both.")] = 3,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List the concepts that occur together with one more often than by chance, by lift.

    Example: paperkg together demo LoRA
    """
    from kg.store import read_graph

    found = read_graph(folder).together(" ".join(name), at_least=at_least, limit=limit)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    rows = table("lift", "papers", "expected", "of", "kind", "concept")
    for each in found:
        add_row(rows, f"{each.lift:.2f}", each.papers, f"{each.expected:.2f}", each.of, each.kind, each.name)
    _print_table(rows, f"No concept shares {at_least} papers with it more often than by chance.")


def path(
    folder: Kept,
    start: Annotated[str, typer.Argument(metavar="A", help="A concept, or a paper's title or id.")],
    end: Annotated[str, typer.Argument(metavar="B", help="The same.")],
    as_json: AsJson = False,
) -> None:
    """Explain how two papers or concepts are joined, by the shortest path through what is rare, with the sentences.

    Example: paperkg path demo GPTQ LoRA
    """
    from kg.store import read_graph

    found = read_graph(folder).path(start, end)
    if as_json:
        print_json(asdict(found) if found is not None else None)
        return
    if found is None:
        console().print("No path joins them.")
        return
    for number, step in enumerate(found.steps, 1):
        said = f"“{step.sentence}”" if step.sentence else step.rule
        console().print(Text.assemble((f"{number}. ", "dim"), step.says))
        console().print(Text(f"   {said}", style="dim"))
    if not found.steps:
        console().print("They are one and the same.")


def timeline(
    folder: Kept,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", help="A concept; without one, the newest.", show_default=False),
    ] = None,
    limit: Limit = 30,
    as_json: AsJson = False,
) -> None:
    """Show when a concept was first seen and how many papers name it each year; without a name, the newest concepts.

    Example: paperkg timeline demo LoRA
    """
    from kg.store import read_graph

    graph = read_graph(folder)
    found = [graph.timeline(" ".join(name))] if name else graph.timelines(limit=limit)
    if as_json:
        print_json([{**asdict(each), "first_year": each.first_year} for each in found])
        return
    rows = table("first seen", "concept", "kind", "papers", "without a year", "by year")
    for each in found:
        by_year = ", ".join(f"{use.year}: {use.papers} of {use.of}" for use in each.years)
        add_row(rows, each.first_year or "unknown", each.name, each.kind, each.papers, each.undated, by_year)
    _print_table(rows, "No paper that names a concept has a year.")


def beats(
    folder: Kept,
    method: Annotated[str | None, typer.Option("--method", metavar="M", help="Only wins of or over this.")] = None,
    dataset: Annotated[str | None, typer.Option("--dataset", metavar="D", help="Only wins on this data set.")] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List what is said to beat what, on which data set, each with the sentence that says so.

    Nothing is concluded from several sentences: settings differ from paper to paper.

    Example: paperkg beats demo --method LoRA
    """
    from kg.store import read_graph

    found = read_graph(folder).beats(method=method, dataset=dataset)[:limit]
    if as_json:
        print_json([asdict(each) for each in found])
        return
    rows = table("winner", "over", "sentence", "paper")
    for named in rows.columns[:2]:
        named.max_width = _NAME_WIDTH
    for each in found:
        names = (Text(each.winner_name), Text(each.loser_name))
        rows.add_row(*names, _said_of_win(each), Text(each.paper.removeprefix("paper:")))
    _print_table(rows, "No sentence says so.")


def _said_of_win(win: Win) -> Text:
    """The sentence, and under it on what and by how much, where it says so."""
    parts = (("on", ", ".join(win.datasets)), ("in", ", ".join(win.metrics)), ("by", win.margin))
    told = ", ".join(f"{how} {what}" for how, what in parts if what)
    return Text.assemble(win.sentence, (f"\n{told}" if told else "", "dim"))


def code(folder: Kept, name: Name, limit: Limit = 30, as_json: AsJson = False) -> None:
    """List the repositories that implement a concept: the own code of the papers that introduce or use it.

    Example: paperkg code demo LoRA
    """
    from kg.store import read_graph

    found = read_graph(folder).code(" ".join(name))[:limit]
    if as_json:
        print_json([asdict(each) for each in found])
        return
    rows = table("repository", "paper", "role", "because")
    for each in found:
        add_row(rows, each.url or each.name, each.title, each.role.value, each.because)
    _print_table(rows, "No paper that introduces or uses it names code of its own.")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of the earlier graph.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the later graph.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many of each sort to name.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Say what is new in one graph since another: papers, concepts, facts, repositories.

    Example: paperkg diff before demo
    """
    from functools import partial

    from kg.adjacency import label_of
    from kg.differences import compare
    from kg.schema import RULES
    from kg.store import read_graph

    before, after = read_graph(old), read_graph(new)
    found = compare(before, after)
    if as_json:
        print_json({"gained": _ids(found.gained), "lost": _ids(found.lost)})
        return
    rows = table("", "gained", "lost")
    for sort in ("papers", "concepts", "repositories", "facts"):
        add_row(rows, sort, len(getattr(found.gained, sort)), len(getattr(found.lost, sort)))
    console().print(rows)
    for heading, part, graph in (("New", found.gained, after), ("Gone", found.lost, before)):
        label = partial(label_of, graph.nx)
        for sort in ("papers", "concepts", "repositories"):
            _print_names(f"{heading} {sort}", [node.label for node in getattr(part, sort)], limit)
        said = [f"{label(fact.head)} {RULES[fact.predicate].label} {label(fact.tail)}" for fact in part.facts]
        _print_names(f"{heading} facts", said, limit)


def _ids(part: Part) -> dict[str, Any]:
    nodes = {sort: [node.id for node in getattr(part, sort)] for sort in ("papers", "concepts", "repositories")}
    return {**nodes, "facts": [[fact.head, fact.predicate.value, fact.tail] for fact in part.facts]}


def _print_names(heading: str, names: Sequence[str], limit: int) -> None:
    if names:
        console().print(Text(f"\n{heading} ({len(names)})", style="bold"))
        for name in names[:limit]:
            console().print(Text(f"  • {name}"))
        if len(names) > limit:
            console().print(Text(f"  … and {len(names) - limit} more (--limit)", style="dim"))


def _print_table(rows: Table, none: str) -> None:
    console().print(rows if rows.row_count else none)
