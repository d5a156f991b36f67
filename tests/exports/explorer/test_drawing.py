"""What the map shows: papers and what they share or, of a large graph, the best known concepts and what they meet."""

from __future__ import annotations

import pytest
from conftest import evidence

from exports.explorer import drawing
from exports.explorer.drawing import choose_drawn
from exports.explorer.reading import read
from kg.facts import Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def test_a_small_graph_is_drawn_whole_but_for_results(small_graph: Graph) -> None:
    reading = read(small_graph)
    kinds = {reading.nodes[row].kind for row in choose_drawn(reading).rows}
    assert kinds == set(NodeKind) - {NodeKind.RESULT}


def test_two_nodes_are_joined_once_by_the_strongest_statement(small_graph: Graph) -> None:
    pairs = [frozenset((line.head, line.tail)) for line in choose_drawn(read(small_graph)).lines]
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
    reading = read(graph)
    assert (concept in {reading.nodes[row].id for row in choose_drawn(reading).rows}) is drawn


@pytest.fixture
def meeting_graph() -> Graph:
    """Five papers; three name A and B, two name C, and one names all."""
    named = {0: "AB", 1: "AB", 2: "ABC", 3: "C", 4: "C"}
    papers = [Node(f"paper:{number}", NodeKind.PAPER, f"P{number}", {"abstract": "A."}) for number in named]
    concepts = [Node(f"method:{name.lower()}", NodeKind.METHOD, name) for name in "ABC"]
    facts = [
        Fact(f"paper:{number}", Predicate.USES, f"method:{name.lower()}", (evidence(f"paper:{number}", "A."),))
        for number, names in named.items()
        for name in names
    ]
    return Graph.from_facts([*papers, *concepts], facts)


def test_of_a_graph_too_large_concepts_alone_are_drawn_joined_where_they_meet(
    meeting_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 3)
    reading = read(meeting_graph)
    chosen = choose_drawn(reading)
    assert not chosen.with_papers
    assert [reading.nodes[row].label for row in chosen.rows] == ["A", "B", "C"]
    assert [(reading.nodes[line.head].label, reading.nodes[line.tail].label) for line in chosen.lines] == [("A", "B")]
    assert chosen.lines[0].predicate == -1


def test_the_best_known_concepts_are_drawn_when_there_are_too_many(
    meeting_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 3)
    monkeypatch.setattr(drawing, "CONCEPTS", 2)
    reading = read(meeting_graph)
    assert [reading.nodes[row].label for row in choose_drawn(reading).rows] == ["A", "B"]
