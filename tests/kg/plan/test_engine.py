"""One process, several, and a cluster: the same outcome."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from extractors.errors import KGError
from kg.plan.engine import WORTHWHILE, Engine, sensible_workers, start

ROWS = pa.table({"text": [f"row {number}" for number in range(301)], "number": list(range(301))})
MADE = pa.struct([("said", pa.string()), ("times", pa.list_(pa.int64()))])


@dataclass(frozen=True, slots=True)
class Saying:
    """Says a row with a word before it."""

    word: str

    def __call__(self, text: str, number: int) -> dict[str, object]:
        return {"said": f"{self.word} {text}", "times": [number] * (number % 3)}


def test_every_row_has_its_value_in_its_place() -> None:
    made = Engine().mapped(ROWS, Saying("so"), MADE, batch=7)
    assert made.to_pylist() == [Saying("so")(f"row {number}", number) for number in range(301)]


def test_no_rows_have_no_values() -> None:
    assert len(Engine(2).mapped(ROWS.slice(0, 0), Saying("so"), MADE, batch=7)) == 0


def test_processes_are_started_only_where_they_pay() -> None:
    assert sensible_workers(WORTHWHILE - 1, 64) == 1
    assert sensible_workers(10**9, 64) == 64
    assert start(3, 1).workers == 3


def test_an_address_without_a_cluster_is_one_line() -> None:
    with pytest.raises(KGError) as told:
        start(1, 1, "127.0.0.1:1")
    assert "ray start --head" in str(told.value)


def test_nothing_is_reported_to_anyone() -> None:
    program = "import os, kg.plan.engine as e; print(os.environ['DAFT_ANALYTICS_ENABLED'], os.environ['DO_NOT_TRACK'])"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["0", "1"]


def test_processes_and_a_cluster_make_the_same_tables(example_file: Path, tmp_path: Path) -> None:
    rows = example_file.read_text(encoding="utf-8").splitlines(keepends=True)
    papers = tmp_path / "papers.jsonl"
    papers.write_text("".join(rows), encoding="utf-8")
    ways = {"alone": ["--workers", "1"], "processes": ["--workers", "2"], "cluster": ["--ray", "local"]}
    for name, options in ways.items():
        command = [sys.executable, "-m", "kg", "build", str(papers), "-o", str(tmp_path / name), *options]
        subprocess.run(command, check=True, capture_output=True)
    assert len({(tmp_path / name / "manifest.json").read_bytes() for name in ways}) == 1
