"""The shapes: what is written keeps to them, and each of many faults does not."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
import rdflib
from pyshacl import validate
from rdf_readers import whole
from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, URIRef

import kg
from exports.iris import Iris
from exports.profiles import Profile
from exports.serialise import render_ntriples
from exports.vocabulary import NAMESPACES, iri_of, properties_of
from kg.graph import Graph
from kg.schema import RULES

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

TEXT = files("exports").joinpath("linked_data", "shapes.ttl").read_text(encoding="utf-8")
SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PAPER = URIRef(Iris().node("paper:arxiv:2407.18242"))
LORA, GLUE, ACCURACY = (URIRef(Iris().node(name)) for name in ("method:lora", "dataset:glue", "metric:accuracy"))
PRO = URIRef(Iris().node("method:lora-pro"))
RESULT, CODE = (URIRef(Iris().node(name)) for name in ("result:2407-1", "repository:github.com/mrflogs/lora-pro"))


def name(prefixed: str) -> URIRef:
    return URIRef(iri_of(prefixed))


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=TEXT, format="turtle")


@pytest.fixture
def data(small_graph: Graph) -> rdflib.Graph:
    return as_rdflib(small_graph)


def as_rdflib(graph: Graph, profile: Profile = Profile.EVIDENCE) -> rdflib.Graph:
    return rdflib.Graph().parse(data=whole(render_ntriples, graph, profile=profile), format="nt")


def violations(data: rdflib.Graph, shapes: rdflib.Graph) -> list[str]:
    """The messages of what does not conform, sorted."""
    conforms, report, _ = validate(data, shacl_graph=shapes, inplace=True, advanced=False)
    found = sorted(str(message) for message in report.objects(None, SHACL.resultMessage))
    assert conforms == (not found)
    return found


def test_the_demo_conforms(demo_graph: kg.Graph, shapes: rdflib.Graph) -> None:
    assert violations(as_rdflib(demo_graph), shapes) == []


@pytest.mark.parametrize("profile", [Profile.PLAIN, Profile.EVIDENCE, Profile.QUADS])
def test_a_graph_of_everything_conforms_in_each_profile(
    small_graph: Graph, shapes: rdflib.Graph, profile: Profile
) -> None:
    assert violations(as_rdflib(small_graph, profile), shapes) == []


def change(data: rdflib.Graph, subject: URIRef, prefixed: str, value: URIRef | Literal) -> None:
    data.set((subject, name(prefixed), value))


def a_statement(data: rdflib.Graph) -> URIRef:
    """Evidence that has a place in a paper."""
    return min(data.subjects(name("oa:start"), None))


FAULTS: dict[str, Callable[[rdflib.Graph], object]] = {
    "a paper without a title": lambda g: g.remove((PAPER, DCTERMS.title, None)),
    "a paper with two titles": lambda g: g.add((PAPER, DCTERMS.title, Literal("Another"))),
    "a year that is an integer": lambda g: change(g, PAPER, "dcterms:issued", Literal(2024)),
    "an author that is a text": lambda g: g.add((PAPER, DCTERMS.creator, Literal("Z. Wang"))),
    "a misspelt property": lambda g: g.add((PAPER, URIRef(NAMESPACES["fabio"] + "hasArXivID"), Literal("2407.18242"))),
    "an arXiv id with a version": lambda g: change(g, PAPER, "fabio:hasArXivId", Literal("2407.18242v2")),
    "a preprint without an arXiv id": lambda g: g.remove((PAPER, name("fabio:hasArXivId"), None)),
    "sameAs by http": lambda g: g.add((PAPER, name("schema:sameAs"), URIRef("http://arxiv.org/abs/2407.18242"))),
    "http of schema.org": lambda g: g.add((PAPER, URIRef("http://schema.org/mentions"), LORA)),
    "a data set used as a method": lambda g: g.add((PAPER, name("pk:usesMethod"), GLUE)),
    "a concept that is not there": lambda g: g.add((PAPER, name("schema:mentions"), URIRef(Iris().node("method:x")))),
    "a concept without a name": lambda g: g.remove((LORA, SKOS.prefLabel, None)),
    "a name twice": lambda g: g.add((LORA, SKOS.altLabel, Literal("LoRA"))),
    "a concept of no kind": lambda g: g.remove((LORA, RDF.type, name("pk:Method"))),
    "a concept of two kinds": lambda g: g.add((LORA, RDF.type, name("pk:Task"))),
    "a concept outside the scheme": lambda g: g.remove((LORA, SKOS.inScheme, None)),
    "a concept that floats": lambda g: g.remove((LORA, SKOS.topConceptOf, None)),
    "a variant at the top": lambda g: g.add((PRO, SKOS.topConceptOf, URIRef(Iris().scheme()))),
    "a variant that is not narrower": lambda g: g.remove((None, SKOS.broader, LORA)),
    "a value that is a text": lambda g: change(g, RESULT, "cr:value", Literal("5.69")),
    "a value that is a double": lambda g: change(g, RESULT, "cr:value", Literal(5.69)),
    "a result of no paper": lambda g: g.remove((None, name("pk:reportsResult"), RESULT)),
    "a repository whose address is a text": lambda g: change(g, CODE, "schema:codeRepository", Literal("github.com")),
    "evidence without a confidence": lambda g: g.remove((a_statement(g), name("pk:confidence"), None)),
    "a confidence above 1": lambda g: change(
        g, a_statement(g), "pk:confidence", Literal("1.2", datatype=XSD.decimal)
    ),
    "a place that ends before it begins": lambda g: change(
        g, a_statement(g), "oa:end", Literal("0", datatype=XSD.nonNegativeInteger)
    ),
    "words without a place": lambda g: g.remove((a_statement(g), name("oa:start"), None)),
    "evidence for two facts": lambda g: g.add((a_statement(g), RDF.object, ACCURACY)),
    "evidence for an unknown property": lambda g: change(g, a_statement(g), "rdf:predicate", name("dcterms:title")),
    "evidence that is no entity": lambda g: g.remove((a_statement(g), RDF.type, name("prov:Entity"))),
    "evidence of no run": lambda g: g.remove((a_statement(g), name("prov:wasGeneratedBy"), None)),
    "a blank node": lambda g: g.add((rdflib.BNode("x"), RDF.type, name("schema:Person"))),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_shapes_see(fault: str, data: rdflib.Graph, shapes: rdflib.Graph) -> None:
    before = set(data)
    FAULTS[fault](data)
    assert set(data) != before
    assert violations(data, shapes), fault


def test_the_shapes_are_of_shacl_core_alone(shapes: rdflib.Graph) -> None:
    beyond = {"sparql", "select", "ask", "js", "rule", "target", "construct", "SPARQLTarget", "expression"}
    used = {str(part).removeprefix(str(SHACL)) for said in shapes for part in said if str(part).startswith(str(SHACL))}
    assert used.isdisjoint(beyond)


def test_every_shape_of_a_property_says_in_words_what_is_right(shapes: rdflib.Graph) -> None:
    for shape in shapes.subjects(RDF.type, SHACL.PropertyShape):
        assert shapes.value(shape, SHACL.message), shape


def test_evidence_may_be_for_every_property_that_a_fact_can_have_and_no_other(shapes: rdflib.Graph) -> None:
    listed = shapes.value(URIRef("https://w3id.org/paperkg/shapes#predicate"), SHACL["in"])
    allowed = {str(term) for term in rdflib.collection.Collection(shapes, listed)}
    stated = {properties_of(head, predicate, tail)[0].strip("<>")
              for predicate, rule in RULES.items() for head in rule.heads for tail in rule.tails}  # fmt: skip
    assert allowed == stated
