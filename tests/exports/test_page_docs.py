"""docs/page.md shows pictures that are there, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.neighbourhood import Neighbourhood

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "page.md").read_text("utf-8")


def test_every_picture_is_there_and_every_picture_is_shown() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT))
    assert shown == {file.name for file in (ROOT / "docs").glob("page*.png")}
    assert len(shown) == 5


def test_the_example_runs(demo_graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.setattr(kg, "build", lambda _: demo_graph, raising=False)
    names: dict[str, object] = {}
    exec(block, names)
    assert isinstance(demo_graph.focus("LoRA", depth=1), Neighbourhood)
