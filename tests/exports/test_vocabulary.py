"""The vocabulary: small, declared, and made of terms that exist."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdf_readers import named, read, read_quads, said_of, whole

import kg
from exports.iris import Iris
from exports.lines import triple_lines
from exports.ontology import ontology
from exports.profiles import Profile
from exports.publication import publish
from exports.serialise import render_nquads, render_ntriples
from exports.vocabulary import (
    CLASSES,
    CONCEPT_CLASSES,
    IN_WORDS,
    NAMESPACE,
    NAMESPACES,
    PROPERTIES,
    iri_of,
    properties_of,
    term,
)
from kg.graph import Graph
from kg.schema import RULES, NodeKind, Predicate

LISTS = Path(__file__).parents[1] / "data" / "vocabularies"
TERMS: dict[str, set[str]] = {}
for found in sorted(LISTS.glob("*.txt")):
    head, *lines = found.read_text("utf-8").splitlines()
    TERMS[head.removeprefix("# <").removesuffix(">")] = {line for line in lines if not line.startswith("#")}
OWN = {*CLASSES, *PROPERTIES}
ONTOLOGY = read("".join(map(triple_lines, ontology())).encode(), RdfFormat.N_TRIPLES)


def undeclared(statements: set[Triple]) -> set[str]:
    """The IRIs in these triples of a vocabulary that does not have them."""
    used = {part.value for said in statements for part in said if isinstance(part, NamedNode)}
    used |= {said.object.datatype.value for said in statements if hasattr(said.object, "datatype")}
    lists = TERMS | {NAMESPACE: OWN}
    spaces = sorted(lists, key=len, reverse=True)
    found = ((iri, next((space for space in spaces if iri.startswith(space)), "")) for iri in used)
    return {iri for iri, space in found if iri != space and space and iri.removeprefix(space) not in lists[space]}


def test_there_is_a_list_of_terms_for_every_vocabulary_but_our_own() -> None:
    assert set(NAMESPACES.values()) - {NAMESPACE} <= set(TERMS)


@pytest.mark.parametrize("profile", Profile)
def test_every_term_that_is_written_exists(demo_graph: kg.Graph, small_graph: Graph, profile: Profile) -> None:
    for graph in (demo_graph, small_graph):
        statements = {
            quad.triple for quad in read_quads(whole(render_nquads, graph, profile=profile), RdfFormat.N_QUADS)
        }
        assert len(statements) > 200
        assert undeclared(statements) == set()


def test_every_term_in_a_published_folder_exists(small_graph: Graph, tmp_path: Path) -> None:
    publish(small_graph, tmp_path / "out")
    for file in sorted((tmp_path / "out").glob("*.ttl")):
        statements = {quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)}
        assert undeclared(statements) == set(), file.name


@pytest.mark.parametrize(
    "wrong",
    ["http://purl.org/spar/fabio/hasArXivID", "http://purl.org/dc/terms/licence", "https://schema.org/mentiones",
     f"{NAMESPACE}usesMagic"],
)  # fmt: skip
def test_a_term_that_does_not_exist_is_seen(wrong: str) -> None:
    place = NamedNode("http://example.org/")
    assert undeclared({Triple(place, NamedNode(wrong), place)}) == {wrong}


def test_schema_org_is_https_throughout(demo_graph: kg.Graph) -> None:
    assert b"http://schema.org" not in whole(render_ntriples, demo_graph)


def test_every_term_of_our_own_says_what_it_is() -> None:
    for local in OWN:
        said = said_of(ONTOLOGY, NamedNode(NAMESPACE + local))
        for needed in ("rdfs:label", "rdfs:comment", "rdfs:isDefinedBy"):
            assert len(said[named(needed)]) == 1
        assert len(said[named("rdf:type")]) == 2  # for tools of RDFS, and for those of OWL


def test_every_property_says_from_what_to_what_in_words_and_in_terms() -> None:
    for local, own in PROPERTIES.items():
        said = said_of(ONTOLOGY, NamedNode(NAMESPACE + local))
        ((note,),) = (said[named("skos:scopeNote")],)
        assert note.value == f"From {' or '.join(map(IN_WORDS.get, own.heads))} to {IN_WORDS[own.tails[0]]}."
        assert said[named("schema:domainIncludes")] == set(map(named, own.heads))
        ranges = said.get(named("schema:rangeIncludes"), set()) | said.get(named("rdfs:range"), set())
        assert ranges == set(map(named, own.tails))


def test_every_class_is_a_concept_and_close_to_a_class_elsewhere() -> None:
    for local in CLASSES:
        said = said_of(ONTOLOGY, NamedNode(NAMESPACE + local))
        assert said[named("rdfs:subClassOf")] == {named("skos:Concept")}
        assert said[named("skos:closeMatch")]


@pytest.mark.parametrize(
    "local",
    ["introduces", "usesMethod", "usesModel", "usesDataset", "addressesTask", "reportsMetric", "comparesWith",
     "studies", "evaluatesOn"],
)  # fmt: skip
def test_what_a_paper_says_of_concepts_specialises_mentions(local: str) -> None:
    assert PROPERTIES[local].parent == "schema:mentions"


def test_a_variant_is_narrower() -> None:
    assert PROPERTIES["variantOf"].parent == "skos:broader"


def test_every_allowed_fact_has_a_property_whose_heads_and_tails_are_those_of_the_schema() -> None:
    classes = {**CONCEPT_CLASSES, NodeKind.PAPER: "schema:ScholarlyArticle", NodeKind.RESULT: "cr:EvaluationResult",
               NodeKind.REPOSITORY: "schema:SoftwareSourceCode", NodeKind.PAGE: "schema:WebPage"}  # fmt: skip
    for predicate, rule in RULES.items():
        for head, tail in product(rule.heads, rule.tails):
            for name in properties_of(head, predicate, tail):
                local = name.removeprefix(f"<{NAMESPACE}").removesuffix(">")
                if local in PROPERTIES:
                    assert PROPERTIES[local].heads[0] in {classes[head], "skos:Concept"}
                    assert PROPERTIES[local].tails[0] in {classes[tail], "skos:Concept"}


def test_every_property_of_our_own_is_used() -> None:
    stated = {name for predicate, rule in RULES.items() for head, tail in product(rule.heads, rule.tails)
              for name in properties_of(head, predicate, tail)}  # fmt: skip
    used = {local for local in PROPERTIES if term(f"pk:{local}") in stated}
    assert set(PROPERTIES) - used == {"confidence", "rule", "sentence"}


@pytest.mark.parametrize(
    ("predicate", "kind", "names"),
    [
        (Predicate.USES, NodeKind.TASK, ("addressesTask",)),
        (Predicate.STUDIES, NodeKind.TASK, ("studies", "addressesTask")),
        (Predicate.EVALUATED_ON, NodeKind.TASK, ("evaluatesOn", "addressesTask")),
        (Predicate.MENTIONS, NodeKind.TASK, ()),
        (Predicate.STUDIES, NodeKind.METHOD, ("studies",)),
    ],
)
def test_a_paper_addresses_the_tasks_it_uses_studies_or_is_evaluated_on(
    predicate: Predicate, kind: NodeKind, names: tuple[str, ...]
) -> None:
    said = set(properties_of(NodeKind.PAPER, predicate, kind))
    assert said == {term("schema:mentions"), *(term(f"pk:{name}") for name in names)}


def test_an_undeclared_term_of_our_own_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        iri_of("pk:usesMagic")
    with pytest.raises(KeyError):
        iri_of("bibo:Article")


def test_the_ontology_is_versioned_and_licensed() -> None:
    said = said_of(ONTOLOGY, NamedNode(NAMESPACE))
    assert re.fullmatch(r"\d+\.\d+", next(iter(said[named("owl:versionInfo")])).value)
    assert said[named("dcterms:license")]


def test_the_ontology_does_not_depend_on_the_base(small_graph: Graph) -> None:
    other = read(whole(render_ntriples, small_graph, base="http://example.org/"), RdfFormat.N_TRIPLES)
    assert other >= ONTOLOGY
    assert Iris().base.encode() not in whole(render_ntriples, small_graph, base="http://example.org/")
