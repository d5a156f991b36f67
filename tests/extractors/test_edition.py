from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.edition import edition


def test_it_is_twelve_digits_and_the_same_each_time() -> None:
    first = edition()
    edition.cache_clear()
    assert edition() == first
    assert re.fullmatch(r"[0-9a-f]{12}", first)


@pytest.mark.parametrize(
    ("name", "counts"), [("weights.npz", True), ("module.py", True), ("__pycache__/old.pyc", False)]
)
def test_every_file_but_what_python_compiles_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, counts: bool
) -> None:
    monkeypatch.setattr("extractors.edition.files", lambda _: tmp_path)
    edition.cache_clear()
    before = edition()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"1")
    edition.cache_clear()
    assert (edition() != before) == counts
    edition.cache_clear()
