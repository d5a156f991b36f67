"""Writing a file: it is whole or as it was before."""

from __future__ import annotations

import errno
import math
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.files import write_chunks, write_graph
from extractors.errors import OutputError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

NOBODY = 65534


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that this process may read but not write in; as root, by being somebody else for a while."""
    with tempfile.TemporaryDirectory() as name:
        folder, root = Path(name), os.geteuid() == 0
        folder.chmod(0o555)
        if root:
            os.seteuid(NOBODY)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def failing(error: BaseException) -> Iterator[bytes]:
    yield b"half of it"
    raise error


def message(path: Path, chunks: Iterator[bytes]) -> str:
    """The one line that writing there fails with."""
    with pytest.raises(OutputError) as caught:
        write_chunks(chunks, path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_graph_is_written_in_the_format_of_the_suffix(small_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    written = write_graph(small_graph, path)
    assert written == path.stat().st_size
    assert path.read_bytes().startswith(b'{"directed": true')
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_bytes(b"an older and longer graph")
    assert write_chunks(iter([b"a ", b"new", b" one"]), path) == 9
    assert path.read_bytes() == b"a new one"


def test_an_existing_file_survives_a_graph_that_cannot_be_rendered(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text("precious")
    with pytest.raises(OutputError, match="result:r"):
        write_graph(Graph.from_facts([Node("result:r", NodeKind.RESULT, "1e999", {"number": math.inf})], []), path)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError("a fault"), KeyboardInterrupt()], ids=["fault", "interrupt"])
def test_nothing_half_written_is_left_behind(error: BaseException, tmp_path: Path) -> None:
    with pytest.raises(type(error)):
        write_chunks(failing(error), tmp_path / "graph.nt")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "graph.nt"
    path.write_text("precious")
    monkeypatch.setattr("exports.files.os.fsync", full)
    assert message(path, iter([b"new"])) == f"{path}: cannot be written: No space left on device; choose another place"
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "missing"
    path = folder / "graph.nt"
    assert message(path, iter([b"new"])) == f"{path}: there is no folder {folder}; make it first, or choose another"


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.mkdir()
    assert message(path, iter([b"new"])) == f"{path}: is a folder; choose another name"


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.symlink_to(os.devnull)
    assert message(path, iter([b"new"])) == f"{path}: is no plain file; choose another name"
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_that_cannot_be_written_in_is_one_clear_line(locked_folder: Path) -> None:
    path = locked_folder / "graph.nt"
    assert message(path, iter([b"new"])) == f"{path}: cannot be written: Permission denied; choose another place"
    assert list(locked_folder.iterdir()) == []


def test_nothing_is_rendered_for_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    chunks = iter([b"new"])
    message(tmp_path / "missing" / "graph.nt", chunks)
    assert next(chunks) == b"new"


def test_a_link_is_followed_and_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.nt", tmp_path / "link.nt"
    target.write_text("old")
    link.symlink_to(target)
    write_chunks(iter([b"new"]), link)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "graph.nt"
    plain.touch()
    write_chunks(iter([b"new"]), path)
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.touch(mode=0o600)
    write_chunks(iter([b"new"]), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
