"""Pairs of short abstracts: the same concept under two spellings, or two concepts under one name or like names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import extract
from extractors.types import Extraction, Mention, Paper
from kg.resolve import Resolution, resolve

DATA = Path(__file__).parents[1] / "data"
CASES = {"identity.jsonl": 200, "identity_more.jsonl": 60}
"""How many pairs each file has, half of them the same; the second was written without a look at the rules."""
REACHED = 0.97


@cache
def read_case(paper: str, title: str, abstract: str) -> Extraction:
    return extract(Paper(paper, title, abstract))


def covers(mention: Mention, text: str, surface: str) -> bool:
    """Whether a mention is the surface's first place in the abstract but for LaTeX signs, or a longer name there."""
    start = text.index(surface, text.index("\n"))
    bare = surface.removeprefix("\\textbf").strip("{}$\\")
    first = text.index(bare[:2], start)
    return mention.start <= first and start + len(surface.rstrip("}$")) - 1 < mention.end


def named(extraction: Extraction, resolution: Resolution, surface: str) -> str:
    """The concept of the first mention with just this surface, else of the name that holds it; empty without any."""
    text = extraction.paper.text
    exact = [mention for mention in extraction.mentions if mention.text == surface]
    found = exact or [mention for mention in extraction.mentions if covers(mention, text, surface)]
    return resolution.concept_of(extraction.paper.id, found[0]) if found else ""


def concepts_of(case: dict[str, Any]) -> tuple[str, str]:
    """The concept that each side's surface names, both papers read together; empty where it is not found."""
    sides = [(paper, case[paper]) for paper in ("one", "other")]
    papers = [read_case(paper, side["title"], side["abstract"]) for paper, side in sides]
    resolution = resolve(papers)
    one, other = (
        named(extraction, resolution, side["surface"]) for extraction, (_, side) in zip(papers, sides, strict=True)
    )
    return one, other


def is_right(case: dict[str, Any]) -> bool:
    one, other = concepts_of(case)
    return bool(one) and one == other if case["same"] else not one or one != other


@pytest.mark.parametrize("name", CASES)
def test_of_a_hundred_pairs_at_most_three_are_wrong_in_round_numbers(name: str) -> None:
    cases = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    assert [case["same"] for case in cases].count(True) == len(cases) // 2 == CASES[name] // 2
    wrong = [case for case in cases if not is_right(case)]
    told = [f"{case['note']}: {concepts_of(case)} for {case['one']} and {case['other']}" for case in wrong]
    assert len(wrong) <= round((1 - REACHED) * len(cases)), "\n".join(told)
