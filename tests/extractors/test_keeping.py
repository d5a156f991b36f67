"""What is made of a key is made once, as long as there is room."""

from __future__ import annotations

import pytest

from extractors import keeping
from extractors.keeping import Kept


def test_each_key_is_made_once() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    kept = Kept(make)
    assert list(map(kept.__getitem__, ["crane", "fold", "crane"])) == ["CRANE", "FOLD", "CRANE"]
    assert made == ["crane", "fold"]


def test_a_full_table_is_emptied_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    kept = Kept(str.upper)
    assert [kept[key] for key in "abcab"] == ["A", "B", "C", "A", "B"]
    assert len(kept) <= 2
