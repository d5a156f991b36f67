"""Parts: numbered, bounded, whole, and the same bytes every time."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import exports.lines
from exports.parts import write_parts


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.lines, "CHUNK", 10)


def contents(paths: list[Path]) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in paths]


def test_no_part_is_larger_than_allowed_and_no_text_is_cut(tmp_path: Path) -> None:
    texts = [f"line {number}\n" for number in range(40)]
    paths = write_parts(texts, tmp_path, "data-*.nt.gz", largest=50)
    parts = contents(paths)
    assert b"".join(parts) == "".join(texts).encode()
    assert max(map(len, parts)) <= 50
    assert {part[-1:] for part in parts} == {b"\n"}


def test_parts_are_numbered_from_one(tmp_path: Path) -> None:
    paths = write_parts(["a" * 10] * 3, tmp_path, "data-*.nt.gz", largest=10)
    assert [path.name for path in paths] == ["data-001.nt.gz", "data-002.nt.gz", "data-003.nt.gz"]


def test_a_text_that_is_larger_than_a_part_is_a_part(tmp_path: Path) -> None:
    paths = write_parts(["a" * 100, "b" * 100], tmp_path, "data-*.nt.gz", largest=10)
    assert contents(paths) == [b"a" * 100, b"b" * 100]


def test_nothing_is_one_empty_part(tmp_path: Path) -> None:
    assert contents(write_parts([], tmp_path, "data-*.nt.gz")) == [b""]


def test_the_header_has_neither_name_nor_time(tmp_path: Path) -> None:
    one, other = (write_parts(["x"], tmp_path, f"{name}-*.gz")[0].read_bytes() for name in ("one", "other"))
    assert one == other
    assert one[3:8] == bytes(5)  # no flags, so no name; and time 0 (RFC 1952, 2.3)
