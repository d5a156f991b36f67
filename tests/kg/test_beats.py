from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.errors import UnknownNameError
from extractors.types import Extraction
from kg.graph import Graph
from kg.plan.keeping import graph_from


@pytest.fixture
def graph(read: Callable[..., list[Extraction]]) -> Graph:
    return graph_from(
        read(
            "We propose LoRA-GA, a method. LoRA-GA outperforms LoRA by 5.69% on GLUE.",
            "We introduce DoRA. DoRA outperforms LoRA on\n  ImageNet. It is simple.",
            "We introduce AdaLoRA. AdaLoRA is compared with LoRA on GLUE, where both do well.",
        )
    )


def won(graph: Graph, **asked: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(win.winner_name, win.loser_name, win.datasets, win.margin) for win in graph.beats(**asked)]


def test_a_win_is_told_with_data_set_margin_and_sentence(graph: Graph) -> None:
    assert won(graph) == [("DoRA", "LoRA", ("ImageNet",), ""), ("LoRA-GA", "LoRA", ("GLUE",), "5.69%")]
    win = graph.beats()[1]
    assert (win.paper, win.sentence) == ("paper:p1", "LoRA-GA outperforms LoRA by 5.69% on GLUE.")


def test_to_be_compared_is_not_to_be_beaten(graph: Graph) -> None:
    assert "AdaLoRA" not in {name for winner, loser, *_ in won(graph) for name in (winner, loser)}


def test_wins_of_or_over_a_method_and_on_a_data_set_can_be_asked_for(graph: Graph) -> None:
    assert len(won(graph, method="LoRA")) == 2
    assert won(graph, method="DoRA") == [("DoRA", "LoRA", ("ImageNet",), "")]
    assert won(graph, dataset="GLUE") == [("LoRA-GA", "LoRA", ("GLUE",), "5.69%")]
    assert won(graph, method="DoRA", dataset="GLUE") == []


def test_nothing_is_concluded_from_two_papers(graph: Graph) -> None:
    assert {(winner, loser) for winner, loser, *_ in won(graph)} == {("DoRA", "LoRA"), ("LoRA-GA", "LoRA")}


def test_an_unknown_name_is_answered_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="LoRA"):
        graph.beats(method="LoRAA")


def test_offsets_that_fit_no_text_claim_nothing(small_graph: Graph) -> None:
    assert small_graph.beats() == []


def test_every_win_of_the_examples_is_in_its_paper(example_graph: Graph) -> None:
    wins = example_graph.beats()
    assert len(wins) >= 30
    assert wins == sorted(set(wins), key=wins.index)
    for win in wins:
        abstract = " ".join(str(example_graph.node(win.paper).attributes["abstract"]).split())
        assert win.sentence in abstract
        assert win.winner != win.loser
        for concept in (win.winner, win.loser):
            assert example_graph.nx.has_edge(win.paper, concept)
