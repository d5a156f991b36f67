"""What ``paperkg show`` has to say, in full and cut to what is shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from kg.builder import build
from kg.cli.card_text import LONGEST_SENTENCE, print_card
from kg.cli.cards import Card, concept_card, paper_card, source_card
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate
from kg.store import read_graph

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("cards")
    build([str(EXAMPLES)], folder)
    return read_graph(folder)


def cards(graph: Graph, limit: int | None) -> list[Card]:
    paper, source = next(graph.nodes(NodeKind.PAPER)), next(graph.nodes(NodeKind.REPOSITORY))
    return [
        concept_card(graph, graph.find("LoRA"), [], limit=limit),
        paper_card(graph, paper, limit=limit),
        source_card(graph, source, limit=limit),
    ]


def test_a_cut_card_begins_as_the_whole_and_counts_all(graph: Graph) -> None:
    for whole, cut in zip(cards(graph, None), cards(graph, 2), strict=True):
        assert whole.groups
        for all_of_it, some in zip(whole.groups, cut.groups, strict=True):
            assert (some.heading, some.total, some.said) == (all_of_it.heading, all_of_it.total, all_of_it.said[:2])
            assert all_of_it.total == len(all_of_it.said)


def test_the_best_evidence_of_each_fact_is_told_best_fact_first(graph: Graph) -> None:
    card = concept_card(graph, graph.find("LoRA"), [])
    used = next(group for group in card.groups if group.heading == "Used by")
    facts = {fact.head: fact for fact in graph.facts_about("method:lora") if fact.predicate == "uses"}
    assert {said.id for said in used.said} == set(facts)
    assert [said.score for said in used.said] == sorted((fact.score for fact in facts.values()), reverse=True)
    for said in used.said:
        assert said.evidence.score == max(piece.score for piece in facts[said.id].evidence)
        assert said.label == graph.node(said.id).label


def test_json_has_lists_numbers_and_ids_where_the_text_has_a_line(small_graph: Graph) -> None:
    lora, pro = (concept_card(small_graph, small_graph.node(name), []) for name in ("method:lora", "method:lora-pro"))
    paper = paper_card(small_graph, small_graph.node("paper:arxiv:2407.18242"))
    result = source_card(small_graph, small_graph.node("result:2407-1"))
    assert lora.to_json()["about"] == {
        "id": "method:lora",
        "also written": ["Low-Rank Adaptation"],
        "year": 2021,
        "link": "arxiv:2106.09685",
        "a variant of": [],
    }
    assert pro.to_json()["about"]["a variant of"] == [{"id": "method:lora", "name": "LoRA", "score": 0.8}]
    assert paper.to_json()["about"]["year"] == 2024
    assert paper.to_json()["about"]["authors"] == ["Z. Wang", "J. Liang"]
    assert result.to_json()["about"]["number"] == 5.69
    assert lora.lines() == (
        ("id", "method:lora"),
        ("also written", "Low-Rank Adaptation"),
        ("year", "2021"),
        ("link", "arxiv:2106.09685"),
    )
    assert pro.lines() == (("id", "method:lora-pro"), ("a variant of", "LoRA"))
    assert pro.lines(0.9) == (("id", "method:lora-pro"),)
    assert dict(paper.lines())["authors"] == "Z. Wang, J. Liang"


def printed_family(graph: Graph, limit: int, least: float = 0.0) -> list[str]:
    written = io.StringIO()
    print_card(Console(file=written, width=200), Card(graph.find("a"), (), (), family=graph.family("a")), limit, least)
    shown = written.getvalue().splitlines()
    return shown[shown.index("Family") + 1 :]


def test_of_a_large_family_the_likeliest_of_the_most_named_are_shown_and_the_others_counted() -> None:
    names = [f"v{number:02}" for number in range(15)]
    papers = dict.fromkeys(names, 1) | {"v07": 5, "v14": 5, "below v14": 3}
    nodes = [Node(name, NodeKind.METHOD, name) for name in ("a", *papers)]
    nodes += [Node(f"paper:{number}", NodeKind.PAPER, "") for number in range(5)]
    facts = [
        Fact(f"paper:{number}", Predicate.USES, name, (Evidence(f"paper:{number}", 0, 1, "", "cue", 0.9),))
        for name, count in papers.items()
        for number in range(count)
    ]
    for name in papers:
        piece = Evidence("", 0, 0, "", "catalogue", 0.1 if name == "v07" else 0.9)
        facts.append(Fact(name, Predicate.VARIANT_OF, "v14" if name == "below v14" else "a", (piece,)))
    graph = Graph.from_facts(nodes, facts)
    cut = [line.strip("├└─│ ").partition("  ")[0] for line in printed_family(graph, 1)]
    assert cut == ["a", "v14", "below v14", *names[:7], *names[8:11], "… and 4 more (--limit)"]
    assert len(printed_family(graph, 2)) == 1 + len(papers)
    assert printed_family(graph, 2, 0.5)[-1] == "└── … and 1 less sure than 0.5 (--min-score)"


def test_of_a_long_sentence_the_part_is_quoted_that_names_what_it_is_about() -> None:
    paper, long = Node("paper:1", NodeKind.PAPER, "A title"), f"{'Many words ' * 40}about Folding {'and others ' * 40}."
    piece = Evidence("paper:1", 0, 7, long, "cue", 0.9)
    graph = Graph.from_facts(
        [paper, Node("fold", NodeKind.METHOD, "folding")], [Fact(paper.id, Predicate.USES, "fold", (piece,))]
    )
    written = io.StringIO()
    print_card(Console(file=written, width=500), concept_card(graph, graph.find("fold"), []), 8)
    (quoted,) = [line.strip() for line in written.getvalue().splitlines() if "about" in line]
    assert quoted.startswith("“…")
    assert quoted.endswith("…”")
    assert "about Folding and" in quoted
    assert len(quoted) <= LONGEST_SENTENCE + 2


def test_what_is_below_a_concept_of_two_places_is_shown_at_one_of_them() -> None:
    nodes = [Node(name, NodeKind.METHOD, name) for name in "abcde"]
    edges = [("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d")]
    facts = [Fact(head, Predicate.VARIANT_OF, tail, (Evidence("", 0, 0, "", "rule", 0.9),)) for head, tail in edges]
    facts.append(Fact("paper:1", Predicate.USES, "d", (Evidence("paper:1", 0, 1, "", "cue", 0.9),)))
    graph = Graph.from_facts([*nodes, Node("paper:1", NodeKind.PAPER, "")], facts)
    shown = [line.strip("├└─│ ").partition("  ")[0] for line in printed_family(graph, 8)]
    assert shown == ["a", "b", "d", "e", "c", "d", "… as elsewhere in this tree"]
