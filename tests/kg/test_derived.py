"""What is made of a kept graph when somebody first asks is kept beside it, and taken for that graph's alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from by_hand import Kept, write_graph

from kg import beats
from kg.store import read_graph
from kg.tables.derived import FOLDER


@pytest.fixture
def folder(tmp_path: Path, example_kept: Kept) -> Path:
    write_graph(tmp_path, example_kept)
    return tmp_path


def files_in(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).iterdir())


def test_the_second_who_asks_finds_it_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_graph(folder).beats()
    assert len(first) >= 30
    assert len(files_in(folder)) == 1
    monkeypatch.setattr(beats, "_read_wins", lambda _: pytest.fail("it was made again"))
    assert read_graph(folder).beats() == first
    assert read_graph(folder).beats(dataset="GLUE") == [win for win in first if "GLUE" in win.datasets]


def test_that_of_few_papers_is_read_without_making_that_of_all(folder: Path, example_kept: Kept) -> None:
    from kg.graph import Graph

    told = Graph.from_facts(example_kept.nodes, example_kept.facts)
    graph = read_graph(folder)
    asked = [{"dataset": "GLUE"}, {"method": "LoRA"}, {"method": "LoRA", "dataset": "GLUE"}, {"method": "GPTQ"}]
    assert [graph.beats(**each) for each in asked] == [told.beats(**each) for each in asked]
    assert any(graph.beats(**each) for each in asked)
    assert not (folder / FOLDER).exists()


def test_that_of_many_is_found_among_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = read_graph(folder).beats(dataset="GLUE")
    monkeypatch.setattr(beats, "FEW", 0)
    assert read_graph(folder).beats(dataset="GLUE") == few
    assert files_in(folder)


def test_it_is_what_the_graph_in_memory_says(folder: Path, example_kept: Kept) -> None:
    from kg.graph import Graph

    told = Graph.from_facts(example_kept.nodes, example_kept.facts).beats()
    assert read_graph(folder).beats() == told == read_graph(folder).beats()


def test_that_of_another_graph_is_not_taken_and_goes(folder: Path, example_kept: Kept) -> None:
    all_of_them = read_graph(folder).beats()
    (former,) = files_in(folder)
    gone = all_of_them[0].paper
    facts = tuple(fact for fact in example_kept.facts if fact.head != gone)
    write_graph(folder, replace(example_kept, facts=facts))
    assert {win.paper for win in read_graph(folder).beats()} == {win.paper for win in all_of_them} - {gone}
    assert former not in files_in(folder)
    assert len(files_in(folder)) == 1


def test_a_damaged_one_is_made_again(folder: Path) -> None:
    told = read_graph(folder).beats()
    (kept,) = files_in(folder)
    kept.write_bytes(b"PAR1 no more")
    assert read_graph(folder).beats() == told
    assert kept.stat().st_size > 100


def test_a_folder_that_cannot_be_written_is_asked_all_the_same(folder: Path) -> None:
    (folder / FOLDER).write_text("not a folder", encoding="utf-8")
    assert len(read_graph(folder).beats()) >= 30
    assert (folder / FOLDER).read_text(encoding="utf-8") == "not a folder"
