"""RDF: what is said, that other readers find the same, and that nothing in a text breaks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

import exports.serialise
from exports.descriptions import describe
from exports.iris import BASE, Iris
from exports.rdf import quads, triples
from exports.serialise import render_jsonld, render_nquads, render_ntriples, render_trig, render_turtle
from exports.vocabulary import CLASSES, NAMESPACE, PROPERTIES, ontology, properties_of, term
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import RULES, NodeKind, Predicate

pytestmark = [  # rdflib's own use of what it has deprecated
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning"),
]

TRIPLE_FORMATS = [(render_turtle, "turtle"), (render_ntriples, "nt"), (render_jsonld, "json-ld")]
QUAD_FORMATS = [(render_nquads, RdfFormat.N_QUADS), (render_trig, RdfFormat.TRIG)]
HOSTILE_ID = "paper:t-hostile"
TEXT = st.text(st.characters(codec=None), max_size=40)

Render = Callable[[Graph], Iterator[bytes]]


def of(name: str) -> NamedNode:
    return Iris().node(name)


def as_rdflib(statement: Triple) -> tuple[rdflib.term.Node, ...]:
    return tuple(
        rdflib.Literal(part.value, lang=part.language, datatype=None if part.language else part.datatype.value)
        if isinstance(part, Literal)
        else rdflib.URIRef(part.value)
        for part in statement
    )


def read_by_rdflib(text: bytes, form: str) -> set[tuple[rdflib.term.Node, ...]]:
    return {(s, p, typed(o)) for s, p, o in rdflib.Graph().parse(data=text, format=form)}


def typed(part: rdflib.term.Node) -> rdflib.term.Node:
    """Plain and xsd:string are the same literal in RDF 1.1, not so in rdflib."""
    plain = isinstance(part, rdflib.Literal) and not part.language and not part.datatype
    return rdflib.Literal(str(part), datatype=rdflib.XSD.string) if plain else part


def one_paper(title: str, **attributes: str) -> Graph:
    paper = Node("paper:p", NodeKind.PAPER, title, {"title": title, **attributes})
    return Graph.from_facts([paper], [])


@pytest.mark.parametrize(("render", "form"), TRIPLE_FORMATS)
def test_rdflib_reads_what_was_meant(small_graph: Graph, render: Render, form: str) -> None:
    meant = {as_rdflib(statement) for statement in triples(small_graph)}
    assert read_by_rdflib(b"".join(render(small_graph)), form) == meant


@pytest.mark.parametrize(("render", "form"), QUAD_FORMATS)
def test_quads_are_the_same_triples_in_a_graph_a_paper(small_graph: Graph, render: Render, form: RdfFormat) -> None:
    found = set(parse(b"".join(render(small_graph)), format=form))
    assert found == set(quads(small_graph))
    assert {quad.triple for quad in found} == set(triples(small_graph))
    named = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
    assert named == {Iris().statements_of(node.id).value for node in small_graph.nodes(NodeKind.PAPER)}


def test_rdflib_counts_the_same_quads(small_graph: Graph) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=b"".join(render_nquads(small_graph)), format="nquads")
    assert len(list(dataset.quads())) == len(list(quads(small_graph)))


def test_a_paper_s_graph_holds_what_that_paper_says_of_concepts(small_graph: Graph) -> None:
    variant = Triple(of("method:lora-pro"), term("pk:variantOf"), of("method:lora"))
    places = {quad.graph_name for quad in quads(small_graph) if quad.triple == variant}
    assert places == {Iris().statements_of("paper:arxiv:2407.18242")}


def test_every_triple_comes_once_and_without_blank_nodes(small_graph: Graph) -> None:
    found = list(triples(small_graph))
    assert len(found) == len(set(found))
    assert not [part for statement in found for part in statement if isinstance(part, BlankNode)]


@pytest.mark.parametrize("render", [render for render, _ in [*TRIPLE_FORMATS, *QUAD_FORMATS]])
def test_small_batches_say_the_same(small_graph: Graph, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {render_turtle: RdfFormat.TURTLE, render_ntriples: RdfFormat.N_TRIPLES, render_jsonld: RdfFormat.JSON_LD}
    form = forms.get(render) or dict(QUAD_FORMATS)[render]
    whole = set(parse(b"".join(render(small_graph)), format=form))
    monkeypatch.setattr(exports.serialise, "BATCH", 7)
    chunks = list(render(small_graph))
    assert len(chunks) > 40
    assert set(parse(b"".join(chunks), format=form)) == whole


def test_turtle_declares_its_prefixes_once_and_at_the_top(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.serialise, "BATCH", 7)
    lines = b"".join(render_turtle(small_graph)).decode().splitlines()
    declared = [line for line in lines if line.startswith("@prefix")]
    assert declared == sorted(set(declared)) == lines[: len(declared)]
    assert any(line.startswith("method:lora a skos:Concept") for line in lines)


def test_jsonld_is_json_even_of_an_empty_graph() -> None:
    assert isinstance(json.loads(b"".join(render_jsonld(Graph.from_facts([], [])))), list)


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    script = tmp_path / "digest.py"
    script.write_text(
        "import hashlib, conftest\n"
        "from exports import serialise\n"
        "graph = conftest.small_graph.__wrapped__() if hasattr(conftest.small_graph, '__wrapped__')"
        " else conftest.small_graph._get_wrapped_function()()\n"
        "for name in ('turtle', 'ntriples', 'nquads', 'trig', 'jsonld'):\n"
        "    print(hashlib.sha256(b''.join(getattr(serialise, f'render_{name}')(graph))).hexdigest())\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "tests")])
    runs = [
        subprocess.run(
            [sys.executable, str(script)],
            env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == 5


def test_a_paper_is_described_in_known_terms(small_graph: Graph) -> None:
    said = {(t.predicate, t.object) for t in describe(small_graph.node("paper:arxiv:2407.18242"), Iris())}
    arxiv = NamedNode("https://arxiv.org/abs/2407.18242")
    assert said >= {
        (term("rdf:type"), term("schema:ScholarlyArticle")),
        (term("rdf:type"), term("fabio:Preprint")),
        (term("fabio:hasArXivId"), Literal("2407.18242")),
        (term("schema:sameAs"), arxiv),
        (term("dcterms:issued"), Literal("2024", datatype=term("xsd:gYear"))),
        (term("dcterms:creator"), NamedNode(f"{BASE}paper/arxiv:2407.18242/author/2")),
    }


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
    said = list(describe(Node(name, NodeKind.PAPER, "T", {"title": "T", "url": url}), Iris()))
    assert [t.object.value for t in said if t.predicate == term("fabio:hasArXivId")] == [arxiv] * bool(arxiv)
    assert [t.object.value for t in said if t.predicate == term("prism:doi")] == [doi] * bool(doi)


def test_a_concept_is_a_skos_concept_with_its_type(small_graph: Graph) -> None:
    said = {(t.predicate, t.object) for t in describe(small_graph.node("method:lora"), Iris())}
    assert said == {
        (term("rdf:type"), term("skos:Concept")),
        (term("rdf:type"), term("pk:Method")),
        (term("skos:inScheme"), NamedNode(f"{BASE}scheme/concepts")),
        (term("skos:prefLabel"), Literal("LoRA")),
        (term("skos:altLabel"), Literal("Low-Rank Adaptation")),
        (term("dcterms:issued"), Literal("2021", datatype=term("xsd:gYear"))),
        (term("rdfs:seeAlso"), NamedNode("https://arxiv.org/abs/2106.09685")),
    }


def test_a_result_has_its_number_as_a_decimal(small_graph: Graph) -> None:
    said = {(t.predicate, t.object) for t in describe(small_graph.node("result:2407-1"), Iris())}
    assert (term("cr:value"), Literal("5.69", datatype=term("xsd:decimal"))) in said
    assert (term("schema:unitText"), Literal("%")) in said


@pytest.mark.parametrize(("number", "written"), [(1e-07, "0.0000001"), (1e21, "1" + "0" * 21), (3, "3")])
def test_a_decimal_has_no_exponent(number: float, written: str) -> None:
    node = Node("result:r", NodeKind.RESULT, "x", {"value": "x", "number": number})
    assert Literal(written, datatype=term("xsd:decimal")) in [t.object for t in describe(node, Iris())]


@pytest.mark.parametrize("number", [float("inf"), float("nan"), True])
def test_what_is_no_number_is_not_written_as_one(number: float) -> None:
    node = Node("result:r", NodeKind.RESULT, "x", {"value": "x", "number": number})
    assert term("cr:value") not in [t.predicate for t in describe(node, Iris())]


def test_every_piece_of_evidence_can_be_followed_to_its_characters(small_graph: Graph) -> None:
    store = rdflib.Graph().parse(data=b"".join(render_turtle(small_graph)), format="turtle")
    rows = store.query(
        """
        PREFIX pk: <https://w3id.org/paperkg/ns#>  PREFIX method: <https://w3id.org/paperkg/id/method/>
        SELECT ?title ?abstract ?start ?end ?exact ?confidence ?run WHERE {
          ?e rdf:subject method:lora-pro ; rdf:predicate pk:variantOf ; rdf:object method:lora ;
             a rdf:Statement, prov:Entity ; prov:wasDerivedFrom ?paper ; prov:wasGeneratedBy ?run ;
             pk:confidence ?confidence ; oa:start ?start ; oa:end ?end ; oa:exact ?exact .
          ?paper dcterms:title ?title ; dcterms:abstract ?abstract . ?run a prov:Activity . }
        """,
        initNs={"oa": "http://www.w3.org/ns/oa#", "prov": rdflib.PROV, "dcterms": rdflib.DCTERMS, "rdf": rdflib.RDF},
    )
    ((title, abstract, start, end, exact, confidence, _),) = rows
    assert f"{title}\n{abstract}"[int(start) : int(end)] == str(exact) == "LoRA-Pro extends LoRA."
    assert float(confidence) == 0.8


def test_each_fact_is_stated_and_evidenced(small_graph: Graph) -> None:
    found = set(triples(small_graph))
    pieces = {t.subject for t in found if t.object == term("rdf:Statement")}
    assert len(pieces) == sum(len(fact.evidence) for fact in small_graph.facts())
    for piece in pieces:
        said = {t.predicate: t.object for t in found if t.subject == piece}
        assert Triple(*(said[term(f"rdf:{part}")] for part in ("subject", "predicate", "object"))) in found  # type: ignore[arg-type]


def test_a_rule_without_text_is_evidence_without_a_place() -> None:
    nodes = [Node(f"method:{key}", NodeKind.METHOD, key) for key in ("lora", "lora-ga")]
    rule = Evidence("", 0, 0, "", "name-shape", 0.6)
    fact = Fact("method:lora-ga", Predicate.VARIANT_OF, "method:lora", (rule,))
    graph = Graph.from_facts(nodes, [fact])
    said = {t.predicate for t in triples(graph) if t.subject == Iris().evidence(fact, rule)}
    assert said.isdisjoint({term("prov:wasDerivedFrom"), term("oa:start"), term("oa:exact"), term("pk:sentence")})
    assert {quad.triple for quad in quads(graph)} == set(triples(graph))


def test_pieces_that_differ_in_score_alone_become_the_surest() -> None:
    nodes = [Node(f"method:{key}", NodeKind.METHOD, key) for key in ("lora", "lora-ga")]
    pieces = tuple(Evidence("", 0, 0, "", "name-shape", score) for score in (0.6, 0.3))
    graph = Graph.from_facts(nodes, [Fact("method:lora-ga", Predicate.VARIANT_OF, "method:lora", pieces)])
    sure = [t.object.value for t in triples(graph) if t.predicate == term("pk:confidence")]
    assert sure == ["0.6"]


def test_what_a_statement_entails_is_written_beside_it(small_graph: Graph) -> None:
    found = set(triples(small_graph))
    assert Triple(of("method:lora-pro"), term("skos:broader"), of("method:lora")) in found
    assert Triple(of("paper:arxiv:2407.18242"), term("schema:mentions"), of("method:lora")) in found


def test_every_allowed_fact_has_a_property() -> None:
    for predicate, rule in RULES.items():
        for head, tail in product(rule.heads, rule.tails):
            assert properties_of(head, predicate, tail)


def test_every_term_of_our_own_that_is_used_is_declared_and_the_other_way_round(small_graph: Graph) -> None:
    declarations = set(ontology())
    declared = {t.subject for t in declarations if t.predicate == term("rdf:type")} - {NamedNode(NAMESPACE)}
    every = {name for p, rule in RULES.items() for pair in product(rule.heads, rule.tails)
             for name in properties_of(pair[0], p, pair[1])}  # fmt: skip
    said = set(triples(small_graph)) - declarations
    used = every | {part for statement in said for part in statement if isinstance(part, NamedNode)}
    own = {name for name in used if name.value.startswith(NAMESPACE)}
    assert own | {term(f"pk:{name}") for name in CLASSES} == declared
    assert {name.value.removeprefix(NAMESPACE) for name in declared} == {*CLASSES, *PROPERTIES}


@pytest.mark.parametrize("write", [triples, quads])
def test_the_declarations_come_first_in_every_file(
    small_graph: Graph, write: Callable[[Graph], Iterator[Triple]]
) -> None:
    declarations = list(ontology())
    begun = [Triple(said.subject, said.predicate, said.object) for said, _ in zip(write(small_graph), declarations)]  # noqa: B905
    assert begun == declarations


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
    said = {name.value for name in properties_of(NodeKind.PAPER, predicate, kind)}
    assert said == {term("schema:mentions").value, *(NAMESPACE + name for name in names)}


def test_every_term_of_our_own_has_label_and_comment() -> None:
    said: dict[str, set[str]] = {}
    for statement in ontology():
        said.setdefault(statement.subject.value, set()).add(statement.predicate.value)
    for name in (*CLASSES, *PROPERTIES):
        assert said[NAMESPACE + name] >= {term("rdfs:label").value, term("rdfs:comment").value}


def test_an_undeclared_term_of_our_own_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        term("pk:usesMagic")


def test_hostile_text_comes_back_as_it_was(small_graph: Graph) -> None:
    title = small_graph.node(HOSTILE_ID).attributes["title"]
    for render, form in TRIPLE_FORMATS:
        read = rdflib.Graph().parse(data=b"".join(render(small_graph)), format=form)
        assert str(read.value(rdflib.URIRef(f"{BASE}paper/t-hostile"), rdflib.DCTERMS.title)) == title


@given(title=TEXT, abstract=TEXT, venue=TEXT, url=TEXT)
def test_any_text_comes_back_but_for_what_rdf_forbids(title: str, abstract: str, venue: str, url: str) -> None:
    graph = one_paper(title, abstract=abstract, venue=venue, url=url)
    meant = set(triples(graph))
    assert {quad.triple for quad in parse(b"".join(render_turtle(graph)), format=RdfFormat.TURTLE)} == meant
    read = rdflib.Graph().parse(data=b"".join(render_ntriples(graph)), format="nt")
    kept = "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in title)
    assert str(read.value(rdflib.URIRef(f"{BASE}paper/p"), rdflib.DCTERMS.title)) == kept


def test_nothing_is_lost_when_a_paper_is_cited_but_absent() -> None:
    nodes = [Node(f"method:{key}", NodeKind.METHOD, key) for key in ("lora", "lora-ga")]
    piece = Evidence("paper:gone", 3, 9, "a variant", "cue", 0.6)
    graph = Graph.from_facts(nodes, [Fact("method:lora-ga", Predicate.VARIANT_OF, "method:lora", (piece,))])
    found = set(triples(graph))
    assert {quad.triple for quad in quads(graph)} == found
    assert Literal("a variant") in [t.object for t in found if t.predicate == term("pk:sentence")]
