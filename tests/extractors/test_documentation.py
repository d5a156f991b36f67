"""The page on extraction names what there is, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
from extractors.pipeline import FINDERS
from extractors.relations import RULES
from extractors.untyped import Why

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"


@pytest.mark.parametrize("function", [*FINDERS, *RULES], ids=lambda function: function.__name__)
def test_the_page_has_a_row_for_every_finder_and_rule(function) -> None:
    assert f"| `{function.__name__}` |" in PAGE.read_text(encoding="utf-8")


def test_the_page_names_no_rule_that_is_gone() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == {function.__name__ for function in (*FINDERS, *RULES)}


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
def test_the_examples_run(example: str) -> None:
    exec(compile(example, str(PAGE), "exec"), {})


def test_the_example_for_spacy_runs_where_only_spacy_is_imported(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(import spacy.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "('LoRA', 'method', 'method:lora')" in done.stdout, done.stderr


def test_the_page_has_every_reason_for_leaving_something_untyped() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {why} |" in page for why in Why)


def test_every_public_name_is_there() -> None:
    assert all(getattr(extractors, name) is not None for name in extractors.__all__)
    assert dir(extractors) == sorted(extractors.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        extractors.nothing  # noqa: B018


def test_the_front_door_loads_nothing_heavy() -> None:
    code = "import sys, extractors; extractors.Paper; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
