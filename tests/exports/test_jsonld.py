"""JSON-LD: objects that a program reads without knowing RDF, and RDF all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat
from rdf_readers import read, read_by_rdflib, whole

from exports.iris import BASE, prefixes
from exports.jsonld import KEYS, context, jsonld_texts, render_context
from exports.lines import triple_lines
from exports.resources import Resource
from exports.serialise import render_jsonld
from exports.tokens import decimal_token, english_token, typed_token
from exports.vocabulary import term
from kg.graph import Graph

pytestmark = pytest.mark.filterwarnings(  # rdflib's own use of what it has deprecated
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning", "ignore:Dataset.:DeprecationWarning"
)


@pytest.fixture
def objects(small_graph: Graph) -> dict[str, dict[str, Any]]:
    """The objects of a document, by id."""
    document = json.loads(whole(render_jsonld, small_graph))
    return {found["id"]: found for found in document["@graph"]}


def test_a_concept_reads_as_an_object_that_anyone_would_have_written(objects: dict[str, dict[str, Any]]) -> None:
    assert objects["method:lora-pro"] == {
        "id": "method:lora-pro",
        "type": ["skos:Concept", "pk:Method"],
        "inScheme": f"{BASE}scheme/concepts",
        "prefLabel": "LoRA-Pro",
        "broader": ["method:lora"],
        "evaluatedOn": ["dataset:glue"],
        "variantOf": ["method:lora"],
    }


def test_ids_are_those_that_the_commands_print(objects: dict[str, dict[str, Any]], small_graph: Graph) -> None:
    assert {name for name in small_graph.nx if not name.startswith("page:")} <= set(objects)


def test_evidence_has_offsets_as_numbers_and_confidence_as_text(objects: dict[str, dict[str, Any]]) -> None:
    (found,) = (each for each in objects.values() if each.get("predicate") == "pk:variantOf")
    assert (found["subject"], found["object"]) == ("method:lora-pro", "method:lora")
    assert (found["start"], found["end"], found["confidence"]) == (9, 31, "0.8")
    assert found["wasDerivedFrom"] == "paper:arxiv:2407.18242"


def test_a_key_has_a_list_always_or_never(objects: dict[str, dict[str, Any]]) -> None:
    many = {key.name for key in KEYS.values() if key.many} | {"type"}
    for found in objects.values():
        for name, value in found.items():
            if name in many:
                assert isinstance(value, list), name
            elif ":" not in name:
                assert not isinstance(value, list), name


def test_keys_are_distinct_and_are_no_prefixes() -> None:
    names = [key.name for key in KEYS.values()]
    assert len(names) == len(set(names))
    assert set(names).isdisjoint({*prefixes(), "id", "type"})


def test_the_context_is_shipped_and_is_the_one_in_the_document(small_graph: Graph) -> None:
    document = json.loads(whole(render_jsonld, small_graph))
    assert json.loads(render_context())["@context"] == document["@context"] == context()


def test_one_object_is_one_line(small_graph: Graph) -> None:
    lines = whole(render_jsonld, small_graph).decode().splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines[2:-1]] == json.loads("\n".join(lines))["@graph"]


def test_an_empty_graph_is_a_document_too() -> None:
    assert json.loads(whole(render_jsonld, Graph.from_facts([], [])))["@graph"]


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("cr:value", decimal_token(5.69)),
        ("cr:value", '"about 5"'),
        ("oa:start", typed_token("7", "nonNegativeInteger")),
        ("oa:start", typed_token("7", "integer")),
        ("dcterms:issued", typed_token("2021", "gYear")),
        ("dcterms:source", '"page 3"'),
        ("dcterms:source", "<https://example.org/a%20b>"),
        ("dcterms:title", '"a \\"b\\" \\u0001"'),
        ("dcterms:title", english_token("a method")),
        ("dcterms:title", "<http://example.org/>"),
        ("rdfs:comment", '"x"'),
        ("rdfs:comment", english_token("a method")),
        ("rdfs:isDefinedBy", "<https://w3id.org/paperkg/ns#>"),
        ("void:triples", typed_token("3", "integer")),
        ("rdf:type", "<http://example.org/C>"),
        ("schema:sameAs", f"<{BASE}page//x>"),
        ("schema:sameAs", f"<{BASE}repository/github.com/a/b>"),
    ],
)
def test_every_kind_of_value_is_read_back(name: str, token: str) -> None:
    resource = Resource(f"<{BASE}method/lora>", [(term(name), token)])
    text = "".join(jsonld_texts([resource])).encode()
    meant = triple_lines(resource).encode()
    assert read(text, RdfFormat.JSON_LD) == read(meant, RdfFormat.N_TRIPLES)
    assert read_by_rdflib(text, "json-ld") == read_by_rdflib(meant, "nt")


def test_several_values_of_a_key_are_a_list_even_where_one_is_usual() -> None:
    resource = Resource(f"<{BASE}method/lora>", [(term("dcterms:title"), '"a"'), (term("dcterms:title"), '"b"')])
    assert json.loads("".join(jsonld_texts([resource])))["@graph"][0]["title"] == ["a", "b"]
