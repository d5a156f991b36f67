"""Packed files are read like what they hold, whoever packed them, and a bomb never goes off."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import extractors.sources.packed
from extractors.errors import InputError
from extractors.sources.decoding import decode
from extractors.sources.packed import PACKINGS, Unpacked
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


def unpacked(content: bytes) -> bytes:
    stream = Unpacked("input", PACKINGS[0], content[:2], io.BytesIO(content[2:]))
    return b"".join(iter(lambda: stream.read(1000), b""))


def message(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        list(decode("input", io.BytesIO(content)).lines())
    return str(caught.value)


def test_a_packed_list_is_read_with_its_lines(read: Read, good: str) -> None:
    papers, skips = read(gzip.compress(("no paper\n" + good).encode()))
    assert [paper.sources for paper in papers] == [("input:2",)]
    assert len(skips) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packed_text_may_have_any_encoding_that_another_may(encoding: str) -> None:
    packed = gzip.compress("Poincaré\n𝛼 λ\n".encode(encoding))
    assert list(decode("input", io.BytesIO(packed)).lines()) == ["Poincaré", "𝛼 λ"]


def test_what_the_gzip_command_packs_is_read_from_a_folder(tmp_path: Path, good: str) -> None:
    command = shutil.which("gzip")
    if command is None:
        pytest.skip("gzip is not installed")
    (tmp_path / "papers.jsonl").write_text(good)
    subprocess.run([command, tmp_path / "papers.jsonl"], check=True)
    intake = Intake()
    (paper,) = read_papers([str(tmp_path)], intake)
    assert paper.sources == ((tmp_path / "papers.jsonl.gz").as_posix() + ":1",)
    assert intake.skips == []


@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=3))
def test_one_member_or_several_are_what_was_packed(parts: list[bytes]) -> None:
    assert unpacked(b"".join(map(gzip.compress, parts))) == b"".join(parts)


def test_a_packed_file_cut_short_or_damaged_is_called_one(good: str) -> None:
    packed = gzip.compress(good.encode() * 100)
    assert "input: a damaged gzip file (compressed file ended" in message(packed[:-12])
    assert "input: a damaged gzip file (cRC check failed" in message(packed[:-8] + b"oops" + packed[-4:])
    assert "input: a damaged gzip file (" in message(b"\x1f\x8b\x08\x00rest of it and more")


def test_what_is_packed_twice_or_is_no_text_inside_is_refused(good: str) -> None:
    assert message(gzip.compress(gzip.compress(good.encode()))).startswith("input: a gzip file within a gzip file")
    assert (
        message(gzip.compress(bytes(1000)))
        == "input: a binary file (1000 NUL bytes); give text: a feed, JSON lines or CSV"
    )
    assert message(gzip.compress(b"")) == "input: an empty file; give papers with title and abstract"


def test_a_bomb_is_stopped_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractors.sources.packed, "HARMLESS", 1_000_000)
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(50)) + packer.flush()
    tracemalloc.start()
    try:
        assert message(bomb) == (
            "input: a gzip file that unpacks to over 100 times its size; unpack it first, if it is to be trusted"
        )
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def unpacked_zstd(content: bytes) -> bytes:
    stream = Unpacked("input", PACKINGS[1], content[:2], io.BytesIO(content[2:]))
    return b"".join(iter(lambda: stream.read(1000), b""))


def test_a_zstandard_list_is_read_with_its_lines(read: Read, good: str) -> None:
    papers, skips = read(zstandard.compress(("no paper\n" + good).encode()))
    assert [paper.sources for paper in papers] == [("input:2",)]
    assert len(skips) == 1


@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=3))
def test_one_frame_or_several_are_what_was_packed(parts: list[bytes]) -> None:
    assert unpacked_zstd(b"".join(map(zstandard.compress, parts))) == b"".join(parts)


def test_another_zstandard_packs_what_is_read(good: str) -> None:
    assert unpacked_zstd(pyarrow.compress(good.encode(), "zstd", asbytes=True)) == good.encode()


def test_a_zstandard_file_cut_short_or_damaged_is_called_one(good: str) -> None:
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(bytes(range(256)) * 4 + good.encode() * 100)
    for end in range(4, len(packed), 7):
        assert message(packed[:end]).startswith("input: a damaged zstd file (")
    assert message(packed[:-4] + b"oops").startswith("input: a damaged zstd file (")


def test_a_zstandard_file_that_asks_for_too_much_memory_is_refused(good: str) -> None:
    greedy = zstandard.ZstdCompressionParameters.from_level(1, window_log=28)
    packer = zstandard.ZstdCompressor(compression_params=greedy).compressobj()
    assert "damaged zstd file" in message(packer.compress(good.encode()) + packer.flush())


def test_a_zstandard_bomb_is_stopped_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractors.sources.packed, "HARMLESS", 1_000_000)
    bomb = zstandard.compress(b" " * 300_000_000)
    tracemalloc.start()
    try:
        assert message(bomb).startswith("input: a zstd file that unpacks to over 100 times its size")
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
