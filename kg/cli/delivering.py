"""``paperkg export`` and ``paperkg load``: the graph as a file, or in a running triple store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import Kept
from kg.cli.terminal import console, progress


def export(
    folder: Kept,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=".ttl .nt .nq .trig .jsonld .html .graphml .gexf .json .csv .parquet"),
    ],
) -> None:
    """Write the graph to one or more files; the suffix says the format. docs/formats.md tells what each one loses.

    Example: paperkg export demo demo/graph.html demo/graph.ttl
    """
    from exports.files import write_graph
    from exports.formats import format_of
    from kg.store import read_graph

    named = [(file, format_of(file).name) for file in files]
    graph = read_graph(folder)
    for file, name in named:
        console().print(f"{file}: {name}, {_size(write_graph(graph, file))}")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.1f} kB"


def load(
    folder: Kept,
    url: Annotated[str, typer.Argument(metavar="URL", help="The store's SPARQL 1.1 Graph Store endpoint.")],
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="The named graph to load into.")] = None,
    user: Annotated[
        str | None, typer.Option("--user", help="Else $PAPERKG_STORE_USER or ~/.netrc; the password likewise.")
    ] = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add to what the named graph holds, instead of replacing it.")
    ] = False,
) -> None:
    """Put the graph into a running triple store over the SPARQL 1.1 Graph Store protocol.

    The password comes from $PAPERKG_STORE_PASSWORD or ~/.netrc, never from the command line.

    Example: PAPERKG_STORE_PASSWORD=dba paperkg load demo http://localhost:8890/sparql-graph-crud-auth --user dba
    """
    from exports.load import load as load_graph
    from kg.store import read_graph

    with progress("Loading triples") as report:
        done = load_graph(read_graph(folder), url, graph_iri=graph, user=user, replace=not append, progress=report)
    console().print(f"{done.triples} triples loaded into <{done.graph}>")
