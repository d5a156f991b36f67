"""``paperkg evaluate`` on the command line; ``tests/extractors/training`` has ``paperkg train``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

ROW = {
    "id": "p",
    "title": "FoldNet: folding networks",
    "abstract": "We propose FoldNet, which extends LoRA. On GLUE, FoldNet outperforms LoRA.",
    "concepts": [
        {"name": name, "type": kind, "alt_types": ["model"], "surfaces": [name], "level": "named", "role": role}
        for name, kind, role in (
            ("FoldNet", "method", "introduced"),
            ("LoRA", "method", "compared"),
            ("GLUE", "dataset", "evaluated_on"),
        )
    ],
    "relations": [{"head": "FoldNet", "type": "variant_of", "tail": "LoRA"}],
    "repos": [],
    "results": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> str:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(ROW) + "\n")
    return str(file)


def test_evaluate_prints_figures_with_intervals_and_how_true_scores_are(gold: str) -> None:
    done = CliRunner().invoke(app, ["evaluate", gold])
    assert done.exit_code == 0
    assert "95 % interval" in done.output
    assert "relation variant_of" in done.output
    assert "Are scores true?" in done.output


def test_evaluate_answers_in_json(gold: str) -> None:
    answer = json.loads(CliRunner().invoke(app, ["evaluate", gold, "--json"]).stdout)
    (typed,) = (figure for figure in answer["figures"] if figure["name"] == "typed")
    assert typed["given"] == 3
    assert typed["recall"] == 1.0
    assert sum(band["concepts"] for band in answer["reliability"]) == typed["found"]


def test_evaluate_reads_only_title_and_abstract(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({**ROW, "repos": [{"url": "https://github.com/a/b", "own": True}]}) + "\n")
    answer = json.loads(CliRunner().invoke(app, ["evaluate", str(file), "--json"]).stdout)
    (repository,) = (figure for figure in answer["figures"] if figure["name"] == "repository")
    assert (repository["given"], repository["found"]) == (1, 0)
