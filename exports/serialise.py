"""The RDF as bytes: Turtle, N-Triples, N-Quads, TriG and JSON-LD.

Each function streams, a batch of statements at a time, and gives the same bytes for the same graph. JSON-LD is in
expanded form, without a context; N-Quads and TriG have a named graph a paper; RDF/XML is not offered, for it cannot
write every character that a literal may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from exports.iris import BASE, prefixes
from exports.rdf import quads, triples
from kg.graph import Graph

BATCH = 20_000
"""Statements held at a time: some 3 MB of text."""

_HEADER = re.compile(rb"\A(?:@prefix [^\n]*\n)*")
_NEXT_NODE, _NEXT_LINE = b']},{"@id":"', b']},\n{"@id":"'
_Statement = TypeVar("_Statement", Triple, Quad)


def render_turtle(graph: Graph, *, base: str = BASE) -> Iterator[bytes]:
    """Turtle, with a prefix for each vocabulary and each kind of resource."""
    return _with_prefixes(triples(graph, base=base), RdfFormat.TURTLE, base)


def render_trig(graph: Graph, *, base: str = BASE) -> Iterator[bytes]:
    """TriG, with the same prefixes."""
    return _with_prefixes(quads(graph, base=base), RdfFormat.TRIG, base)


def render_ntriples(graph: Graph, *, base: str = BASE) -> Iterator[bytes]:
    """N-Triples, one line a triple."""
    for batch in batches(triples(graph, base=base), BATCH):
        yield _bytes(batch, RdfFormat.N_TRIPLES)


def render_nquads(graph: Graph, *, base: str = BASE) -> Iterator[bytes]:
    """N-Quads, one line a quad."""
    for batch in batches(quads(graph, base=base), BATCH):
        yield _bytes(batch, RdfFormat.N_QUADS)


def render_jsonld(graph: Graph, *, base: str = BASE) -> Iterator[bytes]:
    """JSON-LD in expanded form: one array of node objects; an object may come in two parts."""
    opening = b"["
    for batch in batches(triples(graph, base=base), BATCH):
        yield opening + _bytes(batch, RdfFormat.JSON_LD)[1:-1].replace(_NEXT_NODE, _NEXT_LINE)
        opening = b",\n"
    yield b"]\n" if opening != b"[" else b"[]\n"


def batches(statements: Iterable[_Statement], size: int) -> Iterator[list[_Statement]]:
    """Lists of ``size`` statements, the last one shorter."""
    source = iter(statements)
    while batch := list(islice(source, size)):
        yield batch


def _with_prefixes(statements: Iterable[_Statement], form: RdfFormat, base: str) -> Iterator[bytes]:
    """One header, then batches without theirs: the serialiser repeats it, in an order that differs by run."""
    known = prefixes(base)
    yield "".join(f"@prefix {prefix}: <{known[prefix]}> .\n" for prefix in sorted(known)).encode()
    for batch in batches(statements, BATCH):
        yield _HEADER.sub(b"", _bytes(batch, form, known), count=1)


def _bytes(batch: list[_Statement], form: RdfFormat, known: dict[str, str] | None = None) -> bytes:
    return cast("bytes", serialize(batch, format=form, prefixes=known))
