"""What another edition of the extractors read is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg.plan.extracting
from extractors.types import Extraction, Paper
from kg.builder import build
from kg.tables.manifest import FILE


def papers(folder: Path) -> str:
    path = folder / "papers.jsonl"
    path.write_text(json.dumps({"title": "GPTQ again", "abstract": "We use GPTQ on GLUE."}), encoding="utf-8")
    return str(path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The papers that have been read."""
    found: list[str] = []
    real = kg.plan.extracting.extract

    def noting(paper: Paper) -> Extraction:
        found.append(paper.id)
        return real(paper)

    monkeypatch.setattr(kg.plan.extracting, "extract", noting)
    return found


def made_by(folder: Path, key: str, edition: str) -> None:
    path = folder / FILE
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["about"][key] = edition
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_the_same_edition_reads_a_kept_paper_once(tmp_path: Path, read: list[str]) -> None:
    for _ in range(2):
        build([papers(tmp_path)], tmp_path / "graph")
    assert len(read) == 1


def test_another_edition_reads_it_again_and_says_so_before(tmp_path: Path, read: list[str]) -> None:
    build([papers(tmp_path)], tmp_path / "graph")
    made_by(tmp_path / "graph", "edition", "older")
    told: list[str] = []
    build([papers(tmp_path)], tmp_path / "graph", told=lambda what: told.append(f"{what} ({len(read)})"))
    assert len(read) == 2
    assert told == ["1 kept papers were read by another edition or catalogue; all are read again (1)"]


def test_what_another_edition_of_the_graph_made_is_made_again_without_reading(tmp_path: Path, read: list[str]) -> None:
    build([papers(tmp_path)], tmp_path / "graph")
    before = (tmp_path / "graph" / FILE).read_bytes()
    made_by(tmp_path / "graph", "resolution", "older")
    build([papers(tmp_path)], tmp_path / "graph")
    assert len(read) == 1
    assert (tmp_path / "graph" / FILE).read_bytes() == before
