"""Bytes are UTF-8, or say that they are UTF-16 or UTF-32; what they are not is said with the byte's place."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.sources.decoding import BLOCK, decode


def lines(content: bytes) -> list[str]:
    return list(decode("input", io.BytesIO(content)).lines())


def message(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        lines(content)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_announce_themselves(encoding: str) -> None:
    assert lines("Poincaré\n𝛼 λ\n".encode(encoding)) == ["Poincaré", "𝛼 λ"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert lines(f"a{end}{end}b{end}".encode()) == ["a", "", "b"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.integers(0, 9))
def test_a_block_may_end_inside_a_character_or_a_line_end(text: str, shift: int) -> None:
    content = ["x" * (BLOCK - shift), text, text]
    assert lines("\r\n".join(content).encode()) == content


def test_only_line_feeds_and_carriage_returns_end_lines() -> None:
    assert lines("a\u2028b\x0bc\x85d".encode()) == ["a\u2028b\x0bc\x85d"]


@pytest.mark.parametrize(
    ("content", "offset"),
    [
        (b"caf\xe9", 3),
        (b"\xef\xbb\xbfcaf\xe9 au lait", 6),
        (b"x" * (BLOCK + 7) + b"\xe9 ", BLOCK + 7),
        (b"x" * (BLOCK - 1) + b"\xc3x", BLOCK - 1),
        (b"cut in a character: \xe2\x82", 20),
    ],
    ids=["latin-1", "after a mark", "in a later block", "across blocks", "cut short"],
)
def test_a_wrong_encoding_is_named_with_its_byte_and_a_cure(content: bytes, offset: int) -> None:
    said = message(content)
    assert f"input: not UTF-8: byte 0x{content[offset]:02x} at offset {offset}; " in said
    assert said.endswith("iconv -f LATIN1 -t UTF-8 input")


@pytest.mark.parametrize("order", ["LE", "BE"])
def test_utf_16_without_a_mark_is_recognised_but_not_guessed(order: str) -> None:
    said = message("title,abstract\nA,B\n".encode(f"utf-16-{order.lower()}"))
    assert said == f"input: UTF-16 with no byte order mark; convert it first: iconv -f UTF-16{order} -t UTF-8 input"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04rest", "a zip file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PAR1\x15\x04", "a Parquet file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
        (bytes(range(256)), "a binary file"),
        (bytes(1000), "a binary file (1000 NUL bytes)"),
    ],
)
def test_a_binary_file_is_called_one(content: bytes, what: str) -> None:
    assert f"input: {what}" in message(content)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\r\n\t" * 50_000], ids=["no byte", "mark", "blanks"])
def test_a_file_without_text_is_empty(content: bytes) -> None:
    assert message(content) == "input: an empty file; give papers with title and abstract"


def test_a_disk_that_fails_while_reading_is_an_input_error() -> None:
    class Failing(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match=r"cannot be read \(Input/output error\)"):
        decode("input", Failing())
