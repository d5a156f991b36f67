"""The part of ``paperkg export`` that writes a folder of RDF to publish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.focusing import around_in
from kg.cli.terminal import console, progress

if TYPE_CHECKING:
    from exports.rdf_options import RdfOptions


def export_folders(
    kept: Path,
    folders: Sequence[Path],
    focus: str | None,
    depth: int | None,
    limit: int | None,
    options: RdfOptions,
    licence: str | None,
) -> None:
    """Fill each folder, and say what is in it."""
    from exports.publication import publish
    from kg.store import read_graph

    graph = read_graph(kept)
    if around := around_in(graph, focus, depth, limit):
        graph = around.graph
    for folder in folders:
        with progress("Writing resources") as report:
            written = publish(graph, folder, licence=licence, progress=report, **options.given())
        console().print(f"{folder}: {written.triples} triples, and {written.ontology} of the ontology")
        for name, size in written.files.items():
            console().print(f"  {name:<20}{size_in_words(size):>10}")


def size_in_words(count: int) -> str:
    """Bytes as a person reads them.

    >>> size_in_words(1_234_567), size_in_words(800)
    ('1.2 MB', '0.8 kB')
    """
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.1f} kB"
