"""The page's tables: every node and fact once, sentences as places in the text, and what is drawn of them."""

from __future__ import annotations

import json
from typing import Any

from conftest import evidence
from hypothesis import given
from hypothesis import strategies as st

from exports.explorer.reading import read
from exports.explorer.tables import block, full_row, light_row, rules_of, whole_block, word_tables
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


def tables_of(graph: Graph) -> dict[str, Any]:
    """All tables of a page in one file, with a row for every node."""
    reading = read(graph)
    rows = [full_row(reading, row) for row in range(len(reading.nodes))]
    return {**word_tables(reading), **whole_block(reading, rules_of(reading)), "nodes": rows}


def one_paper(title: str, abstract: str, *pieces: Evidence) -> Graph:
    nodes = [
        Node("paper:p", NodeKind.PAPER, title, {"title": title, "abstract": abstract, "sources": ("secret.jsonl:1",)}),
        Node("method:m", NodeKind.METHOD, "M", {"aliases": ("M",)}),
    ]
    return Graph.from_facts(nodes, [Fact("paper:p", Predicate.USES, "method:m", pieces)])


def test_every_node_and_fact_has_one_row_in_the_graphs_order(small_graph: Graph) -> None:
    tables: dict[str, Any] = tables_of(small_graph)
    ids = [row[0] for row in tables["nodes"]]
    assert ids == [node.id for node in small_graph.nodes()]
    facts = [
        (ids[head], tables["predicates"][predicate][0], ids[tail]) for head, predicate, tail, _, _ in tables["facts"]
    ]
    assert facts == [(fact.head, fact.predicate.value, fact.tail) for fact in small_graph.facts()]


def test_every_sentence_can_be_read_back(small_graph: Graph) -> None:
    tables: dict[str, Any] = json.loads(json.dumps(tables_of(small_graph)))
    for row, fact in zip(tables["facts"], small_graph.facts(), strict=True):
        assert [(sentence, rule, score) for sentence, _, rule, score in told(tables, row)] == [
            (piece.sentence, piece.rule, piece.score) for piece in fact.evidence
        ]


@given(title=st.text(max_size=20), before=st.text(max_size=20), mention=st.text(min_size=1, max_size=8))
def test_a_mention_is_found_in_its_sentence_whatever_the_script(title: str, before: str, mention: str) -> None:
    sentence = f"{before}{mention} 𝐢𝐬 used."
    start = len(title) + 1 + len(before)
    graph = one_paper(title, sentence, Evidence("paper:p", start, start + len(mention), sentence, "test", 0.5))
    tables: dict[str, Any] = tables_of(graph)
    assert told(tables, tables["facts"][0])[0][:2] == (sentence, mention)


def test_a_sentence_that_the_text_has_not_is_kept_whole() -> None:
    tables: dict[str, Any] = tables_of(one_paper("T", "An abstract.", evidence("paper:p", "Said elsewhere.")))
    assert tables["sentences"] == [[1, "Said elsewhere."]]


def test_a_rule_without_text_has_no_sentence() -> None:
    tables: dict[str, Any] = tables_of(one_paper("T", "A.", Evidence("", 0, 0, "", "catalogue", 0.9)))
    assert told(tables, tables["facts"][0]) == [("", "", "catalogue", 0.9)]


def test_names_of_files_stay_at_home() -> None:
    assert "secret" not in json.dumps(tables_of(one_paper("T", "A.", evidence("paper:p", "A.", 2))))


def test_a_block_tells_of_its_rows_what_the_whole_tells(small_graph: Graph) -> None:
    reading = read(small_graph)
    rules, whole = rules_of(reading), tables_of(small_graph)
    for row in range(len(reading.nodes)):
        part: dict[str, Any] = block(reading, range(row, row + 1), rules)
        assert [fact[:4] for fact in part["facts"]] == [fact[:4] for fact in whole["facts"] if fact[0] == row]
        into = part["into"][0]
        assert list(zip(into[::3], into[1::3], into[2::3], strict=True)) == [
            (head, predicate, score) for head, predicate, tail, score, _ in whole["facts"] if tail == row
        ]


def test_a_sentence_of_a_paper_in_another_block_is_written_out() -> None:
    known = Evidence("paper:p", 2, 4, "A.", "test", 0.5)
    nodes = [
        Node("paper:p", NodeKind.PAPER, "T", {"abstract": "A."}),
        Node("method:m", NodeKind.METHOD, "M"),
        Node("method:n", NodeKind.METHOD, "N"),
    ]
    graph = Graph.from_facts(nodes, [Fact("method:m", Predicate.VARIANT_OF, "method:n", (known,))])
    reading = read(graph)
    part: dict[str, Any] = block(reading, range(0, 1), rules_of(reading))
    assert part["sentences"] == [[2, "A."]]


def test_a_light_row_has_names_and_year_but_no_abstract(small_graph: Graph) -> None:
    reading = read(small_graph)
    row = reading.row_of["paper:arxiv:2106.09685"]
    assert light_row(reading, row)[4] == {"year": 2021, "venue": "ICLR 2022"}


def test_what_is_touched_counts_papers_and_of_a_paper_concepts(small_graph: Graph) -> None:
    reading = read(small_graph)
    assert reading.touching[reading.row_of["method:lora"]] == 3
    assert reading.touching[reading.row_of["paper:arxiv:2106.09685"]] == 5
