"""A graph in a folder: kept whole, replaced whole, and told in one line where it is not whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from by_hand import Kept, tables_of, write_graph

from extractors.errors import GraphError, OutputError
from extractors.types import Extraction, Paper
from kg.builder import build
from kg.concepts import Merge
from kg.graph import Graph
from kg.store import (
    has_graph,
    opened_tables,
    read_all_merges,
    read_graph,
    read_kept,
    read_merges,
    write_tables,
)
from kg.tables.manifest import FILE, FOLDER, FORMER, InputFile, read_manifest

ROOT = Path(__file__).parents[2]


def kept_of(graph: Graph) -> Kept:
    return Kept((), tuple(graph.nodes()), tuple(graph.facts()), (), graph.about)


def same(one: Graph, other: Graph) -> bool:
    return (
        list(one.nodes()) == list(other.nodes())
        and list(one.facts()) == list(other.facts())
        and networkx.utils.graphs_equal(one.nx, other.nx)
        and dict(one.about) == dict(other.about)
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def table_file(folder: Path, name: str) -> Path:
    return folder / read_manifest(folder).tables[name].file


def put(folder: Path, name: str, table: pa.Table) -> None:
    """Put another table in the place of one, as a faulty program would."""
    path = table_file(folder, name)
    pq.write_table(table, path)
    manifest = json.loads((folder / FILE).read_text())
    manifest["tables"][name] |= {"rows": table.num_rows, "bytes": path.stat().st_size}
    (folder / FILE).write_text(json.dumps(manifest))


def use(folder: Path) -> None:
    """Open a graph and read all of it."""
    graph = read_graph(folder)
    list(graph.nodes())
    list(graph.facts())
    graph.beats()


def test_a_graph_is_read_as_it_was_written(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    assert same(small_graph, read_graph(tmp_path))


def test_a_real_graph_too(example_kept: Kept, example_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path / "new" / "folder", example_kept)
    assert same(example_graph, read_graph(tmp_path / "new" / "folder"))


def test_the_reasons_of_a_concept_are_read_by_its_id(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    read = read_merges(tmp_path, "method:lora")
    assert read == [merge for merge in example_kept.merges if merge.concept == "method:lora"]
    assert Merge("method:lora", "LoRA", "the catalogue's name", read[0].paper) in read
    assert read_merges(tmp_path, "method:none") == []
    assert read_all_merges(tmp_path) == sorted(example_kept.merges)


def test_how_it_was_made_and_from_what_is_kept_beside(small_graph: Graph, tmp_path: Path) -> None:
    inputs = (InputFile("papers.jsonl", "0" * 64, 10), InputFile("more.bib", "1" * 64, 20))
    write_tables(tmp_path, tables_of(kept_of(small_graph)), {"papers": 2, "decisions": "join"}, inputs)
    assert read_manifest(tmp_path).inputs == inputs
    assert (read_kept(tmp_path, "decisions"), read_kept(tmp_path, "catalogue")) == ("join", "")
    assert dict(opened_tables(tmp_path).about) == {"papers": 2, "decisions": "join"}


def test_the_same_graph_is_the_same_bytes_and_is_not_written_again(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    before = files_of(tmp_path)
    made = {path: path.stat().st_ino for path in (tmp_path / FOLDER).iterdir()}
    shuffled = replace(example_kept, nodes=example_kept.nodes[::-1], facts=example_kept.facts[::-1])
    write_graph(tmp_path, replace(shuffled, merges=shuffled.merges[::-1]))
    assert files_of(tmp_path) == before
    assert {path: path.stat().st_ino for path in (tmp_path / FOLDER).iterdir()} == made


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; \n"
        "from by_hand import Kept, write_graph; from kg.facts import *; from kg.schema import *\n"
        "nodes = tuple(Node(f'method:{c}', NodeKind.METHOD, c, {'aliases': (c, c.upper())}) for c in 'abcdef')\n"
        "write_graph(Path(sys.argv[1]), Kept((), nodes, (), (), {'b': 1, 'a': 2}))\n"
    )
    for seed in ("0", "4242"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], check=True, env=environment)
    assert files_of(tmp_path / "0") == files_of(tmp_path / "4242")


def test_a_changed_table_alone_is_written_and_the_old_one_goes(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    before = read_manifest(tmp_path).tables
    write_graph(tmp_path, replace(example_kept, merges=example_kept.merges[1:]))
    after = read_manifest(tmp_path).tables
    assert [name for name in after if after[name] != before[name]] == ["merges"]
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {Path(table.file).name for table in after.values()}


def test_nothing_but_the_graph_is_left_in_the_folder(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, FOLDER]
    assert len(list((tmp_path / FOLDER).iterdir())) == len(read_manifest(tmp_path).tables)


def test_what_a_killed_writer_left_goes_with_the_next_graph(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    before = files_of(tmp_path)
    for litter in (f"{FOLDER}/.facts-x1.part", f"{FOLDER}/facts-0123456789abcdef.parquet", ".manifest-x2.part"):
        (tmp_path / litter).write_bytes(b"half")
    assert same(small_graph, read_graph(tmp_path))
    write_graph(tmp_path, kept_of(small_graph))
    assert files_of(tmp_path) == before


def test_a_writer_that_is_killed_leaves_the_old_graph(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    script = (
        "import os, signal, sys; from pathlib import Path; import kg.tables.writing as writing\n"
        "from by_hand import Kept, write_graph\n"
        "writing._replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_graph(Path(sys.argv[1]), Kept((), (), (), (), {}))\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        check=False,
    )
    assert killed.returncode < 0
    assert same(small_graph, read_graph(tmp_path))
    write_graph(tmp_path, kept_of(small_graph))
    assert len(list((tmp_path / FOLDER).iterdir())) == len(read_manifest(tmp_path).tables)


def test_whoever_has_opened_a_graph_goes_on_reading_it(small_graph: Graph, example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    reader = read_graph(tmp_path)
    write_graph(tmp_path, example_kept)
    assert same(small_graph, reader)
    assert len(read_graph(tmp_path).nx) == len(example_kept.nodes)


def test_a_reader_that_comes_between_two_graphs_reads_the_new_one(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    read, met = read_manifest, []

    def swapped(folder: Path) -> object:
        manifest = read(folder)
        if not met:
            met.append(folder)
            write_graph(folder, Kept((), (), (), (), {"papers": 0}))
        return manifest

    monkeypatch.setattr("kg.tables.reading.read_manifest", swapped)
    assert len(read_graph(tmp_path).nx) == 0


def test_two_writers_do_not_write_over_each_other(small_graph: Graph, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_graph(tmp_path, kept_of(small_graph))
    before = files_of(tmp_path)

    held = os.open(tmp_path / FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match="another process is writing here; the graph that was there is unchanged"):
            write_graph(tmp_path, Kept((), (), (), (), {}))
    finally:
        os.close(held)
    assert files_of(tmp_path) == before


def test_odd_characters_survive(tmp_path: Path) -> None:
    paper = Paper("p", "a\0b \u202e \U0001f600 '; DROP TABLE nodes; --", "text\n\x01")
    write_graph(tmp_path, Kept((Extraction(paper),), (), (), (), {}))
    with opened_tables(tmp_path).reading():
        assert opened_tables(tmp_path).whole("papers", "title").to_pylist() == [{"title": paper.title}]


def test_a_failing_write_leaves_the_old_graph_and_nothing_else(small_graph: Graph, tmp_path: Path) -> None:
    kept = kept_of(small_graph)
    write_graph(tmp_path, kept)
    before = files_of(tmp_path)
    twice = replace(kept, nodes=(*kept.nodes, kept.nodes[0]))
    with pytest.raises(OutputError, match=r"manifest\.json: .*; the graph that was there is unchanged$"):
        write_graph(tmp_path, twice)
    assert files_of(tmp_path) == before


def test_a_text_that_cannot_be_kept_is_an_output_error(small_graph: Graph, tmp_path: Path) -> None:
    broken = [replace(node, label="half a pair: \ud800") for node in small_graph.nodes()]
    with pytest.raises(OutputError):
        write_graph(tmp_path, replace(kept_of(small_graph), nodes=tuple(broken)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", [1, 4, 10], ids=["at the first table", "at a later one", "at the manifest"])
def test_a_full_disk_leaves_the_old_graph_and_nothing_else(
    small_graph: Graph, example_kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    import kg.tables.writing as writing

    write_graph(tmp_path, kept_of(small_graph))
    before = files_of(tmp_path)
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == step:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device; the graph that was there is unchanged"):
        write_graph(tmp_path, example_kept)
    assert files_of(tmp_path) == before


def test_a_write_that_is_interrupted_leaves_nothing_behind(
    small_graph: Graph, example_kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    before = files_of(tmp_path)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_graph(tmp_path, example_kept)
    assert files_of(tmp_path) == before


def test_a_file_where_the_folder_should_be(small_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(OutputError, match=r"taken: .*; choose a folder that can be written$") as told:
        write_graph(tmp_path / "taken", kept_of(small_graph))
    assert "\n" not in str(told.value)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_folder_without_leave_to_write(small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # root may write anywhere: its leave cannot be taken
    with pytest.raises(OutputError, match=r"Permission denied; choose a folder that can be written$"):
        write_graph(tmp_path, kept_of(small_graph))


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    assert not has_graph(tmp_path)
    with pytest.raises(GraphError, match=r"no graph is kept there; make one with: paperkg build"):
        read_graph(tmp_path)


def test_a_graph_of_an_earlier_version_is_told_not_written_over(tmp_path: Path) -> None:
    (tmp_path / FORMER).write_bytes(b"SQLite format 3\0")
    assert has_graph(tmp_path)
    with pytest.raises(GraphError, match=r"graph\.sqlite: made by another version of paperkg; build it again"):
        read_graph(tmp_path)


def test_a_graph_of_another_schema_is_not_misread(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    manifest = json.loads((tmp_path / FILE).read_text())
    (tmp_path / FILE).write_text(json.dumps(manifest | {"schema": 3}))
    with pytest.raises(GraphError, match=r"made by another version of paperkg; .*build it again$"):
        read_graph(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["", "nonsense", "[]", "{}", '{"schema": 4}', '{"schema": 4, "about": {"a": []}, "tables": {}, "inputs": []}',
     '{"schema": 4, "about": {}, "tables": {"nodes": {}}, "inputs": []}'],
)  # fmt: skip
def test_a_manifest_that_is_none(small_graph: Graph, tmp_path: Path, content: str) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    (tmp_path / FILE).write_text(content)
    with pytest.raises(GraphError, match=r"manifest\.json: damaged .*build it again$") as told:
        read_graph(tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["nodes", "facts", "evidence", "sentences", "papers", "abstracts", "names", "wins"])
def test_a_table_that_is_gone_or_cut_is_told_at_once(small_graph: Graph, tmp_path: Path, name: str) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    path = table_file(tmp_path, name)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(GraphError, match=rf"{name}-.*: damaged .*build it again$"):
        read_graph(tmp_path)
    path.unlink()
    with pytest.raises(GraphError, match=r"damaged .*no file"):
        read_graph(tmp_path)


@pytest.mark.parametrize("name", ["nodes", "facts", "evidence", "sentences", "papers", "abstracts", "wins"])
def test_a_table_of_the_right_length_that_is_none_is_told_when_it_is_read(
    small_graph: Graph, tmp_path: Path, name: str
) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    path = table_file(tmp_path, name)
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(GraphError, match=rf"{name}-.*: damaged .*build it again$") as told:
        use(tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("nodes", "kind", "colour"),
        ("nodes", "place", 10_000),
        ("facts", "predicate", "likes"),
        ("facts", "head_row", 10_000),
        ("facts", "tail_row", -1),
        ("facts", "evidence", 7),
    ],
)
def test_tables_that_do_not_fit_together_are_refused_in_one_line(
    small_graph: Graph, tmp_path: Path, name: str, column: str, value: object
) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    table = pq.read_table(table_file(tmp_path, name))
    wrong = pa.array([value] * len(table), table.schema.field(column).type)
    put(tmp_path, name, table.set_column(table.schema.get_field_index(column), column, wrong))
    with pytest.raises(GraphError, match="build it again") as told:
        use(tmp_path)
    assert "\n" not in str(told.value)


def test_a_table_without_a_column_is_refused(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    put(tmp_path, "evidence", pq.read_table(table_file(tmp_path, "evidence")).drop_columns(["rule"]))
    with pytest.raises(GraphError, match="lacks rule"):
        use(tmp_path)


@pytest.mark.parametrize(("name", "apart"), [("evidence", "sentences"), ("papers", "abstracts")])
def test_what_is_kept_apart_has_as_many_rows(small_graph: Graph, tmp_path: Path, name: str, apart: str) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    put(tmp_path, apart, pq.read_table(table_file(tmp_path, apart)).slice(1))
    with pytest.raises(GraphError, match=rf"damaged \({apart} and {name} differ in rows\); .*build it again$"):
        read_graph(tmp_path)


def test_a_build_on_damaged_tables_is_one_line(example_file: Path, tmp_path: Path) -> None:
    build([str(example_file)], tmp_path)
    damaged = table_file(tmp_path, "readings")
    damaged.write_bytes(damaged.read_bytes()[:-100] + b"x" * 100)
    with pytest.raises(GraphError, match="damaged") as told:
        build([str(example_file)], tmp_path)
    assert "\n" not in str(told.value)


def spoil_manifest(folder: Path) -> None:
    (folder / FILE).write_text("nonsense")


def age_manifest(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace('"schema": 4', '"schema": 3'))


def spoil_table(folder: Path) -> None:
    path = table_file(folder, "papers")
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("spoil", [spoil_manifest, age_manifest, spoil_table])
def test_what_a_build_on_a_graph_that_cannot_be_used_says_helps(
    example_file: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    some, kept = tmp_path / "some.jsonl", tmp_path / "kept"
    some.write_text("".join(example_file.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    build([str(some)], kept)
    spoil(kept)
    with pytest.raises(
        GraphError, match=r"build into another folder, or remove (.*) and (.*) and build it again"
    ) as told:
        build([str(some)], kept)
    file, folder = str(told.value).partition("or remove ")[2].removesuffix(" and build it again").split(" and ")
    assert (file, folder) == (str(kept / FILE), str(kept / "tables"))
    build([str(some)], tmp_path / "another")
    Path(file).unlink()
    shutil.rmtree(folder)
    assert build([str(some)], kept).graph.about["papers"] == 2
    assert len(list(read_graph(kept).nodes())) > 2


def test_reading_does_not_change_the_folder(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(tmp_path, kept_of(small_graph))
    before = files_of(tmp_path)
    use(tmp_path)
    read_graph(str(tmp_path))
    assert files_of(tmp_path) == before
