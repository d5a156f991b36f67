"""The part of ``paperkg export`` that writes what lies around one node."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exports.rdf_options import RdfOptions
    from kg.neighbourhood import Neighbourhood

Focus = Annotated[
    str | None, typer.Option("--focus", metavar="NAME", help="Only what lies around this concept, paper or repository.")
]
Depth = Annotated[int, typer.Option("--depth", min=1, max=6, help="With --focus: how many steps away.")]
Limit = Annotated[int, typer.Option("--limit", min=2, help="With --focus: how many nodes at most, nearest first.")]


def write_around(around: Neighbourhood, file: Path, rdf: RdfOptions) -> int:
    """Write a neighbourhood, as the small page where the suffix says HTML; the number of bytes written."""
    from exports.files import write_chunks, write_graph
    from exports.focus.page import render_focus
    from exports.formats import format_of

    if format_of(file).suffix == ".html":
        return write_chunks(render_focus(around), file)
    return write_graph(around.graph, file, rdf=rdf)
