"""Turtle and TriG as people read them: prefixes once, a paragraph a resource, short names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdf_readers import read, whole

from exports.iris import BASE, Iris, prefixes
from exports.lines import triple_lines
from exports.resources import Resource
from exports.serialise import render_trig, render_turtle
from exports.tokens import decimal_token, typed_token
from exports.turtle import trig_texts, turtle_texts
from exports.vocabulary import term
from kg.graph import Graph

KEYS = st.text(st.sampled_from("aB1.-_:/~%é +#\\'(),;$!*@?"), min_size=1, max_size=12)


def body(*resources: Resource) -> str:
    """Turtle without its prefixes."""
    return "".join(turtle_texts(resources, BASE)).partition("\n\n")[2]


def test_prefixes_are_declared_once_and_at_the_top(small_graph: Graph) -> None:
    lines = whole(render_turtle, small_graph).decode().splitlines()
    declared = [line for line in lines if line.startswith("@prefix")]
    assert declared == sorted(set(declared)) == lines[: len(declared)]
    assert len(declared) == len(prefixes())


def test_a_resource_is_a_paragraph() -> None:
    said = [
        (term("rdf:type"), term("skos:Concept")),
        (term("rdf:type"), term("pk:Method")),
        (term("skos:prefLabel"), '"LoRA"'),
    ]
    assert body(Resource(f"<{BASE}method/lora>", said)) == (
        'method:lora\n    a skos:Concept, pk:Method ;\n    skos:prefLabel "LoRA" .\n\n'
    )


def test_nothing_is_written_of_what_nothing_is_said_of() -> None:
    assert body(Resource(f"<{BASE}method/lora>", [])) == ""


@pytest.mark.parametrize(
    ("token", "written"),
    [
        (decimal_token(0.8), "0.8"),
        (decimal_token(3), '"3"^^xsd:decimal'),
        (typed_token("42", "integer"), "42"),
        (typed_token("42", "nonNegativeInteger"), '"42"^^xsd:nonNegativeInteger'),
        (typed_token("2021", "gYear"), '"2021"^^xsd:gYear'),
        ('"a \\" quote\\"^^<x"', '"a \\" quote\\"^^<x"'),
        ('"a method"@en', '"a method"@en'),
        ("<https://github.com/a/b>", "<https://github.com/a/b>"),
        (f"<{BASE}paper/arxiv:2106.09685>", "paper:arxiv:2106.09685"),
        (f"<{BASE}repository/github.com/a/b>", f"<{BASE}repository/github.com/a/b>"),
        (f"<{BASE}method/c%2B%2B>", "method:c%2B%2B"),
        (f"<{BASE}method/a.>", f"<{BASE}method/a.>"),
        (f"<{BASE}method/-a>", f"<{BASE}method/-a>"),
        (f"<{BASE}method/a~b>", f"<{BASE}method/a~b>"),
        (f"<<( <{BASE}method/a> {term('pk:variantOf')} <{BASE}method/b> )>>", "<<( method:a pk:variantOf method:b )>>"),
    ],
)
def test_values_are_as_short_as_turtle_allows(token: str, written: str) -> None:
    resource = Resource(f"<{BASE}method/lora>", [(term("rdfs:seeAlso"), token)])
    assert body(resource) == f"method:lora\n    rdfs:seeAlso {written} .\n\n"
    assert read("".join(turtle_texts([resource], BASE)).encode(), RdfFormat.TURTLE) == read(
        triple_lines(resource).encode(), RdfFormat.N_TRIPLES
    )


@settings(deadline=None)
@given(KEYS)
def test_any_name_is_read_back(key: str) -> None:
    iri = Iris().node(f"method:{key}")
    resource = Resource(f"<{iri}>", [(term("skos:broader"), f"<{iri}>")])
    (found,) = read("".join(turtle_texts([resource], BASE)).encode(), RdfFormat.TURTLE)
    assert (found.subject.value, found.object.value) == (iri, iri)


def test_trig_opens_a_graph_once_for_resources_that_come_together(small_graph: Graph) -> None:
    text = whole(render_trig, small_graph).decode()
    opened = [line for line in text.splitlines() if line.endswith(" {")]
    assert len(opened) == len(set(opened)) == 3
    assert text.count("\n}\n") == 3


def test_trig_returns_to_the_default_graph() -> None:
    said = [(term("rdfs:label"), '"x"')]
    places = ["", "<http://example.org/g>", "", "<http://example.org/g>"]
    resources = [Resource(f"<http://example.org/{number}>", said, place) for number, place in enumerate(places)]
    found = parse("".join(trig_texts(resources, BASE)), format=RdfFormat.TRIG)
    names = {quad.subject.value[-1]: getattr(quad.graph_name, "value", "") for quad in found}
    assert names == {str(number): place[1:-1] for number, place in enumerate(places)}
