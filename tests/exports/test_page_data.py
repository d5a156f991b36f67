"""The page's tables: every node and fact once, sentences as places in the text, and what is drawn of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import evidence
from hypothesis import given
from hypothesis import strategies as st

from exports.page_data import choose_drawn, page_tables
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def units(text: str, start: int, end: int) -> str:
    """A slice as JavaScript would take it."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def told(tables: dict[str, Any], fact: list[Any]) -> list[tuple[str, str, str, float]]:
    """A fact's evidence as sentence, highlighted stretch, rule and score, read as the page reads it."""
    pieces = []
    for at in range(0, len(fact[4]), 5):
        number, start, end, rule, score = fact[4][at : at + 5]
        sentence = "" if number < 0 else sentence_text(tables, tables["sentences"][number])
        pieces.append((sentence, units(sentence, start, end), tables["rules"][rule], score))
    return pieces


def sentence_text(tables: dict[str, Any], row: list[Any]) -> str:
    if isinstance(row[1], str):
        return row[1]
    _, _, label, _, attributes = tables["nodes"][row[0]]
    return units(f"{attributes.get('title', label)}\n{attributes.get('abstract', '')}", row[1], row[2])


def one_paper(title: str, abstract: str, *pieces: Evidence) -> Graph:
    nodes = [
        Node("paper:p", NodeKind.PAPER, title, {"title": title, "abstract": abstract, "sources": ("secret.jsonl:1",)}),
        Node("method:m", NodeKind.METHOD, "M", {"aliases": ("M",)}),
    ]
    return Graph.from_facts(nodes, [Fact("paper:p", Predicate.USES, "method:m", pieces)])


def test_every_node_and_fact_has_one_row_in_the_graphs_order(small_graph: Graph) -> None:
    tables: dict[str, Any] = page_tables(small_graph)
    ids = [row[0] for row in tables["nodes"]]
    assert ids == [node.id for node in small_graph.nodes()]
    facts = [
        (ids[head], tables["predicates"][predicate][0], ids[tail]) for head, predicate, tail, _, _ in tables["facts"]
    ]
    assert facts == [(fact.head, fact.predicate.value, fact.tail) for fact in small_graph.facts()]


def test_every_sentence_can_be_read_back(small_graph: Graph) -> None:
    tables: dict[str, Any] = json.loads(json.dumps(page_tables(small_graph)))
    for row, fact in zip(tables["facts"], small_graph.facts(), strict=True):
        assert [(sentence, rule, score) for sentence, _, rule, score in told(tables, row)] == [
            (piece.sentence, piece.rule, piece.score) for piece in fact.evidence
        ]


@given(title=st.text(max_size=20), before=st.text(max_size=20), mention=st.text(min_size=1, max_size=8))
def test_a_mention_is_found_in_its_sentence_whatever_the_script(title: str, before: str, mention: str) -> None:
    sentence = f"{before}{mention} 𝐢𝐬 used."
    start = len(title) + 1 + len(before)
    graph = one_paper(title, sentence, Evidence("paper:p", start, start + len(mention), sentence, "test", 0.5))
    tables: dict[str, Any] = page_tables(graph)
    assert told(tables, tables["facts"][0])[0][:2] == (sentence, mention)


def test_a_sentence_that_the_text_has_not_is_kept_whole() -> None:
    tables: dict[str, Any] = page_tables(one_paper("T", "An abstract.", evidence("paper:p", "Said elsewhere.")))
    assert tables["sentences"] == [[1, "Said elsewhere."]]


def test_a_rule_without_text_has_no_sentence() -> None:
    tables: dict[str, Any] = page_tables(one_paper("T", "A.", Evidence("", 0, 0, "", "catalogue", 0.9)))
    assert told(tables, tables["facts"][0]) == [("", "", "catalogue", 0.9)]


def test_names_of_files_stay_at_home() -> None:
    assert "secret" not in json.dumps(page_tables(one_paper("T", "A.", evidence("paper:p", "A.", 2))))


def test_a_small_graph_is_drawn_whole_but_for_results(small_graph: Graph) -> None:
    drawing = choose_drawn(small_graph)
    assert {node.kind for node in drawing.nodes} == set(NodeKind) - {NodeKind.RESULT}


def test_two_nodes_are_joined_once_by_the_strongest_statement(small_graph: Graph) -> None:
    drawing = choose_drawn(small_graph)
    pairs = [frozenset((edge.head, edge.tail)) for edge in drawing.edges]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("concept", "drawn"), [("method:shared", True), ("method:introduced", True), ("method:once", False)]
)
def test_of_a_large_graph_what_is_shared_or_introduced_is_drawn(concept: str, drawn: bool) -> None:
    papers = [Node(f"paper:{number}", NodeKind.PAPER, f"Paper {number}", {"abstract": "A."}) for number in range(200)]
    concepts = [Node(f"method:{name}", NodeKind.METHOD, name) for name in ("shared", "introduced", "once")]
    said = (evidence("paper:0", "A."),)
    facts = [
        Fact("paper:0", Predicate.USES, "method:shared", said),
        Fact("paper:1", Predicate.USES, "method:shared", said),
        Fact("paper:0", Predicate.INTRODUCES, "method:introduced", said),
        Fact("paper:0", Predicate.USES, "method:once", said),
    ]
    graph = Graph.from_facts([*papers, *concepts], facts)
    names = [node.id for node in graph.nodes()]
    assert (concept in {names[node.row] for node in choose_drawn(graph).nodes}) is drawn
