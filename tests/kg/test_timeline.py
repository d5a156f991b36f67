from __future__ import annotations

import pytest

from extractors.errors import UnknownNameError
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate
from kg.timeline import YearOfUse


def graph_of(**years: int | None) -> Graph:
    """Papers of these years that name "a"; one whose name begins with "not" does not."""
    nodes = [Node("method:a", NodeKind.METHOD, "a"), Node("method:b", NodeKind.METHOD, "b")]
    nodes += [
        Node(f"paper:{p}", NodeKind.PAPER, p, {} if year is None else {"year": year}) for p, year in years.items()
    ]
    facts = [
        Fact(f"paper:{p}", Predicate.USES, "method:a", (Evidence(f"paper:{p}", 0, 1, "a", "test", 0.5),))
        for p in years
        if not p.startswith("not")
    ]
    return Graph.from_facts(nodes, facts)


def test_use_runs_without_gaps_from_the_first_year_to_the_last_of_the_graph() -> None:
    timeline = graph_of(not_this=2018, one=2019, two=2019, three=2021, nor_this=2021, not_last=2022).timeline("a")
    assert timeline.first_year == 2019
    assert timeline.first == ("paper:one", "paper:two")
    assert timeline.years == (
        YearOfUse(2019, 2, 2),
        YearOfUse(2020, 0, 0),
        YearOfUse(2021, 2, 2),
        YearOfUse(2022, 0, 1),
    )


def test_papers_without_a_year_are_counted_apart() -> None:
    timeline = graph_of(one=2020, two=None).timeline("a")
    assert (timeline.papers, timeline.undated, timeline.years) == (2, 1, (YearOfUse(2020, 1, 1),))


@pytest.mark.parametrize("name", ["a", "b"])
def test_without_a_year_nothing_is_first(name: str) -> None:
    timeline = graph_of(one=None, not_this=2020).timeline(name)
    assert (timeline.first_year, timeline.first, timeline.years) == (None, (), ())


def test_all_timelines_have_the_newest_first_and_leave_out_the_undated(example_graph: Graph) -> None:
    timelines = example_graph.timelines()
    order = [(-(timeline.first_year or 0), -timeline.papers, timeline.id) for timeline in timelines]
    assert order == sorted(order)
    assert len(timelines) == 100
    assert example_graph.timeline("LoRA") in example_graph.timelines(limit=10_000)
    assert [timeline.id for timeline in graph_of(one=2020).timelines()] == ["method:a"]


def test_the_years_of_an_example_add_up(example_graph: Graph) -> None:
    lora = example_graph.timeline("LoRA")
    assert lora.first_year == 2021
    assert lora.first == ("paper:arxiv:2106.09685",)
    assert sum(use.papers for use in lora.years) + lora.undated == lora.papers
    assert all(use.papers <= use.of for use in lora.years)


def test_an_unknown_concept_is_answered_with_the_nearest_names(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        small_graph.timeline("GLUEE")
