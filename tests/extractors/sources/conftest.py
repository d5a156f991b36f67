"""What every test of reading needs: a file with this content, read from start to end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

DATA = Path(__file__).parents[2] / "data"

GOOD = '{"title": "A good paper", "abstract": "It is good."}\n'

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Papers and skips of a file named ``input`` in the working folder."""
    monkeypatch.chdir(tmp_path)

    def read_content(content: str | bytes) -> tuple[list[Paper], list[Skip]]:
        Path("input").write_bytes(content.encode() if isinstance(content, str) else content)
        intake = Intake()
        return list(read_papers(["input"], intake)), intake.skips

    return read_content


@pytest.fixture
def good() -> str:
    """A row that reads well, to stand among bad ones."""
    return GOOD


@pytest.fixture
def data() -> Path:
    return DATA
