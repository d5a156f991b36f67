"""docs/store.md has every table and column there is, and what it tells other programs is so."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

import kg
from kg.builder import build
from kg.graph import Graph
from kg.plan.columns import WORKING
from kg.schema import Predicate
from kg.tables.manifest import read_manifest
from kg.tables.schema import KEPT

TEXT = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")


TABLES = {**KEPT, **WORKING}


@pytest.fixture(scope="module")
def folder(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("store") / "demo"
    build([str(example_file)], made)
    return made


def documented(table: str) -> list[tuple[str, ...]]:
    section = TEXT.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
    return re.findall(r"^\| `(\w+)` \| ([^|]+) \| (.+) \|$", section, re.MULTILINE)


def plainly(type_: object) -> str:
    """A type as the page has it."""
    structs = re.sub(r"list<element: struct<(.*)>>", lambda found: f"list of ({found[1]})", str(type_))
    return (
        re.sub(r": \w+", "", structs)
        if structs != str(type_)
        else structs.replace("list<element: string>", "list of string")
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_there_with_its_columns(table: str) -> None:
    assert documented(table) == [(column.name, plainly(column.type), column.holds) for column in TABLES[table]]


def test_no_other_is(folder: Path) -> None:
    assert re.findall(r"\n### (\w+)\n", TEXT) == list(TABLES)
    assert sorted(read_manifest(folder).tables) == sorted(TABLES)


@pytest.mark.parametrize("table", KEPT)
def test_what_questions_read_has_plain_types_alone(folder: Path, table: str) -> None:
    found = pq.read_schema(folder / read_manifest(folder).tables[table].file)
    plain = {"string", "int32", "int64", "double", "bool", "list<element: string>"}
    assert {str(field.type) for field in found} <= plain


def test_duckdb_counts_the_rows_that_the_manifest_does(folder: Path) -> None:
    for name, table in read_manifest(folder).tables.items():
        counted = duckdb.sql(f"SELECT count(*) FROM '{folder / table.file}'").fetchall()
        assert counted == [(table.rows,)], name


def test_duckdb_joins_them_as_documented(folder: Path, monkeypatch: pytest.MonkeyPatch, example_graph: Graph) -> None:
    monkeypatch.chdir(folder.parent)
    found = duckdb.sql(re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)[0]).fetchall()
    uses = Counter(fact.tail for fact in example_graph.facts(Predicate.USES) if fact.tail.startswith("method:"))
    counted = [(example_graph.node(name).label, count) for name, count in uses.items()]
    assert found == sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:5]


def test_duckdb_finds_sentences_beside_evidence_as_documented(
    folder: Path, monkeypatch: pytest.MonkeyPatch, example_graph: Graph
) -> None:
    monkeypatch.chdir(folder.parent)
    found = duckdb.sql(re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)[1]).fetchall()
    facts = example_graph.facts_about("method:lora")
    assert sorted(found) == sorted((fact.head, fact.predicate, p.sentence) for fact in facts for p in fact.evidence)


def test_duckdb_finds_by_row_what_stands_there_by_id(folder: Path) -> None:
    tables = {name: f"'{folder / table.file}'" for name, table in read_manifest(folder).tables.items()}
    numbered = f"(SELECT id, row_number() OVER () - 1 AS row FROM {tables['nodes']})"
    wrong = duckdb.sql(
        f"SELECT count(*) FROM {tables['facts']} f JOIN {numbered} h ON h.row = f.head_row JOIN {numbered} t "
        "ON t.row = f.tail_row WHERE h.id <> f.head OR t.id <> f.tail"
    ).fetchall()
    assert wrong == [(0,)]
    evidenced = duckdb.sql(
        f"SELECT count(*) FROM {tables['facts']} f JOIN (SELECT *, row_number() OVER () - 1 AS row FROM "
        f"{tables['evidence']}) e ON e.row >= f.first AND e.row < f.first + f.evidence "
        "WHERE e.head = f.head AND e.predicate = f.predicate AND e.tail = f.tail"
    ).fetchall()
    assert evidenced == [(read_manifest(folder).tables["evidence"].rows,)]


def test_the_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder.parent)
    exec("\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)), {})
    near, whole = map(int, re.findall(r"\d+", capsys.readouterr().out))
    assert 1 < near < whole == len(kg.open(folder).nx)
