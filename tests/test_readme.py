"""README and docs are under test: their Python runs, and they name what exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exports.formats import FORMATS, Format
from kg.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_its_python_runs_as_it_stands() -> None:
    code = "\n".join(blocks(README, "python"))
    assert 8 <= len([line for line in code.splitlines() if line.strip()]) <= 12
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "LoRA-Pro" in done.stdout or "QLoRA" in done.stdout


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_it_names_every_command(command: str) -> None:
    assert f"paperkg {command}" in README or f"`{command}`" in README


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_the_formats_page_names_every_format(known: Format) -> None:
    assert known.suffix in (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_local_link_and_picture_of_the_documentation_exists() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_change_log_has_the_version_that_is_built_or_an_unreleased_part() -> None:
    from importlib.metadata import version

    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {version('paperkg')}" in log or "## Unreleased" in log
