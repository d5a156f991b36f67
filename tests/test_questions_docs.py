"""docs/questions.md: its Python and its commands run as they stand, on the example papers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS as KNOWN

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
COMMANDS = ("papers", "related", "siblings", "together", "path", "timeline", "beats", "code", "diff", "cypher")


def blocks(language: str) -> str:
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.DOTALL | re.MULTILINE))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the example papers where the page expects them, and ``paperkg`` to be called."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "papers.jsonl").write_bytes((ROOT / "examples" / "papers.jsonl").read_bytes())
    script = tmp_path / "bin" / "paperkg"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_question_has_an_example_on_the_command_line(command: str) -> None:
    assert command in [known.__name__ for known in KNOWN]
    assert f"paperkg {command} " in blocks("sh")


def test_its_python_runs(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(place)
    exec(blocks("python"), {})
    out = capsys.readouterr().out
    for words in ("papers name both", "GPTQ", "2021 [(2021, 1,", "LoftQ > QLoRA", "AWQ", "v.name"):
        assert words in out
    assert "https://github.com/IST-DASLab/gptq introduces" in out
    assert "10 papers more" in out


def test_its_commands_run(place: Path) -> None:
    environment = {**os.environ, "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["sh", "-e", "-c", blocks("sh")], cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for words in ("lift", "1. ", "first seen", "winner", "repository", "New papers (10)"):
        assert words in done.stdout
