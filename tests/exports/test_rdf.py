"""RDF as a whole: every format says the same to every reader, streams, and gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from rdf_readers import Render, as_rdflib, named, node, read, read_by_rdflib, read_quads, said_of, whole

import exports.lines
import kg
from exports.iris import BASE, Iris
from exports.lines import triple_lines
from exports.ontology import ontology
from exports.profiles import Profile
from exports.rdf import quads, resources, triples
from exports.serialise import render_jsonld, render_nquads, render_ntriples, render_trig, render_turtle
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

pytestmark = [  # rdflib's own use of what it has deprecated
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning"),
]

TRIPLE_FORMATS = [
    (render_turtle, "turtle", RdfFormat.TURTLE),
    (render_ntriples, "nt", RdfFormat.N_TRIPLES),
    (render_jsonld, "json-ld", RdfFormat.JSON_LD),
]
QUAD_FORMATS = [(render_nquads, RdfFormat.N_QUADS), (render_trig, RdfFormat.TRIG)]
FORMATS = [(render, form) for render, _, form in TRIPLE_FORMATS] + QUAD_FORMATS
TEXT = st.text(st.characters(codec=None), max_size=40)
VARIANT = Triple(node("method:lora-pro"), named("pk:variantOf"), node("method:lora"))


def one_paper(title: str, **attributes: str) -> Graph:
    paper = Node("paper:p", NodeKind.PAPER, title, {"title": title, **attributes})
    return Graph.from_facts([paper], [])


def variant(*pieces: Evidence) -> Graph:
    nodes = [Node(f"method:{key}", NodeKind.METHOD, key) for key in ("lora", "lora-ga")]
    return Graph.from_facts(nodes, [Fact("method:lora-ga", Predicate.VARIANT_OF, "method:lora", pieces)])


@pytest.mark.parametrize(("render", "form", "_"), TRIPLE_FORMATS)
def test_rdflib_reads_what_was_meant(small_graph: Graph, render: Render, form: str, _: RdfFormat) -> None:
    meant = {as_rdflib(statement) for statement in triples(small_graph)}
    assert len(meant) > 500
    assert read_by_rdflib(whole(render, small_graph), form) == meant


@pytest.mark.parametrize("base", [BASE, "http://example.org/kg#"])
@pytest.mark.parametrize(("render", "_", "form"), TRIPLE_FORMATS)
def test_pyoxigraph_reads_the_same_from_each_format(
    small_graph: Graph, render: Render, _: str, form: RdfFormat, base: str
) -> None:
    lines = read(whole(render_ntriples, small_graph, base=base), RdfFormat.N_TRIPLES)
    assert read(whole(render, small_graph, base=base), form) == lines


@pytest.mark.parametrize(("render", "form"), QUAD_FORMATS)
def test_quads_are_the_same_triples_in_a_graph_a_paper(small_graph: Graph, render: Render, form: RdfFormat) -> None:
    found = read_quads(whole(render, small_graph), form)
    assert found == set(quads(small_graph))
    assert {quad.triple for quad in found} == set(triples(small_graph))
    places = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
    assert places == {Iris().statements_of(node.id) for node in small_graph.nodes(NodeKind.PAPER)}


def test_rdflib_counts_the_same_quads(small_graph: Graph) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=whole(render_nquads, small_graph), format="nquads")
    assert len(list(dataset.quads())) == len(list(quads(small_graph)))


def test_a_paper_s_graph_holds_what_that_paper_says_of_concepts(small_graph: Graph) -> None:
    places = {quad.graph_name for quad in quads(small_graph) if quad.triple == VARIANT}
    assert places == {NamedNode(Iris().statements_of("paper:arxiv:2407.18242"))}


def test_every_triple_comes_once_and_without_blank_nodes(small_graph: Graph) -> None:
    found = list(triples(small_graph))
    assert len(found) == len(set(found))
    assert not [part for statement in found for part in statement if isinstance(part, BlankNode)]


@pytest.mark.parametrize("profile", Profile)
def test_a_subject_comes_once(small_graph: Graph, profile: Profile) -> None:
    subjects = [resource.subject for resource in resources(small_graph, profile=profile)]
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("render", [render for render, _ in FORMATS])
def test_small_chunks_say_the_same(small_graph: Graph, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = whole(render, small_graph)
    monkeypatch.setattr(exports.lines, "CHUNK", 200)
    chunks = list(render(small_graph))
    assert len(chunks) > 40
    assert b"".join(chunks) == at_once


@pytest.mark.parametrize("render", [render_ntriples, render_nquads])
def test_a_chunk_of_lines_ends_with_a_line(small_graph: Graph, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.lines, "CHUNK", 200)
    assert {chunk[-3:] for chunk in render(small_graph)} == {b" .\n"}


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    script = tmp_path / "digest.py"
    script.write_text(
        "import hashlib, conftest\n"
        "from pathlib import Path\n"
        "from exports import serialise\n"
        "from exports.profiles import Profile\n"
        "from exports.publication import publish\n"
        "graph = conftest.small_graph.__wrapped__() if hasattr(conftest.small_graph, '__wrapped__')"
        " else conftest.small_graph._get_wrapped_function()()\n"
        "for name in ('turtle', 'ntriples', 'nquads', 'trig', 'jsonld'):\n"
        "    for profile in Profile:\n"
        "        document = b''.join(getattr(serialise, f'render_{name}')(graph, profile=profile))\n"
        "        print(hashlib.sha256(document).hexdigest())\n"
        "folder = Path(__file__).with_name('out')\n"
        "for name in publish(graph, folder).files:\n"
        "    print(hashlib.sha256((folder / name).read_bytes()).hexdigest())\n",
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
    assert len(runs[0].split()) == 28


@pytest.mark.parametrize(("render", "form"), FORMATS)
def test_the_declarations_of_our_own_terms_are_in_every_file(
    small_graph: Graph, render: Render, form: RdfFormat
) -> None:
    declared = read("".join(map(triple_lines, ontology())).encode(), RdfFormat.N_TRIPLES)
    assert read(whole(render, small_graph), form) >= declared


def test_each_fact_is_stated_and_evidenced(small_graph: Graph) -> None:
    found = set(triples(small_graph))
    pieces = {t.subject for t in found if t.object == named("rdf:Statement")}
    assert len(pieces) == sum(len(fact.evidence) for fact in small_graph.facts())
    for piece in pieces:
        said = {t.predicate: t.object for t in found if t.subject == piece}
        assert Triple(*(said[named(f"rdf:{part}")] for part in ("subject", "predicate", "object"))) in found  # type: ignore[arg-type]


def test_what_a_statement_entails_is_written_beside_it(small_graph: Graph) -> None:
    found = set(triples(small_graph))
    assert Triple(node("method:lora-pro"), named("skos:broader"), node("method:lora")) in found
    assert Triple(node("paper:arxiv:2407.18242"), named("schema:mentions"), node("method:lora")) in found


@pytest.mark.parametrize("render", [render_ntriples, render_nquads])
def test_a_concept_is_a_variant_of_another_or_at_the_top_of_the_scheme(demo_graph: kg.Graph, render: Render) -> None:
    found = {quad.triple for quad in read_quads(whole(render, demo_graph), RdfFormat.N_QUADS)}
    a_concept = (named("rdf:type"), named("skos:Concept"))
    concepts = {said.subject for said in found if (said.predicate, said.object) == a_concept}
    narrower = {said.subject for said in found if said.predicate == named("skos:broader")}
    top = {said.subject for said in found if said.predicate == named("skos:topConceptOf")}
    assert (narrower | top, narrower & top) == (concepts, set())
    assert {said.object for said in found if said.predicate == named("skos:topConceptOf")} == {
        NamedNode(Iris().scheme())
    }


def test_the_run_that_made_it_is_described_as_prov_has_it(small_graph: Graph) -> None:
    found = set(triples(small_graph))
    run = said_of(found, NamedNode(Iris().run("0.1.0")))
    assert run[named("rdf:type")] == {named("prov:Activity")}
    assert run[named("prov:wasAssociatedWith")] == {NamedNode(Iris().software("0.1.0"))}
    assert Triple(NamedNode(Iris().software("0.1.0")), named("rdf:type"), named("prov:SoftwareAgent")) in found


def test_the_plain_profile_has_facts_and_descriptions_alone(small_graph: Graph) -> None:
    plain, full = set(triples(small_graph, profile=Profile.PLAIN)), set(triples(small_graph))
    assert VARIANT in plain
    evidence = {t.subject for t in full if (t.predicate, t.object) == (named("rdf:type"), named("prov:Entity"))}
    run = {NamedNode(Iris().run("0.1.0")), NamedNode(Iris().software("0.1.0"))}
    assert plain == {t for t in full if t.subject not in evidence | run}


def test_rdf_1_2_reifies_the_triple_itself(small_graph: Graph) -> None:
    new, old = set(triples(small_graph, profile=Profile.RDF12)), set(triples(small_graph))
    reified = {t.subject: t.object for t in new if t.predicate == named("rdf:reifies")}
    parts = {subject: [next(t.object for t in old if (t.subject, t.predicate) == (subject, named(f"rdf:{part}")))
                       for part in ("subject", "predicate", "object")]
             for subject in {t.subject for t in old if t.object == named("rdf:Statement")}}  # fmt: skip
    assert {subject: list(triple) for subject, triple in reified.items()} == parts
    assert named("rdf:Statement") not in {t.object for t in new}


@pytest.mark.parametrize(("render", "form"), [pair for pair in FORMATS if pair[0] is not render_jsonld])
def test_rdf_1_2_is_read_from_every_format(small_graph: Graph, render: Render, form: RdfFormat) -> None:
    assert read(whole(render, small_graph, profile=Profile.RDF12), form) == set(
        triples(small_graph, profile=Profile.RDF12)
    )


def test_the_quads_profile_differs_from_evidence_in_its_graphs_alone(small_graph: Graph) -> None:
    assert {quad.triple for quad in quads(small_graph, profile=Profile.QUADS)} == set(triples(small_graph))


def test_a_rule_without_text_is_in_no_paper_s_graph() -> None:
    graph = variant(Evidence("", 0, 0, "", "name-shape", 0.6))
    assert {quad.graph_name for quad in quads(graph)} == {quad.graph_name for quad in quads(Graph.from_facts([], []))}
    assert {quad.triple for quad in quads(graph)} == set(triples(graph))


def test_nothing_is_lost_when_a_paper_is_cited_but_absent() -> None:
    graph = variant(Evidence("paper:gone", 3, 9, "a variant", "cue", 0.6))
    found = set(triples(graph))
    assert {quad.triple for quad in quads(graph)} == found
    assert Literal("a variant") in [t.object for t in found if t.predicate == named("pk:sentence")]


def test_hostile_text_comes_back_as_it_was(small_graph: Graph) -> None:
    title = small_graph.node("paper:t-hostile").attributes["title"]
    for render, form, _ in TRIPLE_FORMATS:
        found = rdflib.Graph().parse(data=whole(render, small_graph), format=form)
        assert str(found.value(rdflib.URIRef(f"{BASE}paper/t-hostile"), rdflib.DCTERMS.title)) == title


@settings(deadline=None)
@given(title=TEXT, abstract=TEXT, venue=TEXT, url=TEXT)
def test_any_text_gives_the_same_triples_in_every_format(title: str, abstract: str, venue: str, url: str) -> None:
    graph = one_paper(title, abstract=abstract, venue=venue, url=url)
    meant = set(triples(graph))
    assert read(whole(render_turtle, graph), RdfFormat.TURTLE) == meant
    assert read(whole(render_trig, graph), RdfFormat.TRIG) == meant
    assert isinstance(json.loads(whole(render_jsonld, graph)), dict)
    kept = "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in title)
    assert said_of(meant, node("paper:p"))[named("dcterms:title")] == {Literal(kept)}
