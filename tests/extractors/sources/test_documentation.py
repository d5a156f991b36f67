"""docs/sources.md names every format, every column and every rule's number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.sources.columns import KEYS
from extractors.sources.detect import FORMATS
from extractors.sources.duplicates import ALIKE, YEARS_APART
from extractors.sources.packed import HARMLESS, MAX_RATIO

PAGE = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_every_format_has_a_row_and_no_other_has(name: str) -> None:
    assert re.search(rf"^\| {re.escape(name)} \|", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("field", KEYS)
def test_every_field_has_its_known_columns(field: str) -> None:
    (row,) = re.findall(rf"^\| `{field}` \| (.*) \|$", PAGE, flags=re.MULTILINE)
    assert row.partition(":")[0] == ", ".join(KEYS[field])


def test_the_numbers_are_those_of_the_code() -> None:
    assert (ALIKE, YEARS_APART) == (0.3, 2)
    assert "three tenths of their word pairs" in PAGE
    assert "at most two apart" in PAGE
    assert f"more than {HARMLESS >> 20} MB and {MAX_RATIO} times its size" in PAGE
