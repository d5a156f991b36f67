"""Authors, venues and years are attributes, and nodes for whoever asks."""

from __future__ import annotations

import networkx
import pytest

from extractors.errors import UnknownNameError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind


def paper(number: int, **attributes: str | int | tuple[str, ...]) -> Node:
    return Node(f"paper:{number}", NodeKind.PAPER, f"Paper {number}", {"title": f"Paper {number}", **attributes})


GRAPH = Graph.from_facts(
    [
        paper(1, authors=("Renée Dubois", "Jan van der Meer"), venue="ICLR 2021", year=2021),
        paper(2, authors=("Dubois, Renée", "renee dubois"), venue="iclr", year=2021),
        paper(3, authors=("Renée Dubois",), venue="2021"),
        Node("method:lora", NodeKind.METHOD, "LoRA", {"year": 2021}),
    ],
    [],
)


def test_papers_meet_in_whoever_wrote_them_however_spelt() -> None:
    joined = GRAPH.nx_with("authors")
    assert joined.nodes["author:renee-dubois"] == {"kind": "author", "label": "Renée Dubois"}
    assert sorted(joined.predecessors("author:renee-dubois")) == ["paper:1", "paper:2", "paper:3"]
    assert not any(name.startswith(("venue:", "year:")) for name in joined)


def test_venues_are_told_apart_without_their_years_and_years_by_themselves() -> None:
    joined = GRAPH.nx_with("venues", "years")
    added = [name for name in joined if name not in GRAPH.nx]
    assert added == ["venue:iclr", "year:2021"]
    assert sorted(joined.predecessors("year:2021")) == ["paper:1", "paper:2"]


def test_edges_are_like_every_edge_of_the_graph() -> None:
    edge = GRAPH.nx_with("years").edges["paper:1", "year:2021", "published_in"]
    assert (edge["kind"], edge["label"], edge["score"]) == ("published_in", "is published in", 0.99)
    assert [piece.paper for piece in edge["evidence"]] == ["paper:1"]


def test_the_graph_itself_stays_as_it_was() -> None:
    GRAPH.nx_with("authors", "venues", "years")
    assert len(GRAPH.nx) == 4
    assert networkx.is_isolate(GRAPH.nx, "paper:1")


def test_another_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="did you mean authors, venues, years"):
        GRAPH.nx_with("colours")
