"""The examples: real papers told in our own words, and scripts that run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg

EXAMPLES = Path(__file__).parent.parent / "examples"
PAPERS = [json.loads(line) for line in (EXAMPLES / "papers.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_paper_has_a_title_a_year_and_a_global_id_of_its_own() -> None:
    assert len(PAPERS) >= 100
    assert len({paper["id"].lower() for paper in PAPERS}) == len(PAPERS)
    assert len({paper["title"].lower() for paper in PAPERS}) == len(PAPERS)
    for paper in PAPERS:
        assert re.fullmatch(r"arXiv:\d{4}\.\d{4,5}|doi:10\.\S+", paper["id"]), paper["id"]
        assert 1990 <= paper["year"] <= 2026
        assert paper["url"].endswith(paper["id"].partition(":")[2])


def test_every_abstract_has_three_to_six_sentences() -> None:
    for paper in PAPERS:
        sentences = re.findall(r"[.!?](?:\s+(?=[A-Z0-9\"'(\[])|$)", paper["abstract"])
        assert 3 <= len(sentences) <= 6, paper["title"]


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.build([str(EXAMPLES / "papers.jsonl")])


@pytest.mark.parametrize(
    ("family", "least", "members"),
    [
        ("LoRA", 18, {"QLoRA", "AdaLoRA", "DoRA", "LoRA+", "VeRA", "PiSSA", "LoftQ"}),
        ("post-training quantization", 10, {"GPTQ", "AWQ", "SmoothQuant", "OmniQuant"}),
        ("model merging", 5, {"TIES-Merging", "AdaMerging"}),
        ("pruning", 6, {"SparseGPT", "Wanda"}),
        ("preference optimization", 4, {"DPO", "SimPO"}),
    ],
)
def test_families_meet(graph: kg.Graph, family: str, least: int, members: set[str]) -> None:
    names = {variant.name for variant in graph.family(family).walk()} - {family}
    assert members <= names
    assert len(names) >= least


def test_the_two_sams_stay_apart(graph: kg.Graph) -> None:
    segment, sharpness = graph.find("Segment Anything Model"), graph.find("sharpness-aware minimization")
    assert (segment.kind, sharpness.kind) == ("model", "method")


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_every_script_runs(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 5
