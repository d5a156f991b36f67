"""``paperkg papers``, ``siblings``, ``cypher`` and ``catalogue`` as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractors.catalogue import COLUMNS
from extractors.errors import QueryError, UnknownNameError
from kg.builder import build
from kg.cli import app

PAPERS = Path(__file__).parents[2] / "examples" / "papers.jsonl"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("finding") / "demo"
    build([str(PAPERS)], folder)
    return str(folder)


def printed(*arguments: str, status: int = 0) -> str:
    """What a command prints, its white space folded as a table may break lines anywhere."""
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == status, done.output
    return " ".join(done.stdout.split())


def answered(*arguments: str) -> Any:
    return json.loads(printed(*arguments, "--json"))


def test_papers_fulfil_all_that_is_asked(demo: str) -> None:
    asked = ("papers", demo, "--uses", "LoRA", "--evaluated-on", "GLUE", "--with-code")
    found = answered(*asked)
    titles = [node["label"] for node in found]
    assert any(title.startswith("LoRA-GA") for title in titles)
    assert all(title.split()[0] in printed(*asked) for title in titles)
    assert set(titles) < {node["label"] for node in answered("papers", demo, "--uses", "LoRA")}
    assert {node["attributes"]["year"] for node in answered("papers", demo, "--year", "2023")} == {2023}


def test_papers_lists_some_and_counts_the_others(demo: str) -> None:
    every = answered("papers", demo)
    shown = printed("papers", demo)
    assert shown.endswith(f"… and {len(every) - 50} more (--limit) {len(every)} papers")
    assert every[49]["id"].removeprefix("paper:") in shown
    assert every[50]["id"].removeprefix("paper:") not in shown
    assert printed("papers", demo, "--limit", "2").endswith(
        f"… and {len(every) - 2} more (--limit) {len(every)} papers"
    )
    assert answered("papers", demo, "--limit", "2") == every[:2]
    assert printed("papers", demo, "--limit", str(len(every))).endswith(f"{every[-1]['id'][6:]} {len(every)} papers")


def test_papers_says_when_there_is_none(demo: str) -> None:
    assert printed("papers", demo, "--uses", "LoRA", "--year", "1900") == "No paper fulfils all of that."


@pytest.mark.parametrize("option", ["--introduces", "--uses", "--compares-with", "--evaluated-on", "--mentions"])
def test_papers_answers_an_unknown_name_with_the_nearest(demo: str, option: str) -> None:
    done = CliRunner().invoke(app, ["papers", demo, option, "Lorra"])
    assert isinstance(done.exception, UnknownNameError)
    assert "LoRA" in done.exception.nearest


def test_siblings_are_listed_with_the_families_they_share(demo: str) -> None:
    assert answered("siblings", demo, "GPTQ")[0]["name"] == "AWQ"
    assert "post-training quantization" in printed("siblings", demo, "GPTQ", "--limit", "3")
    assert printed("siblings", demo, "GLUE").startswith("No other concept is a variant")


QUERY = 'MATCH (v:method)-[:variant_of]->(b:method {name: "LoRA"}) RETURN v.name ORDER BY v.name'


def test_cypher_answers_as_table_and_json_from_argument_or_file(demo: str, tmp_path: Path) -> None:
    rows = answered("cypher", demo, QUERY)
    assert {"v.name": "QLoRA"} in rows
    (tmp_path / "q.cypher").write_text(QUERY, encoding="utf-8")
    shown = printed("cypher", demo, f"@{tmp_path / 'q.cypher'}")
    assert "QLoRA" in shown
    assert shown.endswith(f"{len(rows)} rows")


def test_cypher_that_is_none_is_refused(demo: str) -> None:
    done = CliRunner().invoke(app, ["cypher", demo, "MATCH (v"])
    assert isinstance(done.exception, QueryError)


def own_table(folder: Path, *rows: str) -> str:
    path = folder / "own.tsv"
    path.write_text("\n".join(("\t".join(COLUMNS), *rows, "")), encoding="utf-8")
    return str(path)


def test_catalogue_check_counts_and_remarks(tmp_path: Path) -> None:
    shown = printed("catalogue", "check", own_table(tmp_path, "method\tbrick folding\tSAM\t\t\t"))
    assert "note: " in shown
    assert "SAM is also the method" in shown
    assert "1 method, 0 models" in shown


def test_catalogue_check_names_each_wrong_line_and_fails(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["catalogue", "check", own_table(tmp_path, "method\ta1\t\tnone\t\tx")])
    assert done.exit_code == 1
    assert done.output.count("wrong: ") == 2


def test_catalogue_check_goes_on_after_a_row_that_is_none(tmp_path: Path) -> None:
    rows = ("thing\ta1\t\t\t\t", "method\ta2\t\t\tlately\t", "method\tis\t\t\t\t", "method\tdata\t\t\t\t")
    done = CliRunner().invoke(app, ["catalogue", "check", own_table(tmp_path, *rows)])
    assert done.exit_code == 1
    assert done.output.count("wrong: ") == 3
    assert "own.tsv:5: data is a word that papers have" in done.output


def test_catalogue_import_makes_a_table_that_build_takes_and_later_builds_keep(tmp_path: Path) -> None:
    dump = [{"name": "Brick Folding", "full_name": None, "introduced_year": 2020, "collections": []}]
    (tmp_path / "methods.json").write_text(json.dumps(dump), encoding="utf-8")
    own, graph = str(tmp_path / "own.tsv"), str(tmp_path / "graph")
    assert "1 method" in printed("catalogue", "import", str(tmp_path / "methods.json"), "-o", own)
    paper = {"id": "p1", "title": "Walls", "abstract": "We compare brick folding with pruning."}
    (tmp_path / "papers.jsonl").write_text(json.dumps(paper) + "\n", encoding="utf-8")
    papers = str(tmp_path / "papers.jsonl")
    printed("build", papers, "-o", graph, "--catalogue", own)
    shown = answered("show", graph, "brick folding")
    assert (shown["id"], shown["about"]["year"]) == ("method:brick-folding", 2020)
    later = {"id": "p2", "title": "Floors", "abstract": "Brick folding is applied to floors."}
    (tmp_path / "later.jsonl").write_text(json.dumps(later) + "\n", encoding="utf-8")
    printed("build", str(tmp_path / "later.jsonl"), "-o", graph)
    assert len(answered("papers", graph, "--mentions", "brick folding")) == 2
    assert answered("show", graph, "brick folding")["about"]["year"] == 2020
    Path(own).write_text("\t".join(COLUMNS) + "\n", encoding="utf-8")
    printed("build", papers, "-o", graph, "--catalogue", own)
    assert "year" not in answered("show", graph, "brick folding")["about"]  # found still, but by its words alone


def test_extract_takes_a_catalogue_too(tmp_path: Path) -> None:
    paper = {"id": "p1", "title": "Walls", "abstract": "We compare brick folding with pruning."}
    (tmp_path / "papers.jsonl").write_text(json.dumps(paper) + "\n", encoding="utf-8")
    own = own_table(tmp_path, "method\tbrick folding\t\tpruning\t2020\t")
    record = json.loads(printed("extract", str(tmp_path / "papers.jsonl"), "--catalogue", own))
    names = {concept["name"] for concept in record["concepts"]}
    assert {"brick folding", "pruning"} <= names
