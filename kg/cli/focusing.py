"""The part of ``paperkg export`` that writes what lies around one node."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractors.errors import OutputError

if TYPE_CHECKING:
    from exports.rdf_options import RdfOptions
    from kg.graph import Graph
    from kg.neighbourhood import Neighbourhood

Focus = Annotated[
    str | None, typer.Option("--focus", metavar="NAME", help="Only what lies around this concept, paper or repository.")
]
DEPTH, LIMIT = 2, 300
Depth = Annotated[
    int | None,
    typer.Option("--depth", min=1, max=6, help="With --focus: how many steps away.", show_default=str(DEPTH)),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", min=2, help="With --focus: how many nodes at most, nearest first.", show_default=str(LIMIT)
    ),
]


def around_in(graph: Graph, focus: str | None, depth: int | None, limit: int | None) -> Neighbourhood | None:
    """What lies around the node that is asked for, if one is."""
    return None if focus is None else graph.focus(focus, depth=depth or DEPTH, limit=limit or LIMIT)


def refuse_without_focus(focus: str | None, depth: int | None, limit: int | None) -> None:
    """An OutputError for a bound on what lies around a node, where none is named."""
    for option, given in (("--depth", depth), ("--limit", limit)):
        if focus is None and given is not None:
            raise OutputError(f"{option} bounds what lies around one node; add --focus NAME")


def write_around(around: Neighbourhood, file: Path, rdf: RdfOptions) -> int:
    """Write a neighbourhood, as the small page where the suffix says HTML; the number of bytes written."""
    from exports.files import write_chunks, write_graph
    from exports.focus.page import render_focus
    from exports.formats import format_of

    if format_of(file).suffix == ".html":
        return write_chunks(render_focus(around), file)
    return write_graph(around.graph, file, rdf=rdf)
