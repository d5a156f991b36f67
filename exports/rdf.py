"""The graph as RDF, one resource at a time: direct triples, and a resource for each piece of evidence.

No blank nodes. The order is fixed by the graph: the terms of our own, how it was made, then node by node in the
order of their ids, each with the facts it is the head of. Offsets are those of ``kg.facts.Evidence``: characters of
title, line feed and abstract. A fact's combined score is not written, only each piece's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from pyoxigraph import Quad, RdfFormat, Triple, parse

from exports.descriptions import describe, describe_authors
from exports.evidence import Edge, EvidenceWriter
from exports.iris import BASE, Iris
from exports.lines import chunks, quad_lines, triple_lines
from exports.ontology import ontology
from exports.profiles import Profile
from exports.provenance import describe_run, describe_scheme
from exports.resources import Pair, Resource
from exports.vocabulary import term
from kg.facts import Node
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate


def resources(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[Resource]:
    """Everything about the graph but the ontology, each subject once, all in the default graph."""
    iris = Iris(base)
    writer = EvidenceWriter(graph, iris, profile)
    yield from _provenance(graph, iris, profile)
    for node, edges in _nodes_with_edges(graph):
        yield Resource(writer.node(node.id), [*_described(node, edges, iris), *_direct(edges, writer)])
        if node.kind is NodeKind.PAPER:
            yield from describe_authors(node, iris)
        if profile is not Profile.PLAIN:
            for edge in edges:
                yield from writer.resources(edge, edge[3])


def placed_resources(graph: Graph, *, base: str = BASE, profile: Profile = Profile.QUADS) -> Iterator[Resource]:
    """The same, with what a paper says and what describes it in a named graph of that paper.

    What several papers say is in the graph of each; what no paper says is in the default graph.
    """
    iris = Iris(base)
    writer = EvidenceWriter(graph, iris, profile)
    said = _edges_by_paper(graph)
    nobody = _by_head(said.pop("", []))
    yield from _provenance(graph, iris, profile)
    for name in sorted(graph.nx):
        if graph.nx.nodes[name]["kind"] != NodeKind.PAPER:
            yield from _placed(graph, name, nobody.pop(name, []), "", writer)
    for name, edges in sorted(nobody.items()):  # what is said of papers without a paper that says it
        yield from _said(writer.node(name), [], edges, "", writer)
    for paper in sorted({*said, *(node.id for node in graph.nodes(NodeKind.PAPER))}):
        heads = _by_head(said.get(paper, []))
        if paper in graph.nx:
            yield from _placed(graph, paper, heads.pop(paper, []), paper, writer)
        for name, edges in sorted(heads.items()):
            yield from _said(writer.node(name), [], edges, paper, writer)


def whole(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[Resource]:
    """What a single file holds: the ontology, then all that ``resources`` gives."""
    yield from ontology()
    yield from resources(graph, base=base, profile=profile)


def whole_placed(graph: Graph, *, base: str = BASE, profile: Profile = Profile.QUADS) -> Iterator[Resource]:
    """The same of ``placed_resources``."""
    yield from ontology()
    yield from placed_resources(graph, base=base, profile=profile)


def triples(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[Triple]:
    """Every triple of a single file, each once, as pyoxigraph has it."""
    for chunk in chunks(map(triple_lines, whole(graph, base=base, profile=profile))):
        yield from (quad.triple for quad in parse(chunk, format=RdfFormat.N_TRIPLES))


def quads(graph: Graph, *, base: str = BASE, profile: Profile = Profile.QUADS) -> Iterator[Quad]:
    """The same with the graph of the paper that says it."""
    for chunk in chunks(map(quad_lines, whole_placed(graph, base=base, profile=profile))):
        yield from parse(chunk, format=RdfFormat.N_QUADS)


def _placed(graph: Graph, name: str, edges: list[Edge], paper: str, writer: EvidenceWriter) -> Iterator[Resource]:
    node = graph.node(name)
    described = _described(node, () if paper else _edges_of(graph, name), writer.iris)
    yield from _said(writer.node(name), described, edges, paper, writer)
    if node.kind is NodeKind.PAPER:
        for author in describe_authors(node, writer.iris):
            yield author._replace(place=_place(paper, writer.iris))


def _said(
    subject: str, described: list[Pair], edges: list[Edge], paper: str, writer: EvidenceWriter
) -> Iterator[Resource]:
    """A subject, with the facts about it that this paper (or none) says, and its evidence for them."""
    place = _place(paper, writer.iris)
    yield Resource(subject, [*described, *_direct(edges, writer)], place)
    if writer.profile is not Profile.PLAIN:
        for edge in edges:
            pieces = [piece for piece in edge[3] if piece.paper == paper]
            yield from writer.resources(edge, pieces, place)


def _place(paper: str, iris: Iris) -> str:
    return f"<{iris.statements_of(paper)}>" if paper else ""


def _nodes_with_edges(graph: Graph) -> Iterator[tuple[Node, list[Edge]]]:
    """Every node with the facts whose head it is, by predicate, then tail; nothing is kept of what is past."""
    heads = groupby(graph.facts(), key=attrgetter("head"))
    head, facts = next(heads, ("", iter(())))
    for node in graph.nodes():
        edges: list[Edge] = []
        if node.id == head:
            edges = sorted((fact.predicate.value, head, fact.tail, fact.evidence) for fact in facts)
            head, facts = next(heads, ("", iter(())))
        yield node, edges


def _edges_of(graph: Graph, name: str) -> list[Edge]:
    """The facts whose head this is, by predicate, then tail."""
    tails = graph.nx.adj[name]
    return sorted(
        (predicate, name, tail, edge["evidence"]) for tail, keyed in tails.items() for predicate, edge in keyed.items()
    )


def _edges_by_paper(graph: Graph) -> dict[str, list[Edge]]:
    said: dict[str, list[Edge]] = {}
    for name in sorted(graph.nx):
        for edge in _edges_of(graph, name):
            for paper in {piece.paper: None for piece in edge[3]}:
                said.setdefault(paper, []).append(edge)
    return said


def _by_head(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    heads: dict[str, list[Edge]] = {}
    for edge in edges:
        heads.setdefault(edge[1], []).append(edge)
    return heads


def _direct(edges: Iterable[Edge], writer: EvidenceWriter) -> list[Pair]:
    """What states these facts of one head, by property and tail; two facts may share a triple."""
    stated = {(name, tail) for predicate, head, tail, _ in edges for name in writer.properties(predicate, head, tail)}
    return [(name, writer.node(tail)) for name, tail in sorted(stated)]


def _described(node: Node, edges: Iterable[Edge], iris: Iris) -> list[Pair]:
    """What is said of a node itself; of a concept that no fact makes a variant of another, that it is at the top."""
    pairs = describe(node, iris)
    if node.kind in CONCEPT_KINDS and all(predicate != Predicate.VARIANT_OF for predicate, *_ in edges):
        pairs.append((term("skos:topConceptOf"), f"<{iris.scheme()}>"))
    return pairs


def _provenance(graph: Graph, iris: Iris, profile: Profile) -> Iterator[Resource]:
    yield describe_scheme(iris)
    if profile is not Profile.PLAIN:
        yield from describe_run(graph, iris)
