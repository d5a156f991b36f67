"""SPARQL over a graph at hand, in a store that lives for one query; ``exports.kept_query`` asks one that is kept."""

from __future__ import annotations

from exports.answers import Answer
from exports.query_process import ask_triples
from exports.query_text import check
from exports.serialise import render_ntriples
from kg.graph import Graph


def query(graph: Graph, sparql: str, *, seconds: float = 30.0) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of ``exports.iris`` need no declaring.

    ``seconds`` bounds the evaluation, not the filling of the store before it. Without ORDER BY the order of rows is
    the store's own, which is the same for the same graph and query. A query that does not parse, is an update, calls
    a SERVICE, takes too long or answers too much is a QueryError.
    """
    check(sparql)
    return ask_triples(render_ntriples(graph), sparql, seconds=seconds)
