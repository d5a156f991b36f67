"""A build that is ended before its end, and the next one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.errors import OutputError, ReadingError
from extractors.types import Paper
from kg.builder import build
from kg.plan.columns import SCHEMAS
from kg.plan.engine import Engine
from kg.plan.extracting import readings_of
from kg.plan.parts import FOLDER, Parts
from kg.schema import NodeKind
from kg.store import read_graph

EMPTY = SCHEMAS["readings"].empty_table()
PAPERS = [Paper(f"p{number}", f"Zoo{number}", f"Zoo{number} is a variant of LoRA.") for number in range(7)]


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts.beside(tmp_path, "edition", "")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.plan.extracting.PART", 2)
    monkeypatch.setattr("kg.plan.extracting.BATCH", 2)


def fail_at(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    import kg.plan.extracting as stage

    real = stage.extract

    def extract(paper: Paper):  # type: ignore[no-untyped-def]
        if paper.id == f"p{place}":
            raise ValueError("no more")
        return real(paper)

    monkeypatch.setattr(stage, "extract", extract)


def test_what_was_read_before_an_end_is_not_read_again(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = readings_of(PAPERS, EMPTY, Engine())
    with monkeypatch.context() as patch:
        fail_at(patch, 5)
        with pytest.raises(ReadingError, match=r"p5: reading failed with ValueError: no more"):
            readings_of(PAPERS, EMPTY, Engine(), parts=parts)
    assert sorted(parts.read()["paper"].to_pylist()) == ["p0", "p1", "p2", "p3"]
    fail_at(monkeypatch, 0)
    assert readings_of(PAPERS, EMPTY, Engine(), parts=parts).equals(whole)


def test_a_part_that_was_damaged_is_read_again(parts: Parts) -> None:
    whole = readings_of(PAPERS, EMPTY, Engine(), parts=parts)
    damaged = sorted(parts.folder.iterdir())[0]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert readings_of(PAPERS, EMPTY, Engine(), parts=parts).equals(whole)


def test_another_edition_or_catalogue_has_parts_of_its_own(tmp_path: Path) -> None:
    places = {Parts.beside(tmp_path, *given).folder for given in (("a", ""), ("b", ""), ("a", "x"))}
    assert len(places) == 3


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as told:
        readings_of(PAPERS, EMPTY, Engine(), parts=Parts(tmp_path / "file" / "parts"))
    assert "\n" not in str(told.value)


FEW = """
import sys
from pathlib import Path
import kg.plan.extracting as stage
from kg.builder import build
stage.PART = stage.BATCH = 1
build([sys.argv[1]], Path(sys.argv[2]))
"""

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from kg.builder import build
module = importlib.import_module(sys.argv[3])
setattr(module, sys.argv[4], lambda *arguments, **options: os.kill(os.getpid(), signal.SIGKILL))
build([sys.argv[1]], Path(sys.argv[2]))
"""


@pytest.fixture
def inputs(example_file: Path, tmp_path: Path) -> tuple[str, str]:
    """A file of few papers, and one of those and more."""
    rows = example_file.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, count in (("few", 3), ("many", 30)):
        (tmp_path / name).write_text("".join(rows[:count]), encoding="utf-8")
    return str(tmp_path / "few"), str(tmp_path / "many")


def kept_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "manifest.json", *(folder / "tables").iterdir())}


def test_a_build_that_is_killed_while_it_reads_goes_on_where_it_was(inputs: tuple[str, str], tmp_path: Path) -> None:
    few, many = inputs
    graph = tmp_path / "graph"
    build([few], graph)
    before = kept_files(graph)
    process = subprocess.Popen([sys.executable, "-c", FEW, many, str(graph)])
    while process.poll() is None and len(list((graph / FOLDER).glob("*/*.parquet"))) < 5:
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert kept_files(graph) == before
    read = sum(len(Parts(folder).read()) for folder in (graph / FOLDER).iterdir())
    assert read >= 5
    build([many], graph)
    build([few], tmp_path / "at once")
    build([many], tmp_path / "at once")
    assert kept_files(graph) == kept_files(tmp_path / "at once")
    assert not (graph / FOLDER).exists()


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("kg.plan.assembly", "settle_all"),
        ("kg.plan.assembly", "families_of"),
        ("kg.tables.writing", "_replace"),
    ],
)
def test_a_build_that_is_killed_later_leaves_the_old_graph(
    inputs: tuple[str, str], tmp_path: Path, module: str, function: str
) -> None:
    few, many = inputs
    graph = tmp_path / "graph"
    build([few], graph)
    before = kept_files(graph)
    process = subprocess.run([sys.executable, "-c", KILLED, many, str(graph), module, function], check=False)
    assert process.returncode == -signal.SIGKILL
    after = kept_files(graph)
    assert {name: after[name] for name in before} == before
    assert len(list(read_graph(graph).nodes(NodeKind.PAPER))) == 3
    build([many], graph)
    assert len(list(read_graph(graph).nodes(NodeKind.PAPER))) == 30
    manifest = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))
    assert {f"tables/{path.name}" for path in (graph / "tables").iterdir()} == {
        table["file"] for table in manifest["tables"].values()
    }
