from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import networkx
import pytest

from extractors.errors import GraphError, OutputError
from extractors.types import Extraction, Paper
from kg.concepts import Merge
from kg.graph import Graph
from kg.store import FILE, Kept, has_graph, read_extractions, read_graph, read_merges, write_graph


def kept_of(graph: Graph) -> Kept:
    return Kept((), tuple(graph.nodes()), tuple(graph.facts()), (), graph.about)


def same(one: Graph, other: Graph) -> bool:
    return (
        list(one.nodes()) == list(other.nodes())
        and list(one.facts()) == list(other.facts())
        and networkx.utils.graphs_equal(one.nx, other.nx)
        and dict(one.about) == {key: value for key, value in other.about.items() if key != "format"}
    )


def execute(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute(statement)


def test_a_graph_is_read_as_it_was_written(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    assert same(small_graph, read_graph(tmp_path))


def test_a_real_graph_too(example_kept: Kept, example_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path / "new" / "folder", example_kept)
    assert same(example_graph, read_graph(tmp_path / "new" / "folder"))
    assert tuple(read_extractions(tmp_path / "new" / "folder")) == example_kept.extractions


def test_the_reasons_of_a_concept_are_read_by_its_id(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    read = read_merges(tmp_path, "method:lora")
    assert read == [merge for merge in example_kept.merges if merge.concept == "method:lora"]
    assert Merge("method:lora", "LoRA", "the catalogue's name", read[0].paper) in read
    assert read_merges(tmp_path, "method:none") == []


def test_another_tool_can_read_the_file(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        papers = connection.execute("SELECT count(*) FROM nodes WHERE kind = 'paper'").fetchone()
    assert papers == (len(example_kept.extractions),)


def test_nothing_but_the_graph_is_left_in_the_folder(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    write_graph(tmp_path, kept_of(small_graph))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_odd_characters_survive(tmp_path: Path) -> None:
    paper = Paper("p", "a\0b \u202e \U0001f600 '; DROP TABLE nodes; --", "text\n\x01")
    write_graph(tmp_path, Kept((Extraction(paper),), (), (), (), {}))
    assert read_extractions(tmp_path) == [Extraction(paper)]


def test_a_failing_write_leaves_the_old_graph_and_nothing_else(small_graph: Graph, tmp_path: Path) -> None:
    kept = kept_of(small_graph)
    write_graph(tmp_path, kept)
    before = (tmp_path / FILE).read_bytes()
    twice = replace(kept, nodes=(*kept.nodes, kept.nodes[0]))
    with pytest.raises(OutputError, match=r"graph\.sqlite: .*; the graph that was there is unchanged$"):
        write_graph(tmp_path, twice)
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_text_that_cannot_be_kept_is_an_output_error(small_graph: Graph, tmp_path: Path) -> None:
    broken = [replace(node, label="half a pair: \ud800") for node in small_graph.nodes()]
    with pytest.raises(OutputError):
        write_graph(tmp_path, replace(kept_of(small_graph), nodes=tuple(broken)))
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_is_interrupted_leaves_nothing_behind(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    before = (tmp_path / FILE).read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_graph(tmp_path, kept_of(small_graph))
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_where_the_folder_should_be(small_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(OutputError, match=r"taken: .*; choose a folder that can be written$") as told:
        write_graph(tmp_path / "taken", kept_of(small_graph))
    assert "\n" not in str(told.value)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_folder_without_leave_to_write(small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("kg.store.tempfile.mkstemp", refuse)  # root may write anywhere: its leave cannot be taken
    with pytest.raises(OutputError, match=r"Permission denied; choose a folder that can be written$"):
        write_graph(tmp_path, kept_of(small_graph))


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    assert not has_graph(tmp_path)
    with pytest.raises(GraphError, match=r"no graph is kept there; make one with: paperkg build"):
        read_graph(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be one" * 9])
def test_a_file_that_is_no_graph(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(GraphError, match=r"graph\.sqlite: damaged .*build it again$"):
        read_graph(tmp_path)


def test_half_a_graph(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GraphError, match="damaged"):
        read_graph(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE nodes SET kind = 'colour'",
        "UPDATE nodes SET attributes = '[1]'",
        "UPDATE nodes SET attributes = '{'",
        "UPDATE evidence SET predicate = 'likes'",
        "UPDATE evidence SET head = 'paper:none'",
        "DELETE FROM nodes WHERE kind = 'method'",
        "DROP TABLE evidence",
        "UPDATE about SET value = '{'",
    ],
)
def test_a_damaged_graph_is_refused_in_one_line(small_graph: Graph, tmp_path: Path, damage: str) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    execute(tmp_path, damage)
    with pytest.raises(GraphError, match="build it again") as told:
        read_graph(tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("content", ["{}", "[]", "nonsense", '{"paper": {"title": 3}}'])
def test_damaged_extractions_are_refused(example_kept: Kept, tmp_path: Path, content: str) -> None:
    write_graph(tmp_path, example_kept)
    execute(tmp_path, f"UPDATE extractions SET content = '{content}'")
    with pytest.raises(GraphError, match="damaged"):
        read_extractions(tmp_path)


def test_a_graph_of_another_format_is_not_misread(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    execute(tmp_path, "UPDATE about SET value = '\"0\"' WHERE key = 'format'")
    with pytest.raises(GraphError, match=r"made by another version of paperkg; build it again"):
        read_graph(tmp_path)


def test_reading_does_not_change_the_folder(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    before = (tmp_path / FILE).read_bytes()
    read_graph(str(tmp_path))
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
