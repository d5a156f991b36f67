from __future__ import annotations

import rdflib

from exports.rdf import triples
from exports.rdflib_graph import to_rdflib
from kg.graph import Graph


def test_it_holds_every_triple(small_graph: Graph) -> None:
    assert len(to_rdflib(small_graph)) == len(set(map(str, triples(small_graph))))


def test_the_prefixes_are_bound_so_that_rdflib_answers_the_same_query(small_graph: Graph) -> None:
    rows = to_rdflib(small_graph).query("SELECT ?name { ?c skos:broader method:lora ; skos:prefLabel ?name }")
    assert [str(row[0]) for row in rows] == ["LoRA-Pro"]


def test_titles_come_through_as_they_are(small_graph: Graph) -> None:
    titles = {str(title) for title in to_rdflib(small_graph).objects(None, rdflib.DCTERMS.title)}
    assert {node.label for node in small_graph.nodes() if node.kind == "paper"} <= titles
