"""What is said of each kind of node itself."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat
from rdf_readers import named, read

from exports.descriptions import describe, describe_authors
from exports.iris import BASE, Iris
from exports.lines import triple_lines
from exports.resources import Resource
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

Said = set[tuple[NamedNode, NamedNode | Literal]]


def said_of(node: Node) -> Said:
    """Its description, read from N-Triples."""
    lines = triple_lines(Resource(f"<{Iris().node(node.id)}>", describe(node, Iris())))
    return {(said.predicate, said.object) for said in read(lines.encode(), RdfFormat.N_TRIPLES)}  # type: ignore[misc]


def year(number: int) -> Literal:
    return Literal(str(number), datatype=named("xsd:gYear"))


def paper(name: str = "paper:x1", **attributes: str | int) -> Node:
    return Node(name, NodeKind.PAPER, "T", {"title": "T", **attributes})


def values(said: Said, name: str) -> set[str]:
    return {value.value for found, value in said if found == named(name)}


def test_a_paper_is_described_in_known_terms(small_graph: Graph) -> None:
    said = said_of(small_graph.node("paper:arxiv:2407.18242"))
    assert said >= {
        (named("rdf:type"), named("schema:ScholarlyArticle")),
        (named("rdf:type"), named("fabio:Preprint")),
        (named("fabio:hasArXivId"), Literal("2407.18242")),
        (named("dcterms:identifier"), Literal("arxiv:2407.18242")),
        (named("schema:sameAs"), NamedNode("https://arxiv.org/abs/2407.18242")),
        (named("dcterms:source"), NamedNode("https://arxiv.org/abs/2407.18242")),
        (named("dcterms:issued"), year(2024)),
        (named("dcterms:creator"), NamedNode(f"{BASE}paper/arxiv:2407.18242/author/2")),
    }


def test_authors_are_people_by_place(small_graph: Graph) -> None:
    lines = "".join(map(triple_lines, describe_authors(small_graph.node("paper:arxiv:2407.18242"), Iris())))
    found = read(lines.encode(), RdfFormat.N_TRIPLES)
    names = {said.subject.value: said.object.value for said in found if said.predicate == named("schema:name")}
    assert names == {f"{BASE}paper/arxiv:2407.18242/author/{place}": name
                     for place, name in ((1, "Z. Wang"), (2, "J. Liang"))}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "url", "arxiv", "doi"),
    [
        ("paper:arXiv:2106.09685v2", "", "2106.09685", ""),
        ("paper:arxiv:cs.CL/0102003", "", "cs.cl/0102003", ""),
        ("paper:x1", "https://arxiv.org/pdf/2106.09685", "2106.09685", ""),
        ("paper:doi:10.1145/12.34", "", "", "10.1145/12.34"),
        ("paper:x1", "https://doi.org/10.1145/AB", "", "10.1145/ab"),
        ("paper:10.48550/arXiv.2106.09685", "", "2106.09685", ""),
        ("paper:t-0a1b", "https://example.org/", "", ""),
    ],
)
def test_arxiv_ids_and_dois_are_found_in_id_and_url(name: str, url: str, arxiv: str, doi: str) -> None:
    said = said_of(paper(name, url=url))
    assert values(said, "fabio:hasArXivId") == {arxiv} - {""}
    assert values(said, "prism:doi") == {doi} - {""}
    places = {f"https://arxiv.org/abs/{arxiv}"} if arxiv else {f"https://doi.org/{doi}"} if doi else set()
    assert values(said, "schema:sameAs") == places


@pytest.mark.parametrize(
    ("venue", "preprint"),
    [("", True), ("arXiv", True), ("CoRR 2021", True), ("ICLR 2022", False), ("Corrosion", False)],
)
def test_a_paper_that_is_on_arxiv_alone_is_a_preprint(venue: str, preprint: bool) -> None:
    said = said_of(paper("paper:arxiv:2106.09685", **({"venue": venue} if venue else {})))
    assert (named("fabio:Preprint").value in values(said, "rdf:type")) == preprint


def test_a_paper_with_a_doi_is_no_preprint() -> None:
    said = said_of(paper("paper:arxiv:2106.09685", url="https://doi.org/10.1145/12.34"))
    assert values(said, "rdf:type") == {named("schema:ScholarlyArticle").value}


@pytest.mark.parametrize("wrong", [0, 99, 12345])
def test_what_is_no_year_is_not_written_as_one(wrong: int) -> None:
    assert values(said_of(paper(year=wrong)), "dcterms:issued") == set()


def test_a_source_that_is_no_address_stays_as_text() -> None:
    assert (named("dcterms:source"), Literal("the proceedings, page 3")) in said_of(
        paper(url="the proceedings, page 3")
    )


def test_a_concept_is_a_skos_concept_with_its_type(small_graph: Graph) -> None:
    assert said_of(small_graph.node("method:lora")) == {
        (named("rdf:type"), named("skos:Concept")),
        (named("rdf:type"), named("pk:Method")),
        (named("skos:inScheme"), NamedNode(f"{BASE}scheme/concepts")),
        (named("skos:prefLabel"), Literal("LoRA")),
        (named("skos:altLabel"), Literal("Low-Rank Adaptation")),
        (named("dcterms:issued"), year(2021)),
        (named("rdfs:seeAlso"), NamedNode("https://arxiv.org/abs/2106.09685")),
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [("model:gpt-3", "fair4ml:MLModel"), ("dataset:glue", "schema:Dataset"), ("task:fine-tuning", "pk:Task"),
     ("metric:accuracy", "pk:Metric")],
)  # fmt: skip
def test_each_kind_of_concept_has_its_class(small_graph: Graph, name: str, kind: str) -> None:
    assert values(said_of(small_graph.node(name)), "rdf:type") == {named("skos:Concept").value, named(kind).value}


def test_repositories_and_pages_have_their_address(small_graph: Graph) -> None:
    code = said_of(small_graph.node("repository:github.com/mrflogs/lora-pro"))
    assert (named("schema:codeRepository"), NamedNode("https://github.com/mrflogs/LoRA-Pro")) in code
    page = said_of(small_graph.node("page:example.org/lora?a=1&b=<2>"))
    assert (named("schema:url"), NamedNode("https://example.org/lora?a=1&b=%3C2%3E")) in page
    assert (named("schema:additionalType"), Literal("project_page")) in page


def test_a_result_has_its_number_as_a_decimal(small_graph: Graph) -> None:
    said = said_of(small_graph.node("result:2407-1"))
    assert (named("rdf:type"), named("cr:EvaluationResult")) in said
    assert (named("cr:value"), Literal("5.69", datatype=named("xsd:decimal"))) in said
    assert (named("schema:unitText"), Literal("%")) in said
    assert (named("rdfs:label"), Literal("5.69%")) in said


@pytest.mark.parametrize("number", [float("inf"), float("nan"), True, "five"])
def test_what_is_no_number_is_not_written_as_one(number: float) -> None:
    node = Node("result:r", NodeKind.RESULT, "x", {"value": "x", "number": number})
    assert values(said_of(node), "cr:value") == set()
