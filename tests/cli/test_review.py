"""``paperkg review`` and ``build --decisions`` as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.errors import InputError
from kg.cli import app

TEXTS = ("The Segment Anything Model (SAM) finds organs.", "SAM can be twice as fast without loss.")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    rows = [{"id": f"p{n}", "title": "A paper", "abstract": text} for n, text in enumerate(TEXTS, 1)]
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_doubt_is_shown_and_settled_by_a_decision(papers: Path) -> None:
    folder, decisions = str(papers.parent / "graph"), papers.parent / "mine.tsv"
    run("build", str(papers), "-o", folder)
    (doubt,) = json.loads(run("review", folder, "--json"))
    assert (doubt["surface"], doubt["paper"], doubt["other_sentence"]) == ("SAM", "p2", TEXTS[0])
    decisions.write_text(f"decision\tone\tother\tnote\njoin\tmodel:sam\t{doubt['concept']}\t\n", encoding="utf-8")
    run("build", str(papers), "-o", folder, "--decisions", str(decisions))
    assert "Nothing is in doubt." in run("review", folder)


def test_a_bad_decision_leaves_the_graph_as_it_was(papers: Path) -> None:
    folder, decisions = papers.parent / "graph", papers.parent / "mine.tsv"
    run("build", str(papers), "-o", str(folder))
    before = (folder / "manifest.json").read_bytes()
    decisions.write_text("decision\tone\tother\tnote\nunite\ta\tb\t\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected join or separate"):
        run("build", str(papers), "-o", str(folder), "--decisions", str(decisions))
    assert (folder / "manifest.json").read_bytes() == before
