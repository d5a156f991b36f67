"""What another edition of the extractors read is read again."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import kg.builder
from kg.builder import build


def papers(folder: Path) -> str:
    path = folder / "papers.jsonl"
    path.write_text(json.dumps({"title": "GPTQ again", "abstract": "We use GPTQ on GLUE."}), encoding="utf-8")
    return str(path)


def count_readings(monkeypatch) -> list[str]:
    read: list[str] = []
    real = kg.builder.extract_many

    def counted(papers, **options):
        read.extend(paper.id for paper in papers)
        return real(papers, **options)

    monkeypatch.setattr(kg.builder, "extract_many", counted)
    return read


def test_the_same_edition_reads_a_kept_paper_once(tmp_path: Path, monkeypatch) -> None:
    read = count_readings(monkeypatch)
    for _ in range(2):
        build([papers(tmp_path)], tmp_path / "graph")
    assert len(read) == 1


def test_another_edition_reads_it_again(tmp_path: Path, monkeypatch) -> None:
    read = count_readings(monkeypatch)
    build([papers(tmp_path)], tmp_path / "graph")
    with sqlite3.connect(tmp_path / "graph" / "graph.sqlite") as connection:
        connection.execute("""UPDATE about SET value = '"older"' WHERE key = 'edition'""")
    connection.close()
    build([papers(tmp_path)], tmp_path / "graph")
    assert len(read) == 2
