"""``paperkg query`` and ``paperkg load``: the graph in the triple store kept beside it, and in a running one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kg.cli.asking import Kept
from kg.cli.terminal import add_row, console, errors, progress, table

if TYPE_CHECKING:
    from exports.answers import Answer


class QueryFormat(StrEnum):
    """How ``query`` answers."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


class Speaking(StrEnum):
    """How ``load`` hands triples over."""

    GRAPH_STORE = "graph-store"
    UPDATE = "update"


class Evidence(StrEnum):
    """What of the RDF ``load`` sends."""

    PLAIN = "plain"
    EVIDENCE = "evidence"


def query(
    folder: Kept,
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="SPARQL", help="A query, @FILE to read one from a file, or - for standard input."),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Read the query from this file.")] = None,
    format_: Annotated[QueryFormat, typer.Option("--format", help="How to answer.")] = QueryFormat.TABLE,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="Give up after this many seconds.")] = 30.0,
) -> None:
    """Ask the graph in SPARQL 1.1; the usual prefixes and ours are known. Updates and SERVICE are refused.

    The first query fills a store that is kept in DIR/sparql; the next ones open it.

    Example: paperkg query demo 'SELECT ?name { ?c skos:broader method:lora ; skos:prefLabel ?name } ORDER BY ?name'
    """
    from exports.kept_query import query_kept
    from kg.tables.manifest import FILE
    from kg.tables.reading import OpenTables

    OpenTables.of(folder)  # there is a graph, and it can be read
    text = _query_text(sparql, file)
    with progress("Filling the store (once)") as report:
        answer = query_kept(
            folder / FILE,
            lambda: _ntriples(folder),
            text,
            seconds=seconds,
            progress=lambda done: report(done, None),
        )
    _WRITERS[format_](answer)
    if format_ is QueryFormat.TABLE and not answer.rows:
        _print_unknown(folder, text)


def _ntriples(folder: Path) -> Iterator[bytes]:
    from exports.serialise import render_ntriples
    from kg.store import read_graph

    yield from render_ntriples(read_graph(folder))


def _write_json(answer: Answer) -> None:
    from exports.answers import to_json

    sys.stdout.write(to_json(answer))


def _write_csv(answer: Answer) -> None:
    from exports.answers import to_csv

    sys.stdout.write(to_csv(answer))


def _write_tsv(answer: Answer) -> None:
    from exports.answers import to_tsv

    sys.stdout.write(to_tsv(answer))


def _print_table(answer: Answer) -> None:
    from exports.answers import shortened
    from exports.iris import prefixes

    rows = table(*answer.columns)
    for row in shortened(answer, prefixes()):
        add_row(rows, *row)
    console().print(rows)
    console().print(Text(f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}", style="dim"))


def _print_unknown(folder: Path, sparql: str) -> None:
    """Say what the query names that is not there, for that may be why nothing was found."""
    from exports.query_names import unknown_names
    from kg.store import read_graph

    unknown = unknown_names(read_graph(folder), sparql)
    if unknown:
        told = (f"{name} (nearest: {', '.join(nearest)})" if nearest else name for name, nearest in unknown)
        console().print(Text(f"Not in the graph: {', '.join(told)}", style="dim"))


_WRITERS = {
    QueryFormat.TABLE: _print_table,
    QueryFormat.CSV: _write_csv,
    QueryFormat.TSV: _write_tsv,
    QueryFormat.JSON: _write_json,
}


def _query_text(given: str | None, file: Path | None) -> str:
    from extractors.errors import InputError, QueryError

    if (given is None) == (file is None):
        raise QueryError("one query is asked: give it as SPARQL, @FILE or -, or else by --file FILE")
    if given == "-":
        return sys.stdin.read()
    if given is not None and not given.startswith("@"):
        return given
    path = file or Path((given or "")[1:])
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = str(getattr(error, "strerror", None) or error)
        raise InputError(str(path), reason, "give a readable UTF-8 file with a query in it") from error


def load(
    folder: Kept,
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The store's SPARQL 1.1 Graph Store or SPARQL update endpoint.")
    ],
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="The named graph to load into.")] = None,
    user: Annotated[
        str | None, typer.Option("--user", help="Else $PAPERKG_STORE_USER or ~/.netrc; the password likewise.")
    ] = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add to what the named graph holds, instead of replacing it.")
    ] = False,
    profile: Annotated[
        Evidence, typer.Option("--profile", help="Facts alone, or their evidence too.")
    ] = Evidence.EVIDENCE,
    protocol: Annotated[
        Speaking | None, typer.Option("--protocol", help="How to send, where the address does not tell.")
    ] = None,
    query_url: Annotated[
        str | None, typer.Option("--query-url", metavar="URL", help="Where to ask for the count, if not guessed.")
    ] = None,
) -> None:
    """Put the graph into a running triple store, by the Graph Store protocol or by SPARQL updates.

    The password comes from $PAPERKG_STORE_PASSWORD or ~/.netrc, never from the command line. In the end the store is
    asked how many triples it holds.

    Example: PAPERKG_STORE_PASSWORD=dba paperkg load demo http://localhost:8890/sparql-graph-crud-auth --user dba
    """
    from exports.load import load as load_graph
    from exports.profiles import Profile
    from exports.store_endpoints import Protocol
    from kg.store import read_graph

    with progress("Loading triples") as report:
        done = load_graph(
            read_graph(folder),
            url,
            graph_iri=graph,
            user=user,
            replace=not append,
            protocol=Protocol(protocol) if protocol else None,
            query_url=query_url,
            profile=Profile(profile),
            progress=report,
        )
    console().print(f"{done.triples} triples loaded into <{done.graph}>")
    if done.held is None:
        errors().print(f"The store did not say how many it holds: {done.uncounted}")
    else:
        console().print(f"{done.held} held there now, by the store's own count")
