"""Alignments: apart from the data, of concepts that the graph has, and each of a known shape."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, RdfFormat
from rdf_readers import named, node, read

import kg
from exports.alignment import alignment, known_alignments
from exports.iris import Iris
from exports.lines import triple_lines
from exports.rdf import triples
from extractors.catalogue import shipped_catalogue
from kg.graph import Graph

TOPIC = re.compile(r"https://cso\.kmi\.open\.ac\.uk/topics/[a-z0-9_-]+")
ITEM = re.compile(r"http://www\.wikidata\.org/entity/Q[1-9]\d*")


def test_every_alignment_leads_from_a_concept_to_a_topic_of_its_name_or_to_an_item() -> None:
    for known in known_alignments():
        kind, _, key = known.concept.partition(":")
        assert kind in {"method", "model", "dataset", "task", "metric"}
        if not ITEM.fullmatch(known.iri):
            assert TOPIC.fullmatch(known.iri), known
            assert known.iri.rpartition("/")[2].replace("_", "-")[:5] == key[:5]


def test_an_item_is_the_one_that_the_catalogue_links_to() -> None:
    linked = {entry.link.rpartition("/")[2] for entry in shipped_catalogue() if "wikidata.org" in entry.link}
    assert {known.iri.rpartition("/")[2] for known in known_alignments() if ITEM.fullmatch(known.iri)} == linked


def test_no_two_concepts_are_close_to_the_same() -> None:
    places = [known.iri for known in known_alignments()]
    assert len(places) == len(set(places))


def test_only_concepts_of_the_graph_are_aligned(small_graph: Graph, demo_graph: kg.Graph) -> None:
    for graph in (small_graph, demo_graph):
        found = read("".join(map(triple_lines, alignment(graph, Iris()))).encode(), RdfFormat.N_TRIPLES)
        assert {said.predicate for said in found} <= {named("skos:closeMatch")}
        assert graph is small_graph or len(found) > 10
        assert {said.subject.value for said in found} <= {Iris().node(name) for name in graph.nx}


def test_the_data_has_none_of_it(demo_graph: kg.Graph) -> None:
    assert not [said for said in triples(demo_graph) if isinstance(said.object, NamedNode)
                and said.predicate == named("skos:closeMatch") and said.subject == node("method:lora")]  # fmt: skip
