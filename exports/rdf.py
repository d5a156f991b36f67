"""The graph as RDF terms, one at a time: direct triples, and a resource for each piece of evidence.

No blank nodes. The order is fixed by the graph: the terms of our own, how it was made, then node by node in the
order of their ids, each with the facts it is the head of. Offsets are those of ``kg.facts.Evidence``: characters of
title, line feed and abstract. A fact's combined score is not written, only each piece's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from exports.descriptions import describe, describe_authors, number_literal, text_literal
from exports.iris import BASE, Iris
from exports.vocabulary import ontology, properties_of, term
from kg.facts import Evidence, Fact
from kg.graph import Graph
from kg.schema import NodeKind

_Texts: TypeAlias = Callable[[str], str]


def triples(graph: Graph, *, base: str = BASE) -> Iterator[Triple]:
    """Every triple of the graph, each once."""
    iris, texts = Iris(base), _texts_of(graph)
    yield from ontology()
    yield from _provenance(graph, iris)
    for name in sorted(graph.nx):
        yield from describe(graph.node(name), iris)
        facts = _sorted(graph.facts_of(name))
        yield from _direct(graph, facts, iris)
        yield from describe_authors(graph.node(name), iris)
        for fact in facts:
            yield from _evidence(graph, fact, fact.evidence, iris, texts)


def quads(graph: Graph, *, base: str = BASE) -> Iterator[Quad]:
    """The same triples, those that a paper says or that describe it in a named graph of that paper.

    What several papers say is in the graph of each; what no paper says is in the default graph.
    """
    iris, texts = Iris(base), _texts_of(graph)
    said = _facts_by_paper(graph)
    yield from (_quad(triple) for triple in ontology())
    yield from (_quad(triple) for triple in _provenance(graph, iris))
    for name in sorted(graph.nx):
        if graph.nx.nodes[name]["kind"] != NodeKind.PAPER:
            yield from (_quad(triple) for triple in describe(graph.node(name), iris))
    yield from (_quad(triple) for triple in _said(graph, said.pop("", []), "", iris, texts))
    for paper in sorted({*said, *(node.id for node in graph.nodes(NodeKind.PAPER))}):
        place = iris.statements_of(paper)
        if paper in graph.nx:
            yield from (_quad(triple, place) for triple in describe(graph.node(paper), iris))
            yield from (_quad(triple, place) for triple in describe_authors(graph.node(paper), iris))
        yield from (_quad(triple, place) for triple in _said(graph, said.get(paper, []), paper, iris, texts))


def _said(graph: Graph, facts: list[Fact], paper: str, iris: Iris, texts: _Texts) -> Iterator[Triple]:
    yield from _direct(graph, facts, iris)
    for fact in facts:
        pieces = [piece for piece in fact.evidence if piece.paper == paper]
        yield from _evidence(graph, fact, pieces, iris, texts)


def _quad(triple: Triple, place: NamedNode | None = None) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, place)


def _facts_by_paper(graph: Graph) -> dict[str, list[Fact]]:
    said: dict[str, list[Fact]] = {}
    for fact in _sorted(graph.facts()):
        for paper in {piece.paper: None for piece in fact.evidence}:
            said.setdefault(paper, []).append(fact)
    return said


def _sorted(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.head, fact.predicate, fact.tail))


def _direct(graph: Graph, facts: list[Fact], iris: Iris) -> Iterator[Triple]:
    """The triples that state these facts, by head, property and tail; two facts may share one."""
    stated = {(fact.head, name.value, fact.tail): name for fact in facts for name in _properties(graph, fact)}
    for (head, _, tail), name in sorted(stated.items(), key=lambda pair: pair[0]):
        yield Triple(iris.node(head), name, iris.node(tail))


def _properties(graph: Graph, fact: Fact) -> tuple[NamedNode, ...]:
    kinds = graph.nx.nodes
    return properties_of(NodeKind(kinds[fact.head]["kind"]), fact.predicate, NodeKind(kinds[fact.tail]["kind"]))


def _evidence(graph: Graph, fact: Fact, pieces: Iterable[Evidence], iris: Iris, texts: _Texts) -> Iterator[Triple]:
    # Pieces that differ in score alone share an IRI; the surest speaks for them.
    surest = {iris.evidence(fact, piece): piece for piece in sorted(pieces, key=lambda piece: piece.score)}
    if not surest:
        return
    name, run = _properties(graph, fact)[0], iris.run(_version(graph))
    for subject, piece in sorted(surest.items(), key=lambda pair: pair[0].value):
        yield Triple(subject, term("rdf:type"), term("rdf:Statement"))
        yield Triple(subject, term("rdf:type"), term("prov:Entity"))
        exact = texts(piece.paper)[piece.start : piece.end] if piece.paper else ""
        for kind in ("oa:TextPositionSelector", "oa:TextQuoteSelector") if exact else ():
            yield Triple(subject, term("rdf:type"), term(kind))
        yield Triple(subject, term("rdf:subject"), iris.node(fact.head))
        yield Triple(subject, term("rdf:predicate"), name)
        yield Triple(subject, term("rdf:object"), iris.node(fact.tail))
        confidence = number_literal(piece.score)
        if confidence is not None:
            yield Triple(subject, term("pk:confidence"), confidence)
        yield Triple(subject, term("pk:rule"), text_literal(piece.rule))
        yield Triple(subject, term("prov:wasGeneratedBy"), run)
        if piece.paper:
            yield Triple(subject, term("prov:wasDerivedFrom"), iris.node(piece.paper))
        yield from _place(subject, piece, exact)


def _place(subject: NamedNode, piece: Evidence, exact: str) -> Iterator[Triple]:
    if exact:
        yield Triple(subject, term("oa:start"), _count(piece.start))
        yield Triple(subject, term("oa:end"), _count(piece.end))
        yield Triple(subject, term("oa:exact"), text_literal(exact))
    if piece.sentence and piece.sentence != exact:
        yield Triple(subject, term("pk:sentence"), text_literal(piece.sentence))


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:nonNegativeInteger"))


def _provenance(graph: Graph, iris: Iris) -> Iterator[Triple]:
    version = _version(graph)
    run, software, scheme = iris.run(version), iris.software(version), iris.scheme()
    yield Triple(scheme, term("rdf:type"), term("skos:ConceptScheme"))
    yield Triple(scheme, term("dcterms:title"), Literal("Concepts of AI papers", language="en"))
    yield Triple(run, term("rdf:type"), term("prov:Activity"))
    yield Triple(run, term("rdfs:label"), text_literal(f"extraction by paperkg {version}"))
    yield Triple(run, term("prov:wasAssociatedWith"), software)
    yield Triple(software, term("rdf:type"), term("prov:SoftwareAgent"))
    yield Triple(software, term("rdfs:label"), text_literal(f"paperkg {version}"))


def _version(graph: Graph) -> str:
    return str(graph.about.get("version", "unknown"))


def _texts_of(graph: Graph) -> _Texts:
    """Title, line feed and abstract of a paper; a few are kept, as evidence comes paper by paper."""

    @lru_cache(maxsize=64)
    def text_of(paper: str) -> str:
        if paper not in graph.nx:
            return ""
        node = graph.node(paper)
        return f"{node.attributes.get('title', node.label)}\n{node.attributes.get('abstract', '')}"

    return text_of
