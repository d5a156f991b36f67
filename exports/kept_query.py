"""SPARQL over a graph that is kept in a folder, through the store kept beside it."""

from __future__ import annotations

from pathlib import Path

from exports.answers import Answer
from exports.kept_store import Fill, Progress, discard_unless_whole, is_current, open_place
from exports.query_process import SuspectError, ask_store, ask_triples
from exports.query_text import check


def query_kept(
    graph_file: Path, fill: Fill, sparql: str, *, seconds: float = 30.0, progress: Progress | None = None
) -> Answer:
    """The answer over the graph in ``graph_file``, of which ``fill`` gives the N-Triples when they are needed.

    As ``exports.sparql.query``, but for the store, which is kept: the first query fills it, telling ``progress``, and
    so does the first one after the graph or this program changed. Where the folder cannot be written the store lives
    for this query. A store found damaged is filled anew.
    """
    check(sparql)
    if not is_current(graph_file):
        ask_triples((), sparql, seconds=seconds)  # a fault in the query is told before a store is filled
    for last in (False, True):
        store = open_place(graph_file, fill, progress=progress)
        if store is None:
            return ask_triples(fill(), sparql, seconds=seconds)
        try:
            return ask_store(store, sparql, seconds=seconds)
        except SuspectError:
            if last or not discard_unless_whole(graph_file, store):
                raise
    raise AssertionError("the second round returns or raises")
