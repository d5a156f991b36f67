from __future__ import annotations

from typing import Any

import pytest

from extractors.errors import UnknownNameError
from kg.graph import Graph

PRO, BASE, BAD = "paper:arxiv:2407.18242", "paper:arxiv:2106.09685", "paper:t-hostile"


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ({}, [BASE, PRO, BAD]),
        ({"introduces": "LoRA-Pro"}, [PRO]),
        ({"uses": "LoRA"}, [PRO]),
        ({"uses": "GLUE"}, [BASE, PRO]),
        ({"compares_with": "LoRA"}, []),
        ({"evaluated_on": "GLUE"}, [BASE, PRO]),
        ({"task": "fine-tuning"}, [BASE]),
        ({"metric": "accuracy"}, [BASE]),
        ({"mentions": "LoRA"}, [BASE, PRO, BAD]),
        ({"with_code": True}, [PRO]),
        ({"with_code": False}, [BASE, BAD]),
        ({"year": 2021}, [BASE]),
        ({"venue": "iclr"}, [BASE]),
        ({"introduces": "LoRA", "variants": True}, [BASE, PRO]),
        ({"uses": "LoRA", "evaluated_on": "GLUE", "with_code": True}, [PRO]),
        ({"evaluated_on": "GLUE", "year": 2024, "venue": "ICLR"}, []),
    ],
)
def test_papers_that_fulfil_all_that_is_asked(small_graph: Graph, question: dict[str, Any], papers: list[str]) -> None:
    assert [paper.id for paper in small_graph.papers(**question)] == papers


def test_a_variant_s_own_variants_count_too(example_graph: Graph) -> None:
    alone = {paper.id for paper in example_graph.papers(introduces="LoRA")}
    family = {paper.id for paper in example_graph.papers(introduces="LoRA", variants=True)}
    assert alone < family
    assert "paper:arxiv:2310.08659" in family  # LoftQ, a variant of QLoRA


def test_a_name_the_graph_has_not_offers_the_nearest(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError) as told:
        small_graph.papers(evaluated_on="GLUEE")
    assert told.value.nearest == ("GLUE",)


def test_a_task_is_looked_for_among_tasks_only(small_graph: Graph) -> None:
    with pytest.raises(UnknownNameError):
        small_graph.papers(task="LoRA")
