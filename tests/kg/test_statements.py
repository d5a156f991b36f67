from __future__ import annotations

import networkx
import pytest
from by_hand import Kept

from extractors.types import Extraction, Link, LinkKind, Paper, Span
from kg.facts import Fact
from kg.graph import Graph
from kg.plan.keeping import graph_from
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate, allows
from kg.statements import link_node_id


def test_every_fact_is_allowed_by_the_schema(example_kept: Kept) -> None:
    kinds = {node.id: node.kind for node in example_kept.nodes}
    assert len(example_kept.facts) > 1000
    assert all(allows(kinds[fact.head], fact.predicate, kinds[fact.tail]) for fact in example_kept.facts)


def test_every_fact_stands_once_and_has_evidence(example_kept: Kept) -> None:
    keys = [(fact.head, fact.predicate, fact.tail) for fact in example_kept.facts]
    assert len(set(keys)) == len(keys)
    assert all(fact.evidence == tuple(sorted(set(fact.evidence))) and fact.evidence for fact in example_kept.facts)


def test_evidence_is_found_where_it_says(example_kept: Kept) -> None:
    papers = {f"paper:{extraction.paper.id}": extraction.paper for extraction in example_kept.extractions}
    pieces = [piece for fact in example_kept.facts for piece in fact.evidence if piece.sentence]
    assert len(pieces) > 1000
    for piece in pieces:
        said = " ".join(papers[piece.paper].text[piece.start : piece.end].split())
        assert said
        assert said in piece.sentence
        assert piece.sentence in " ".join(papers[piece.paper].text.split())


def test_a_concept_is_named_at_the_evidence_for_its_role(example_kept: Kept) -> None:
    papers = {f"paper:{extraction.paper.id}": extraction.paper for extraction in example_kept.extractions}
    nodes = {node.id: node for node in example_kept.nodes}
    for fact in example_kept.facts:
        if nodes[fact.head].kind is NodeKind.PAPER and nodes[fact.tail].kind in CONCEPT_KINDS:
            said = {papers[piece.paper].text[piece.start : piece.end] for piece in fact.evidence}
            aliases: list[str] = list(nodes[fact.tail].attributes["aliases"])  # type: ignore[call-overload]
            assert all(any(alias.endswith(text) for alias in aliases) for text in said)  # "LLaMA-7B/13B" has "13B"


def test_only_a_rule_without_text_has_no_sentence(example_kept: Kept) -> None:
    silent = [(fact, piece) for fact in example_kept.facts for piece in fact.evidence if not piece.sentence]
    assert {fact.predicate for fact, piece in silent if not piece.paper} <= {Predicate.VARIANT_OF}
    assert {fact.predicate for fact, piece in silent if piece.paper} <= {Predicate.HAS_CODE, Predicate.CITES_CODE}
    assert all((piece.start, piece.end) == (0, 0) for _, piece in silent)


def test_papers_connect_through_shared_concepts(example_graph: Graph) -> None:
    parts = networkx.connected_components(example_graph.nx.to_undirected(as_view=True))
    papers = [sum(node.startswith("paper:") for node in part) for part in parts]
    assert max(papers) > 0.9 * sum(papers)


def facts_of(extraction: Extraction, predicate: Predicate) -> list[Fact]:
    return list(graph_from([extraction]).facts(predicate))


@pytest.mark.parametrize(
    ("kind", "own", "predicate"),
    [
        (LinkKind.REPOSITORY, True, Predicate.HAS_CODE),
        (LinkKind.REPOSITORY, False, Predicate.CITES_CODE),
        (LinkKind.PROJECT_PAGE, True, Predicate.HAS_PAGE),
        (LinkKind.HF_MODEL, False, Predicate.CITES_PAGE),
    ],
)
def test_a_link_is_the_paper_s_own_or_cited(kind: LinkKind, own: bool, predicate: Predicate) -> None:
    link = Link("https://github.com/Owner/Name", kind, own, Span(2, 11), "test", 0.9)
    extraction = Extraction(Paper("p", "T", "See there."), (Span(0, 12),), links=(link,))
    (fact,) = facts_of(extraction, predicate)
    assert (fact.head, fact.tail) == ("paper:p", link_node_id(link))
    assert fact.evidence[0].sentence == "T See there."


def test_a_repository_is_one_whatever_its_case() -> None:
    links = [Link(f"https://github.com/{name}", LinkKind.REPOSITORY, True, None, "r", 0.9) for name in ("A/b", "a/B")]
    assert {link_node_id(link) for link in links} == {"repository:github.com/a/b"}


def test_a_result_has_its_number_and_its_ends(example_graph: Graph) -> None:
    results = list(example_graph.nodes(NodeKind.RESULT))
    assert results
    for result in results:
        assert result.attributes["value"] in result.attributes["sentence"]  # type: ignore[operator]
        assert list(example_graph.facts_about(result.id, Predicate.REPORTS))
        if "number" in result.attributes:
            assert f"{result.attributes['number']:g}" in str(result.attributes["value"]).replace(",", "")


def test_what_is_unknown_of_a_paper_is_left_out() -> None:
    graph = graph_from([Extraction(Paper("p", "T", "A."), (Span(0, 4),))])
    assert graph.node("paper:p").attributes == {"title": "T", "abstract": "A.", "sources": ()}
