"""INPUT is a file, a folder, a glob or standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extractors.errors import InputError
from extractors.sources.inputs import Found, find_files, opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """a.txt, b/c.txt, b/d.json, and hidden things beside them; the working folder is its parent."""
    root = tmp_path / "feeds"
    for name in ("b/d.json", "a.txt", "b/c.txt", ".hidden", "b/.cache/e.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    return root


def names(inputs: list[str]) -> list[str]:
    return [found.name for found in find_files(inputs)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("inputs", "files"),
    [
        (["feeds/a.txt"], ["feeds/a.txt"]),
        (["./feeds/a.txt"], ["feeds/a.txt"]),
        (["feeds"], ["feeds/a.txt", "feeds/b/c.txt", "feeds/b/d.json"]),
        (["feeds/"], ["feeds/a.txt", "feeds/b/c.txt", "feeds/b/d.json"]),
        (["feeds/*.txt"], ["feeds/a.txt"]),
        (["feeds/*"], ["feeds/a.txt"]),
        (["feeds/**/*.txt"], ["feeds/a.txt", "feeds/b/c.txt"]),
        (["fee*"], ["feeds/a.txt", "feeds/b/c.txt", "feeds/b/d.json"]),
        (["feeds/b/d.json", "feeds"], ["feeds/b/d.json", "feeds/a.txt", "feeds/b/c.txt"]),
        (["-", "feeds/a.txt", "-"], ["-", "feeds/a.txt"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_arguments_stand_for_files_sorted_and_each_once(inputs: list[str], files: list[str]) -> None:
    assert names(inputs) == files


def test_a_link_to_a_file_already_read_is_not_read_again(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "a.txt")
    assert names(["feeds/a.txt", "feeds/z.txt"]) == ["feeds/a.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "a[1].txt").write_text("a")
    assert names(["feeds/a[1].txt"]) == ["feeds/a[1].txt"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("feeds/nope.txt", "feeds/nope.txt: no such file or folder; give a file, a folder, a glob or - for"),
        ("feeds/*.csv", "feeds/*.csv: no file matches; check the pattern"),
        ("feeds/a.txt/b", "feeds/a.txt/b: no such file or folder"),
        ("feeds/b/.cache/none", "none: no such file"),
        ("", "input: an empty name; give a file"),
        ("a\0b", "no such file"),
    ],
)
def test_what_is_missing_is_named(argument: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        find_files(["feeds/a.txt", argument])
    assert message in str(caught.value)


def test_a_folder_of_hidden_files_only_has_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(InputError, match="a folder with no file to read"):
        find_files([str(tmp_path)])


@pytest.fixture
def graph(folder: Path) -> Path:
    """A graph in feeds/kept, beside the feeds."""
    kept = folder / "kept"
    (kept / "tables").mkdir(parents=True)
    for name in ("manifest.json", "tables/nodes-1.parquet", "graph.ttl"):
        (kept / name).write_text("x")
    return kept


@pytest.mark.usefixtures("graph")
def test_a_folder_that_keeps_a_graph_comes_once_and_without_its_files() -> None:
    found = find_files(["feeds"])
    assert [each.name for each in found] == ["feeds/a.txt", "feeds/b/c.txt", "feeds/b/d.json", "feeds/kept"]
    assert [each.name for each in found if each.keeps_graph] == ["feeds/kept"]
    assert names(["feeds/kept/graph.ttl"]) == ["feeds/kept/graph.ttl"]
    assert names(["feeds/[bk]*"]) == ["feeds/b/c.txt", "feeds/b/d.json"]


@pytest.mark.usefixtures("graph")
def test_a_graph_alone_holds_no_papers() -> None:
    with pytest.raises(InputError, match=r"feeds/kept: a folder with no file to read but those of a graph; put papers"):
        find_files(["feeds/kept"])


def test_a_manifest_without_tables_is_a_file_like_others(folder: Path) -> None:
    (folder / "b" / "manifest.json").write_text("x")
    assert "feeds/b/manifest.json" in names(["feeds"])


def test_no_argument_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="input: nothing to read; give a file"):
        find_files([])


def test_an_unreadable_file_is_one_clear_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError) as caught, opened(Found(str(folder / "a.txt"))):
        pass
    assert str(caught.value).endswith("a.txt: cannot be opened (Permission denied); make it readable, or leave it out")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("inputs", [["feeds", "feeds/b/c.txt"], ["feeds/b/c.txt", "feeds"], ["feeds", "feeds/b/*.txt"]])
def test_a_file_in_a_folder_counts_as_named_once_it_is_named_too(inputs: list[str]) -> None:
    assert {found.name for found in find_files(inputs) if found.named} == {"feeds/b/c.txt"}
    assert not [found for found in find_files(["feeds"]) if found.named]


def test_standard_input_has_a_name_of_its_own() -> None:
    with opened(Found("-"), io.BytesIO(b"piped")) as (name, stream):
        assert (name, stream.read()) == ("stdin", b"piped")


def test_a_file_is_closed_afterwards(folder: Path) -> None:
    with opened(Found(str(folder / "a.txt"))) as (_, stream):
        assert not stream.closed
    assert stream.closed
