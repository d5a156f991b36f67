"""``paperkg export --focus``: what lies around one node, as the small page or in any other format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.errors import OutputError
from kg.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("graph")
    some = made / "some.jsonl"
    some.write_text("".join(EXAMPLES.read_text("utf-8").splitlines(keepends=True)[:12]), "utf-8")
    assert CliRunner().invoke(app, ["build", str(some), "-o", str(made / "graph")]).exit_code == 0
    return made / "graph"


def test_the_page_and_the_data_hold_the_same_nodes(folder: Path, tmp_path: Path) -> None:
    page, data = tmp_path / "around.html", tmp_path / "around.json"
    said = CliRunner().invoke(app, ["export", str(folder), str(page), str(data), "--focus", "LoRA", "--limit", "9"])
    assert said.exit_code == 0, said.output
    assert "vis.Network" in page.read_text("utf-8")
    assert len(json.loads(data.read_text("utf-8"))["nodes"]) == 9


def test_a_name_that_is_not_there_writes_nothing(folder: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["export", str(folder), str(tmp_path / "around.html"), "--focus", "no such thing"])
    assert said.exit_code != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("more", [["--depth", "1"], ["--limit", "9"], ["--rdf", "--depth", "2"]])
def test_a_bound_without_a_node_is_refused(folder: Path, tmp_path: Path, more: list[str]) -> None:
    with pytest.raises(OutputError, match="bounds what lies around one node; add --focus NAME"):
        CliRunner().invoke(app, ["export", str(folder), str(tmp_path / "all.html"), *more], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_a_depth_says_how_far_a_published_part_goes(folder: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(
        app, ["export", str(folder), str(tmp_path / "near"), "--rdf", "--focus", "LoRA", "--depth", "1"]
    )
    assert said.exit_code == 0, said.output
    assert (tmp_path / "near" / "void.ttl").exists()
