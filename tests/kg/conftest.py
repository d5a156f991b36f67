"""What the tests of the graph share: the example papers, read once, and short abstracts read by the real extractors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from by_hand import Kept

from extractors.pipeline import extract
from extractors.types import Extraction, Paper
from kg.builder import extract_inputs
from kg.graph import Graph
from kg.plan.keeping import graph_from
from kg.resolve import resolve

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"

Reader: TypeAlias = Callable[..., list[Extraction]]


@pytest.fixture(scope="session")
def example_file() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def examples() -> list[Extraction]:
    extractions, _, _ = extract_inputs([str(EXAMPLES)])
    return extractions


@pytest.fixture(scope="session")
def example_graph(examples: list[Extraction]) -> Graph:
    return graph_from(examples)


@pytest.fixture(scope="session")
def example_kept(examples: list[Extraction], example_graph: Graph) -> Kept:
    nodes, facts = tuple(example_graph.nodes()), tuple(example_graph.facts())
    return Kept(tuple(examples), nodes, facts, resolve(examples).merges, example_graph.about)


@pytest.fixture
def read() -> Reader:
    """Abstracts to extractions; the papers are p1, p2, … and the abstracts say all."""

    def read_abstracts(*abstracts: str) -> list[Extraction]:
        return [extract(Paper(f"p{number}", "A paper", text)) for number, text in enumerate(abstracts, 1)]

    return read_abstracts
