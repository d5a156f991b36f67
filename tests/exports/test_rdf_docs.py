"""The page on RDF is under test: it tells of every term and prefix, and its queries find something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from exports.iris import prefixes
from exports.profiles import Profile
from exports.publication import publish
from exports.sparql import query
from exports.vocabulary import CLASSES, IN_WORDS, PROPERTIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^([^\n]*):\n\n```sparql\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def graph(demo_graph: kg.Graph) -> kg.Graph:
    return demo_graph


def test_the_page_has_every_term_of_our_own_with_its_meaning_and_no_other() -> None:
    rows = re.findall(r"^\| `pk:(\w+)` \| (.*?) \|", PAGE, flags=re.MULTILINE)
    comments = {name: own.comment for name, own in CLASSES.items()} | {n: own.comment for n, own in PROPERTIES.items()}
    assert rows == list(comments.items())
    assert set(re.findall(r"\bpk:(\w+)", PAGE)) == {*CLASSES, *PROPERTIES}


def test_the_page_tells_from_what_to_what_each_property_leads() -> None:
    rows = dict(re.findall(r"^\| `pk:(\w+)` \| .*? \| (.*? → .*?) \|", PAGE, flags=re.MULTILINE))
    assert rows == {
        local: " → ".join(" or ".join(IN_WORDS[name] for name in names) for names in (own.heads, own.tails))
        for local, own in PROPERTIES.items()
    }


def test_the_page_has_every_profile() -> None:
    assert set(re.findall(r"^\| `(plain|evidence|rdf12|quads)` \|", PAGE, flags=re.MULTILINE)) == set(Profile)


def test_the_page_has_every_file_of_a_published_folder(small_graph: kg.Graph, tmp_path: Path) -> None:
    listed = set(re.findall(r"^\| `([\w.-]+)`(?:, …)? \|", PAGE.split("## Profiles")[0], flags=re.MULTILINE))
    assert listed == set(publish(small_graph, tmp_path / "out").files)


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
    assert all("GPTQ" in row[1] for row in compared if row[0] in {"OmniQuant", "SpQR"})
    assert {"OmniQuant", "SpQR"} <= {row[0] for row in compared}
    assert all(row[0].isdigit() for row in task)
    assert all(re.fullmatch(r"-?[\d.]+", row[4]) for row in results)
    assert ("LoRA", "2021") in first
