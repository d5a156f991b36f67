"""``paperkg export``: the graph as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from exports.profiles import Profile
from extractors.errors import OutputError
from kg.cli.asking import Kept
from kg.cli.focusing import Depth, Focus, Limit, around_in, refuse_without_focus, write_around
from kg.cli.publishing import export_folders, size_in_words
from kg.cli.terminal import console

_GENERAL = ".graphml .gexf .json .csv .parquet"


def export(
    folder: Kept,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=".ttl .nt .nq .trig .jsonld .html .graphml .gexf .json .csv .parquet"),
    ],
    focus: Focus = None,
    depth: Depth = None,
    limit: Limit = None,
    profile: Annotated[
        Profile | None, typer.Option("--profile", help="RDF: what is said of evidence. docs/rdf.md tells them apart.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="RDF: what the IRIs of everything begin with.")
    ] = None,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="authors,venues,years", help="Attributes to write as nodes as well.")
    ] = None,
    rdf: Annotated[
        bool, typer.Option("--rdf", help="FILE is a folder: fill it with RDF to publish, and how to load it.")
    ] = False,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="IRI", help="With --rdf: the licence that the data is under.")
    ] = None,
) -> None:
    """Write the graph to one or more files; the suffix says the format. docs/formats.md tells what each one loses.

    Example: paperkg export demo demo/graph.html demo/graph.ttl
    """
    from exports.files import write_graph
    from exports.formats import format_of
    from exports.rdf_options import RdfOptions
    from kg.graph import Graph
    from kg.store import read_graph

    refuse_without_focus(focus, depth, limit)
    options = RdfOptions(base, profile)
    if rdf:
        return export_folders(folder, files, focus, depth, limit, options, licence)
    if licence is not None:
        raise OutputError("--licence is stated in a published folder alone; add --rdf")
    named = [(file, format_of(file)) for file in files]
    for file, known in named:
        options.arguments(file, known)  # refused before anything is written
    graph = read_graph(folder)
    if with_ is not None:
        graph = Graph(graph.nx_with(*_attributes(with_, [known.suffix for _, known in named])), graph.about)
    around = around_in(graph, focus, depth, limit)
    for file, known in named:
        written = write_graph(graph, file, rdf=options) if around is None else write_around(around, file, options)
        console().print(f"{file}: {known.name}, {size_in_words(written)}")
    return None


def _attributes(given: str, suffixes: Iterable[str]) -> list[str]:
    """What ``--with`` names; an OutputError for a format that has its own way to say it."""
    for suffix in suffixes:
        if suffix not in _GENERAL.split():
            raise OutputError(f"{suffix} tells authors, venues and years of papers as it is; --with is for {_GENERAL}")
    return [name.strip() for name in given.split(",")]
