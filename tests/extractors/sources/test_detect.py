"""The format is known by the content; the file is always named ``input``."""

from __future__ import annotations

import io

import pytest

from extractors.errors import InputError
from extractors.sources.decoding import decode
from extractors.sources.detect import FORMATS, detect

PROSE = "We study how looms weave. " * 20
ROW = '{"title": "A", "abstract": "B"}'


def format_of(content: str) -> str:
    return detect(decode("input", io.BytesIO(content.encode()))).name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ROW, "JSON"),
        (f"\n\n  {ROW}\n{ROW}", "JSON"),
        (f"[{ROW}]", "JSON"),
        ('{\n  "title": "A",\n  "abstract": "B"\n}', "JSON"),
        (f"damaged first row\n{ROW}\n", "JSON"),
        ("title,abstract\nA,B\n", "CSV"),
        ("id;Title;Abstract\n1;A;B\n", "CSV"),
        ("year\tpaper title\tsummary\n2020\tA\tB\n", "CSV"),
        ('"title","abstract"\n', "CSV"),
        ("title,year\nA,2020\n", "CSV"),
        (f"new\n\nSubscribe\n\nA Title\n\n{PROSE}", "trending-papers feed"),
        (f"Get trending papers in your email inbox!\nSubscribeA Title\n{PROSE}", "trending-papers feed"),
        (f"A Title, with a Comma\n\n{PROSE}", "trending-papers feed"),
    ],
)
def test_formats_are_told_apart(content: str, name: str) -> None:
    assert format_of(content) == name


@pytest.mark.parametrize(
    "content",
    [
        "# A heading\n\nSome text.",
        f"# A heading\n\n{PROSE}",
        f"<html>\n{PROSE}",
        f"From: somebody\n{PROSE}",
        "one line",
        "title",
        f"{PROSE}\n{PROSE}",
    ],
)
def test_what_is_none_of_them_is_refused_with_its_beginning(content: str) -> None:
    with pytest.raises(InputError) as caught:
        format_of(content)
    assert str(caught.value).startswith(f"input: no known format (it begins '{content[:8].splitlines()[0]}")
    assert str(caught.value).endswith(
        "; give JSON with title and abstract, BibTeX, CSV with a header, or see docs/sources.md"
    )


def test_formats_have_names_to_be_told_apart_by() -> None:
    assert len({known.name for known in FORMATS}) == len(FORMATS)
