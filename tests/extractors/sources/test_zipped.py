"""A zip file is a folder of lists."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import extractors.sources.zipped
from extractors.errors import InputError
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def message(read: Read, content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(content)
    return str(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_read_by_name_and_each_by_its_content(read: Read, good: str, method: int) -> None:
    members = {
        "b/table.txt": b"title,abstract\nIn a table,Yes.\n",
        "a.jsonl.gz": gzip.compress(good.encode()),
        "b/": b"",
        "__MACOSX/a.jsonl": b"no list",
        ".hidden": b"no list",
    }
    papers, skips = read(zipped(members, method))
    assert [paper.sources for paper in papers] == [("input/a.jsonl.gz:1",), ("input/b/table.txt:2",)]
    assert skips == []


def test_a_strange_member_is_a_skip_beside_good_ones(read: Read, good: str) -> None:
    papers, skips = read(zipped({"README.md": b"# Papers", "m.jsonl": good.encode(), "nested.zip": zipped({})}))
    assert len(papers) == 1
    assert [skip.place for skip in skips] == ["input/README.md", "input/nested.zip"]


def test_a_zip_file_without_a_paper_is_an_error_that_names_its_first_member(read: Read) -> None:
    said = message(read, zipped({"README.md": b"# Papers"}))
    assert said.startswith("input: a zip file without a single paper (1 files skipped, the first input/README.md: no")
    assert message(read, zipped({".empty": b""})).startswith("input: a zip file without a single paper; put papers")


def test_a_zip_file_is_read_from_standard_input_and_from_within_gzip(good: str) -> None:
    content = zipped({"m.jsonl": good.encode()})
    for stream in (content, gzip.compress(content)):
        (paper,) = read_papers(["-"], Intake(), stdin=io.BytesIO(stream))
        assert paper.sources == ("stdin/m.jsonl:1",)


def test_in_a_folder_a_zip_file_of_strangers_is_skips(tmp_path: Path, good: str) -> None:
    (tmp_path / "good.jsonl").write_text(good)
    (tmp_path / "pictures.zip").write_bytes(zipped({"a.png": b"\x89PNG\r\n\x1a\n\0\0\0\0"}))
    intake = Intake()
    assert len(list(read_papers([str(tmp_path)], intake))) == 1
    assert [Path(skip.place).name for skip in intake.skips] == ["pictures.zip"]


def test_what_is_damaged_or_a_spreadsheet_is_called_so(read: Read, good: str) -> None:
    content = zipped({"m.jsonl": good.encode() * 50})
    assert message(read, content[:-30]).startswith("input: a damaged zip file (")
    assert "cannot be unpacked" in message(read, content[:60] + b"oops" + content[64:])
    assert message(read, zipped({"[Content_Types].xml": b"<x/>"})) == "input: a spreadsheet; save it as CSV"


def test_a_member_that_is_a_bomb_is_stopped(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractors.sources.zipped, "HARMLESS", 1_000_000)
    assert "unpacks to over 100 times its size" in message(read, zipped({"bomb": b" " * 20_000_000}))
