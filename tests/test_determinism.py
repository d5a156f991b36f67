"""The same papers give the same bytes in every file, whatever the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exports.formats import FORMATS

EXAMPLES = Path(__file__).parent.parent / "examples" / "papers.jsonl"


def built(folder: Path, seed: str) -> dict[str, bytes]:
    """All files of a build and its exports in a process with this hash seed, by name."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    commands = (
        ["build", str(EXAMPLES), "-o", str(folder)],
        ["export", str(folder), *(str(folder / f"graph{known.suffix}") for known in FORMATS)],
        ["extract", str(EXAMPLES), "-o", str(folder / "extracted.jsonl")],
    )
    for command in commands:
        subprocess.run([sys.executable, "-m", "kg", *command], env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = built(tmp_path / "one", "0"), built(tmp_path / "two", "4242")
    assert len(first) > len(FORMATS) + 2  # every format, the tables, the manifest and what was extracted
    assert first.keys() == second.keys()
    differing = [name for name in first if first[name] != second[name]]
    assert differing == []


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_papers_does_not_matter(reverse: bool) -> None:
    from kg.builder import extract_inputs
    from kg.plan.assembly import Given, made_of

    extractions, _, _ = extract_inputs([str(EXAMPLES)])
    shuffled = extractions[::-1] if reverse else extractions[80:] + extractions[:80]
    ordered, made = (made_of(papers, Given()) for papers in (extractions, shuffled))
    assert made.keys() == ordered.keys()
    assert [name for name, table in made.items() if not table.equals(ordered[name])] == []
