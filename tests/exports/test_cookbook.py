"""The questions of examples/queries: each is answered as it was when its rows were read, here and in Virtuoso.

The expected rows are those of tests/data/queries. After a change of what is found in the example papers, write them
anew with PAPERKG_WRITE_ROWS=1 and read what changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest
from triple_stores import Running

import kg
from exports.answers import Answer
from exports.iris import prefixes
from exports.kept_query import query_kept
from exports.load import load
from exports.serialise import render_ntriples

ROOT = Path(__file__).parents[2]
QUERIES = sorted((ROOT / "examples" / "queries").glob("*.rq"))
ROWS = ROOT / "tests" / "data" / "queries"
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
PLACE = "http://example.org/cookbook"

Ask: TypeAlias = Callable[[str], Answer]
each_query = pytest.mark.parametrize("file", QUERIES, ids=[file.stem for file in QUERIES])


def question_of(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))


@pytest.fixture(scope="module")
def ask(demo_graph: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks the store kept beside the graph of the example papers."""
    file = tmp_path_factory.mktemp("demo") / "graph.sqlite"
    file.write_bytes(b"a graph")
    return lambda asked: query_kept(file, lambda: render_ntriples(demo_graph), asked)


@pytest.fixture(scope="module")
def loaded(virtuoso: Running, demo_graph: kg.Graph) -> Running:
    load(demo_graph, virtuoso.address + virtuoso.store, graph_iri=PLACE, user=virtuoso.user, password=virtuoso.user)
    return virtuoso


def expected(file: Path) -> list[list[str]]:
    lines = (ROWS / f"{file.stem}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def test_there_are_twenty_questions_and_more() -> None:
    assert len(QUERIES) >= 20
    assert {file.stem for file in QUERIES} == {file.stem for file in ROWS.iterdir()}


@each_query
def test_it_is_answered_as_it_was_when_its_rows_were_read(ask: Ask, file: Path) -> None:
    answer = ask(file.read_text(encoding="utf-8"))
    rows = [list(answer.columns), *map(list, answer.rows)]
    if os.environ.get("PAPERKG_WRITE_ROWS") == "1":
        text = "".join("\t".join(row) + "\n" for row in rows)
        (ROWS / f"{file.stem}.tsv").write_text(text, encoding="utf-8")
    assert rows == expected(file)
    assert len(rows) > 1


@each_query
def test_virtuoso_answers_with_the_same_rows(loaded: Running, file: Path) -> None:
    columns, *rows = expected(file)
    found = loaded.ask(file.read_text(encoding="utf-8"), graph=PLACE)
    cells = [[row[column]["value"] if column in row else "" for column in columns] for row in found]
    assert sorted(map(plain, cells)) == sorted(map(plain, rows))


def plain(row: list[str]) -> list[str]:
    """The row with one spelling for each number: a store may write 0.90 for 0.9."""
    return [str(Decimal(cell).normalize()) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell for cell in row]


@each_query
def test_it_says_its_question_and_declares_the_prefixes_that_it_uses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.fullmatch(r"[A-Z].{20,}\?", question_of(file))
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", text, flags=re.MULTILINE))
    body = re.sub(r"<[^>\s]*>", "", text[text.index("\nSELECT") :])
    assert {prefix: prefixes()[prefix] for prefix in re.findall(r"(?<![\w?\"])([a-z]\w*):\w", body)} == declared
    assert "ORDER BY" in body, "rows come in an order of their own"


def test_the_page_lists_every_question_in_its_words() -> None:
    listed = re.findall(
        r"^\| \[`([\w-]+)\.rq`\]\(\.\./examples/queries/\1\.rq\) \| (.*?) \|$", PAGE, flags=re.MULTILINE
    )
    assert listed == [(file.stem, question_of(file)) for file in QUERIES]
