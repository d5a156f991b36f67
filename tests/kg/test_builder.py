from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.errors import InputError, OutputError
from kg.builder import build, build_graph, extract_inputs
from kg.graph import Graph
from kg.schema import NodeKind
from kg.store import FILE, read_graph

ROWS = [
    {
        "id": f"p{number}",
        "title": f"Zoo{number}: a study of LoRA",
        "abstract": f"We propose Zoo{number}, a variant of LoRA. On GLUE it reaches an accuracy of {80 + number}.5%.",
    }
    for number in range(8)
]


def written(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def content(graph: Graph) -> tuple[object, ...]:
    return list(graph.nodes()), list(graph.facts()), dict(graph.about)


def test_a_build_says_what_it_met(tmp_path: Path) -> None:
    broken = written(tmp_path / "a.jsonl", [*ROWS, ROWS[0], {"title": "No abstract"}])
    made = build([broken])
    assert (made.entries, made.repeats, made.kept_before) == (9, 1, 0)
    assert [skip.place for skip in made.intake.skips] == [f"{broken}:10"]
    assert len(list(made.graph.nodes(NodeKind.PAPER))) == 8


def test_progress_is_told_until_all_papers_are_read(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build([written(tmp_path / "a.jsonl", ROWS)], progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 8)
    assert told[-1] == (8, 8)
    assert told == sorted(told)


def test_building_in_two_steps_gives_what_building_at_once_gives(tmp_path: Path) -> None:
    first = written(tmp_path / "a.jsonl", ROWS[:5])
    second = written(tmp_path / "b.jsonl", ROWS[3:])
    at_once = build([first, second], tmp_path / "once")
    build([second], tmp_path / "steps")
    extended = build([first], tmp_path / "steps")
    assert extended.kept_before == 5
    assert content(extended.graph) == content(at_once.graph)
    assert (tmp_path / "steps" / FILE).read_bytes() == (tmp_path / "once" / FILE).read_bytes()


def test_so_do_real_papers(example_file: Path, tmp_path: Path) -> None:
    lines = example_file.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = []
    for number, part in enumerate((lines[::2], lines[1::2])):
        parts.append(tmp_path / f"{number}.jsonl")
        parts[-1].write_text("".join(part), encoding="utf-8")
    at_once = build_graph(parts)
    build_graph(parts[1], into=tmp_path / "graph")
    assert content(build_graph(parts[0], into=tmp_path / "graph")) == content(at_once)


def test_building_the_same_again_changes_nothing(tmp_path: Path) -> None:
    papers = written(tmp_path / "a.jsonl", ROWS)
    build([papers], tmp_path)
    before = (tmp_path / FILE).read_bytes()
    again = build([papers], tmp_path)
    assert (again.entries, again.repeats, again.kept_before) == (8, 8, 8)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_paper_that_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = written(tmp_path / "a.jsonl", ROWS)
    build([papers], tmp_path)
    monkeypatch.setattr("kg.plan.extracting.extract", lambda paper: pytest.fail(f"{paper.id} is read again"))
    build([papers], tmp_path)


def test_what_is_returned_is_what_is_kept(tmp_path: Path) -> None:
    graph = build_graph(written(tmp_path / "a.jsonl", ROWS), into=str(tmp_path))
    kept = read_graph(tmp_path)
    assert list(graph.nodes()) == list(kept.nodes())
    assert list(graph.facts()) == list(kept.facts())


def test_the_order_of_inputs_does_not_matter(tmp_path: Path) -> None:
    parts = [written(tmp_path / f"{number}.jsonl", ROWS[number::3]) for number in range(3)]
    assert content(build_graph(parts)) == content(build_graph(parts[::-1]))


@pytest.mark.parametrize("wrong", ["", "\0\1\2", '{"title": "T"}\n'])
def test_a_bad_input_leaves_the_kept_graph_as_it_was(tmp_path: Path, wrong: str) -> None:
    build([written(tmp_path / "a.jsonl", ROWS)], tmp_path)
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / "bad.jsonl").write_text(wrong)
    with pytest.raises(InputError) as told:
        build([str(tmp_path / "bad.jsonl")], tmp_path)
    assert "\n" not in str(told.value)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    papers = written(tmp_path / "a.jsonl", ROWS)
    with pytest.raises(OutputError):
        build([papers], tmp_path / "a.jsonl")


def test_extracting_resolves_over_the_whole_input(tmp_path: Path) -> None:
    extractions, resolution, intake = extract_inputs([written(tmp_path / "a.jsonl", ROWS)])
    assert [extraction.paper.id for extraction in extractions] == [row["id"] for row in ROWS]
    assert "method:lora" in resolution.concepts
    assert len(intake.files) == 1


def test_two_hash_seeds_give_the_same_bytes(example_file: Path, tmp_path: Path) -> None:
    program = "import sys, kg; kg.build(sys.argv[1], into=sys.argv[2])"
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, str(example_file), str(tmp_path / seed)]
        subprocess.run(command, env=environment, check=True, cwd=example_file.parents[1])
    assert (tmp_path / "0" / FILE).read_bytes() == (tmp_path / "4242" / FILE).read_bytes()
