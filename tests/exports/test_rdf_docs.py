"""The page on RDF is under test: it tells of every term and prefix, and its queries find something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from exports.iris import prefixes
from exports.sparql import query
from exports.vocabulary import CLASSES, PROPERTIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^([^\n]*):\n\n```sparql\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.build([str(ROOT / "examples" / "papers.jsonl")])


def test_the_page_has_every_term_of_our_own_with_its_meaning_and_no_other() -> None:
    rows = re.findall(r"^\| `pk:(\w+)` \| (.*?) \|", PAGE, flags=re.MULTILINE)
    assert rows == [(local, own.comment) for local, own in {**CLASSES, **PROPERTIES}.items()]
    assert set(re.findall(r"\bpk:(\w+)", PAGE)) == {*CLASSES, *PROPERTIES}


def test_the_page_has_every_prefix() -> None:
    assert dict(re.findall(r"^\| `(\w+):` \| `(.*?)` \|$", PAGE, flags=re.MULTILINE)) == prefixes()


def test_the_page_has_six_queries() -> None:
    assert len(QUERIES) == 6


@pytest.mark.parametrize(("title", "asked"), QUERIES, ids=[title[:30] for title, _ in QUERIES])
def test_each_query_finds_something(graph: kg.Graph, title: str, asked: str) -> None:
    answer = query(graph, asked)
    assert len(answer.rows) >= 3, title
    assert len(set(answer.rows)) == len(answer.rows)


def test_the_queries_find_what_they_say(graph: kg.Graph) -> None:
    family, datasets, compared, task, results, first = (query(graph, asked).rows for _, asked in QUERIES)
    assert {"AdaLoRA", "DoRA"} <= {row[0] for row in family}
    assert "GLUE" in {row[0] for row in datasets}
    assert all("GPTQ" in row[1] for row in compared)
    assert {"OmniQuant", "SpQR"} <= {row[0] for row in compared}
    assert all(row[0].isdigit() for row in task)
    assert all(re.fullmatch(r"-?[\d.]+", row[4]) for row in results)
    assert ("LoRA", "2021") in first
