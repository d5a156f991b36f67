"""Evidence as RDF: what is stated, where, how surely, by which rule, and from which run."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdf_readers import named, said_of, whole

from exports.iris import Iris
from exports.profiles import Profile
from exports.rdf import triples
from exports.serialise import render_turtle
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

TEXT = "LoRA-GA\nLoRA-GA is a variant of LoRA. It is quick."
SENTENCE = "LoRA-GA is a variant of LoRA."


def variant(*pieces: Evidence) -> Graph:
    paper = Node("paper:p", NodeKind.PAPER, "LoRA-GA", {"title": "LoRA-GA", "abstract": TEXT.partition("\n")[2]})
    nodes = [paper, *(Node(f"method:{key}", NodeKind.METHOD, key) for key in ("lora", "lora-ga"))]
    return Graph.from_facts(nodes, [Fact("method:lora-ga", Predicate.VARIANT_OF, "method:lora", pieces)])


def iri_of(piece: Evidence) -> NamedNode:
    return NamedNode(Iris().evidence("method:lora-ga", "variant_of", "method:lora", piece))


def said(piece: Evidence, profile: Profile = Profile.EVIDENCE) -> dict[str, set[str]]:
    """What is said of this piece: values by prefixed name."""
    found = said_of(triples(variant(piece), profile=profile), iri_of(piece))
    names = ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "rdf:reifies", "pk:confidence", "pk:rule",
             "pk:sentence", "prov:wasDerivedFrom", "prov:wasGeneratedBy", "oa:start", "oa:end", "oa:exact")  # fmt: skip
    shown = {name: {getattr(value, "value", str(value)) for value in found.pop(named(name), set())} for name in names}
    assert not found
    return {name: values for name, values in shown.items() if values}


def test_every_piece_can_be_followed_to_its_characters(small_graph: Graph) -> None:
    store = rdflib.Graph().parse(data=whole(render_turtle, small_graph), format="turtle")
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


def test_a_piece_with_a_place_is_a_statement_an_entity_and_a_selector() -> None:
    start = TEXT.index(SENTENCE)
    found = said(Evidence("paper:p", start, start + len(SENTENCE), SENTENCE, "cue", 0.7))
    base = Iris().base
    assert found == {
        "rdf:type": {named(name).value for name in ("rdf:Statement", "prov:Entity", "oa:TextPositionSelector",
                                                    "oa:TextQuoteSelector")},
        "rdf:subject": {f"{base}method/lora-ga"},
        "rdf:predicate": {named("pk:variantOf").value},
        "rdf:object": {f"{base}method/lora"},
        "pk:confidence": {"0.7"},
        "pk:rule": {"cue"},
        "prov:wasDerivedFrom": {f"{base}paper/p"},
        "prov:wasGeneratedBy": {f"{base}run/unknown"},
        "oa:start": {str(start)},
        "oa:end": {str(start + len(SENTENCE))},
        "oa:exact": {SENTENCE},
    }  # fmt: skip


def test_rdf_1_2_says_the_triple_in_one() -> None:
    start = TEXT.index(SENTENCE)
    found = said(Evidence("paper:p", start, start + len(SENTENCE), SENTENCE, "cue", 0.7), Profile.RDF12)
    assert {"rdf:subject", "rdf:predicate", "rdf:object"}.isdisjoint(found)
    assert len(found["rdf:reifies"]) == 1
    assert named("rdf:Statement").value not in found["rdf:type"]


def test_the_sentence_is_told_where_it_says_more_than_the_words() -> None:
    start = TEXT.index("a variant of")
    found = said(Evidence("paper:p", start, start + 12, SENTENCE, "cue", 0.7))
    assert (found["oa:exact"], found["pk:sentence"]) == ({"a variant of"}, {SENTENCE})


@pytest.mark.parametrize("longer", [0, 1])
def test_space_at_the_end_of_the_words_does_not_make_a_sentence_say_more(longer: int) -> None:
    start = TEXT.index(SENTENCE)
    found = said(Evidence("paper:p", start, start + len(SENTENCE) + longer, SENTENCE, "cue", 0.7))
    assert "pk:sentence" not in found


def test_a_rule_without_text_is_evidence_without_a_place() -> None:
    found = said(Evidence("", 0, 0, "", "name-shape", 0.6))
    assert {"prov:wasDerivedFrom", "oa:start", "oa:end", "oa:exact", "pk:sentence"}.isdisjoint(found)
    assert found["rdf:type"] == {named("rdf:Statement").value, named("prov:Entity").value}


def test_pieces_that_differ_in_score_alone_become_the_surest() -> None:
    pieces = tuple(Evidence("", 0, 0, "", "name-shape", score) for score in (0.6, 0.3))
    sure = [t.object.value for t in triples(variant(*pieces)) if t.predicate == named("pk:confidence")]
    assert sure == ["0.6"]


def test_pieces_come_by_their_iri_whatever_their_order() -> None:
    pieces = [Evidence("", 0, 0, "", rule, 0.5) for rule in "abcdef"]
    kinds = (named("rdf:type"), named("rdf:Statement"))
    orders = [
        [t.subject.value for t in triples(variant(*order)) if (t.predicate, t.object) == kinds]
        for order in (pieces, pieces[::-1])
    ]
    assert orders[0] == orders[1] == sorted(iri_of(piece).value for piece in pieces)
