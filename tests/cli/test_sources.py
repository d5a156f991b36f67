"""Papers from everywhere, on the command line: whatever a folder holds, tables of any names, attributes as nodes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.errors import InputError, KGError
from kg.cli import app

SOURCES = Path(__file__).parents[1] / "data" / "sources"


def paperkg(*arguments: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "graph"
    files = [str(path) for path in sorted(SOURCES.iterdir()) if path.is_file()]
    paperkg("build", *files, "-o", str(folder), "--workers", "1")
    return folder


def test_one_paper_of_twenty_files_is_one_paper_that_says_where_each_field_is_from(graph: Path, tmp_path: Path) -> None:
    paperkg("export", str(graph), str(tmp_path / "graph.json"))
    nodes = {node["id"]: node for node in json.loads((tmp_path / "graph.json").read_text("utf-8"))["nodes"]}
    looms = nodes["paper:arxiv:2102.99901"]
    assert len(looms["sources"]) >= 20
    assert f"venue {SOURCES / 'anthology.bib'}:2" in looms["origins"]
    assert "repository:github.com/looms/loomnet" in nodes


def test_where_fields_came_from_is_in_no_page_that_others_see(graph: Path, tmp_path: Path) -> None:
    paperkg("export", str(graph), str(tmp_path / "graph.html"), str(tmp_path / "graph.ttl"))
    for name in ("graph.html", "graph.ttl"):
        assert "anthology.bib" not in (tmp_path / name).read_text("utf-8")


def test_attributes_become_nodes_on_request(graph: Path, tmp_path: Path) -> None:
    names = [str(tmp_path / f"graph{suffix}") for suffix in (".json", ".graphml", ".gexf", ".csv", ".parquet")]
    paperkg("export", str(graph), *names, "--with", "authors, years")
    nodes = {node["id"] for node in json.loads(Path(names[0]).read_text("utf-8"))["nodes"]}
    assert {"author:renee-dubois", "year:2021"} <= nodes
    assert not any(node.startswith("venue:") for node in nodes)
    assert "author:renee-dubois" in Path(names[3]).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("graph.ttl", "authors", "--with is for .graphml .gexf .json .csv .parquet"),
        ("graph.json", "colours", "did you mean authors, venues, years"),
    ],
)
def test_what_cannot_be_had_as_nodes_is_refused(graph: Path, tmp_path: Path, name: str, asked: str, said: str) -> None:
    with pytest.raises(KGError, match=said):
        paperkg("export", str(graph), str(tmp_path / name), "--with", asked)
    assert not (tmp_path / name).exists()


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("Paper_Name;Was steht\nLoRA;We fine-tune LLaMA with LoRA on GLUE.\n")
    mapping = ["--column", "title=Paper_Name", "--column", "abstract=Was steht"]
    found = paperkg("extract", str(tmp_path / "table.csv"), *mapping)
    assert json.loads(found)["title"] == "LoRA"
    assert "1 paper in" in paperkg("build", str(tmp_path / "table.csv"), "-o", str(tmp_path / "graph"), *mapping)


@pytest.mark.parametrize("column", ["colour=x", "title", "title="])
def test_a_column_that_makes_no_sense_is_refused(tmp_path: Path, column: str) -> None:
    with pytest.raises(InputError, match="give one of title, abstract, id"):
        paperkg("build", "-", "-o", str(tmp_path), "--column", column)
