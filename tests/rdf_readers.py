"""The RDF as other programs read it: what the tests compare what is written with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from exports.iris import Iris
from exports.vocabulary import iri_of
from kg.graph import Graph

Render = Callable[..., Iterator[bytes]]


def named(name: str) -> NamedNode:
    """The term with this prefixed name."""
    return NamedNode(iri_of(name))


def node(name: str) -> NamedNode:
    """What stands for the node with this id."""
    return NamedNode(Iris().node(name))


def read(text: bytes, form: RdfFormat) -> set[Triple]:
    """The triples that pyoxigraph finds."""
    return {quad.triple for quad in parse(text, format=form)}


def read_quads(text: bytes, form: RdfFormat) -> set[Quad]:
    return set(parse(text, format=form))


def said_of(statements: Iterable[Triple], subject: NamedNode) -> dict[NamedNode, set[NamedNode | Literal]]:
    """What these triples say of one subject: the values of each property."""
    found: dict[NamedNode, set[NamedNode | Literal]] = {}
    for said in statements:
        if said.subject == subject:
            found.setdefault(said.predicate, set()).add(said.object)  # type: ignore[arg-type]
    return found


def as_rdflib(statement: Triple) -> tuple[rdflib.term.Node, ...]:
    """A triple as rdflib has it."""
    return tuple(
        rdflib.Literal(part.value, lang=part.language, datatype=None if part.language else part.datatype.value)
        if isinstance(part, Literal)
        else rdflib.URIRef(part.value)
        for part in statement
    )


def read_by_rdflib(text: bytes, form: str) -> set[tuple[rdflib.term.Node, ...]]:
    """The triples that rdflib finds."""
    return {(s, p, _typed(o)) for s, p, o in rdflib.Graph().parse(data=text, format=form)}


def _typed(part: rdflib.term.Node) -> rdflib.term.Node:
    """Plain and xsd:string are the same literal in RDF 1.1, not so in rdflib."""
    plain = isinstance(part, rdflib.Literal) and not part.language and not part.datatype
    return rdflib.Literal(str(part), datatype=rdflib.XSD.string) if plain else part


def whole(render: Render, graph: Graph, **options: object) -> bytes:
    """The document that a renderer gives."""
    return b"".join(render(graph, **options))
