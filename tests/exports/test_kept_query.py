"""The store kept beside a graph: filled once, opened by each query, filled anew when it is stale or damaged."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from exports import kept_store, query_process
from exports.folder_lock import locked
from exports.kept_query import query_kept
from exports.query_process import SuspectError, ask_store
from exports.serialise import render_ntriples
from exports.sparql_worker import PRELOADED
from exports.store_record import read_record
from extractors.errors import OutputError, QueryError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

TITLES = "SELECT ?t { ?p a schema:ScholarlyArticle ; dcterms:title ?t } ORDER BY ?t"


def graph_of(*titles: str) -> Graph:
    return Graph.from_facts([Node(f"paper:{t.lower()}", NodeKind.PAPER, t, {"title": t}) for t in titles], [])


@dataclass
class Kept:
    """A file that stands for a kept graph, and how often it was read."""

    file: Path
    graph: Graph
    reads: int = 0
    told: list[int] = field(default_factory=list)

    def become(self, *titles: str) -> None:
        """Let another graph take the place of the one that is kept."""
        self.graph = graph_of(*titles)
        aside = self.file.with_name("aside")
        aside.write_bytes(" ".join(titles).encode())
        aside.replace(self.file)

    def read(self) -> Iterator[bytes]:
        self.reads += 1
        yield from render_ntriples(self.graph)

    def titles(self, asked: str = TITLES, seconds: float = 30) -> list[str]:
        answer = query_kept(self.file, self.read, asked, seconds=seconds, progress=self.told.append)
        return [row[0] for row in answer.rows]

    @property
    def place(self) -> Path:
        return self.file.parent / "sparql"

    @property
    def store(self) -> Path:
        record = read_record(self.place / "store.json")
        assert record is not None
        return self.place / record.folder


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path / "graph.sqlite", graph_of())
    made.become("A", "B")
    return made


def test_the_first_query_fills_the_store_and_the_next_ones_open_it(kept: Kept) -> None:
    assert [kept.titles(), kept.titles(), kept.titles()] == [["A", "B"]] * 3
    assert kept.reads == 1


def test_whoever_shows_progress_hears_how_many_triples_there_are(kept: Kept) -> None:
    kept.titles()
    record = read_record(kept.place / "store.json")
    assert record is not None
    assert kept.told[-1] == record.triples == len(Store.read_only(str(kept.store)))


def test_a_graph_that_was_built_again_is_filled_in_again_and_the_old_store_removed(kept: Kept) -> None:
    kept.titles()
    before = kept.store
    kept.become("A", "B", "C")
    assert kept.titles() == ["A", "B", "C"]
    assert kept.reads == 2
    assert sorted(kept.place.iterdir()) == sorted([kept.place / "lock", kept.place / "store.json", kept.store])
    assert not before.exists()


def test_a_copy_of_the_folder_keeps_its_store(kept: Kept, tmp_path: Path) -> None:
    kept.titles()
    shutil.copytree(kept.file.parent, tmp_path / "copy")
    copied = Kept(tmp_path / "copy" / "graph.sqlite", kept.graph)
    assert copied.titles() == copied.titles() == ["A", "B"]
    assert copied.reads == 0


def test_the_same_graph_written_again_keeps_its_store(kept: Kept) -> None:
    kept.titles()
    kept.become("A", "B")
    assert kept.titles() == ["A", "B"]
    assert kept.reads == 1


def test_another_version_of_the_program_fills_the_store_anew(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.titles()
    monkeypatch.setattr(kept_store, "writer", lambda: "another")
    assert kept.titles() == ["A", "B"]
    assert kept.reads == 2


def largest(store: Path) -> Path:
    return max(store.glob("*.sst"), key=lambda file: file.stat().st_size)


def cut(store: Path) -> None:
    os.truncate(largest(store), 100)


def remove(store: Path) -> None:
    largest(store).unlink()


def forget(store: Path) -> None:
    (store / "CURRENT").write_text("nowhere\n", encoding="utf-8")


def scribble(store: Path) -> None:
    for file in [*store.glob("*.sst"), *store.glob("MANIFEST*")]:
        file.write_bytes(b"\x55" * file.stat().st_size)


def misname(store: Path) -> None:
    (store.parent / "store.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("damage", [cut, remove, forget, scribble, misname, shutil.rmtree])
def test_a_damaged_store_is_filled_anew(
    kept: Kept, damage: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_process, "MEMORY", 200 * 1024 * 1024)
    kept.titles()
    damage(kept.store)
    assert kept.titles() == ["A", "B"]
    assert kept.reads == 2


def test_a_query_that_fails_in_a_store_that_is_whole_does_not_fill_it_anew(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.titles()
    monkeypatch.setattr(query_process, "MEMORY", 50 * 1024 * 1024)
    with pytest.raises(QueryError, match="of memory; narrow it"):
        kept.titles("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f")
    assert kept.reads == 1


def test_a_store_whose_place_another_took_meanwhile_is_left_for_that_one(kept: Kept) -> None:
    kept.titles()
    before = kept.store
    kept.become("C")
    kept.titles()
    assert kept_store.discard_unless_whole(kept.file, before)
    assert kept.titles() == ["C"]
    assert kept.reads == 2


def test_a_faulty_query_is_told_before_a_store_is_filled(kept: Kept) -> None:
    for asked in ("SELECT * {", "CLEAR ALL", "SELECT * { SERVICE <http://x.example/> {} }"):
        with pytest.raises(QueryError):
            kept.titles(asked)
    assert kept.reads == 0
    assert not kept.place.exists()


def test_the_time_of_a_query_is_bounded(kept: Kept) -> None:
    kept.become(*(f"T{number}" for number in range(100)))
    kept.titles()
    with pytest.raises(QueryError, match=r"no answer within 0\.3 seconds"):
        kept.titles("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", seconds=0.3)


def test_many_queries_at_once_fill_one_store(kept: Kept) -> None:
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: kept.titles(), range(4))) == [["A", "B"]] * 4
    assert kept.reads == 1
    assert [folder for folder in kept.place.iterdir() if folder.is_dir()] == [kept.store]


def test_another_process_that_fills_for_too_long_is_told(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_store, "PATIENCE", 0.2)
    kept.place.mkdir()
    with (
        locked(kept.place / "lock", patience=0),
        pytest.raises(OutputError, match=r"another process has been filling the store for 0\.2 seconds; wait for it"),
    ):
        kept.titles()
    assert kept.titles() == ["A", "B"], "the lock is gone with its holder"


def test_the_lock_of_a_process_that_was_killed_is_free_and_its_rubbish_removed(kept: Kept) -> None:
    kept.place.mkdir()
    (kept.place / "0123-half").mkdir()
    code = (
        "import sys, time, pathlib; from exports.folder_lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1]), patience=1): print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(kept.place / "lock")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    process.kill()
    process.communicate()
    assert kept.titles() == ["A", "B"]
    assert not (kept.place / "0123-half").exists()


def test_a_filling_that_fails_leaves_nothing_and_says_why(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept_store, "_fill", full)
    with pytest.raises(OutputError, match="the store cannot be written: No space left on device; make room"):
        kept.titles()
    assert [path.name for path in kept.place.iterdir()] == ["lock"]


def test_an_interrupted_filling_leaves_nothing(kept: Kept) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        query_kept(kept.file, kept.read, TITLES, progress=stop)
    assert [path.name for path in kept.place.iterdir()] == ["lock"]


def test_in_a_folder_that_cannot_be_written_the_store_lives_for_the_query(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(kept_store, "locked", forbidden)
    assert kept.titles() == kept.titles() == ["A", "B"]
    assert kept.reads == 2


@pytest.fixture
def many_files(tmp_path: Path) -> Path:
    """A store of more files than RocksDB opens with it."""
    store = Store(str(tmp_path / "many"))
    for load in range(12):
        lines = (f'<http://x.example/{load}/{row}> <http://x.example/p> "{load} {row}" .\n' for row in range(50))
        store.bulk_load("".join(lines), RdfFormat.N_TRIPLES)
    store.flush()
    assert len(list((tmp_path / "many").glob("*.sst"))) > PRELOADED
    return tmp_path / "many"


def test_a_store_of_many_files_is_read_to_its_end(many_files: Path) -> None:
    for asked in ("?s ?p ?o", "<http://x.example/11/3> ?p ?o", "?s ?p '7 7'"):
        rows = ask_store(many_files, f"SELECT ?o {{ {asked} }}", seconds=30).rows
        assert len(rows) == (600 if asked == "?s ?p ?o" else 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a network of its own is a thing of Linux")
def test_no_query_of_a_store_of_many_files_reaches_the_network(many_files: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        with pytest.raises(SuspectError):
            ask_store(many_files, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", seconds=30)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_file_in_the_way_is_told(kept: Kept) -> None:
    kept.place.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="the store cannot be written: File exists"):
        kept.titles()
