"""Feeds: dumps of a trending-papers page, whose lines say nowhere what is a title and what an abstract."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sources.alignment import ABSTRACT, TITLE, align
from extractors.sources.duplicates import join_repeats
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMay 6\n\n"
PROSE = "We study how looms weave. " * 20


def entries(file: Path) -> tuple[list[Paper], Intake]:
    intake = Intake()
    return list(read_papers([str(file)], intake)), intake


def test_the_layout_with_blank_lines(data: Path) -> None:
    papers, intake = entries(data / "feed_blank_lines.txt")
    assert [paper.title for paper in papers] == [
        "TideNet: Forecasting Harbour Currents with Recurrent Buoys",
        "What Do Pocket Calculators Remember?",
        "Sparse Attention for Very Long Shopping Lists",
    ]
    assert papers[0].abstract.startswith("Predicting currents inside")
    assert papers[0].abstract.endswith("at https://github.com/example/tidenet")
    assert [paper.sources[0].rpartition(":")[2] for paper in papers] == ["11", "15", "19"]
    assert intake.skips == []


def test_the_layout_with_one_line_each_and_the_button_glued_to_the_first_title(data: Path) -> None:
    papers, intake = entries(data / "feed_one_line_each.txt")
    assert [paper.title for paper in papers] == [
        "GlacierBench: A Benchmark of Slow Reasoning",
        "Sparse Attention for Very Long Shopping Lists",
    ]
    assert [paper.sources[0].rpartition(":")[2] for paper in papers] == ["3", "5"]
    assert intake.skips == []


def test_text_is_kept_as_it_is_with_its_latex_leftovers(data: Path) -> None:
    papers, _ = entries(data / "feed_blank_lines.txt")
    assert "in $S^{2}$ of {\\em all} cases, 10\\% above chance" in papers[1].abstract


def test_odd_entries_cost_themselves_and_nothing_else(data: Path) -> None:
    """Two paragraphs, a title with a full stop, a lost abstract, a short one, and a cut at the end."""
    papers, intake = entries(data / "feed_odd_entries.txt")
    assert [paper.title for paper in papers] == [
        "Two Paragraphs on Weaving Looms",
        "Attention is not embroidery.",
        "Short and Good",
        "The library of lost umbrellas: a data set",
    ]
    assert papers[0].abstract.endswith("without any label. Project page: https://loombert.example.org")
    assert papers[2].abstract == "Networks of paper cups compute parity."
    assert [(skip.place.rpartition(":")[2], skip.reason) for skip in intake.skips] == [
        ("21", "no abstract; a paper needs title and abstract (title 'A Title Whose Abstract Was Lost')"),
        ("31", "no abstract; a paper needs title and abstract (title 'The Title at Which the File Was Cut')"),
    ]


def test_an_abstract_without_a_title_is_skipped(read: Read) -> None:
    papers, skips = read(f"{HEADER}{PROSE}\n\nA Title\n\n{PROSE}\n")
    assert [paper.title for paper in papers] == ["A Title"]
    assert [skip.place for skip in skips] == ["input:11"]
    assert "an abstract with no title above it ('We study how looms" in skips[0].reason


@pytest.mark.parametrize("day", ["May 6", "Apr 16", "Sept 1", "December 31, 2024", "Jan. 2"])
def test_the_day_in_the_header_varies(read: Read, day: str) -> None:
    papers, _ = read(HEADER.replace("May 6", day) + f"A Title\n\n{PROSE}")
    assert [paper.title for paper in papers] == ["A Title"]


def test_feeds_one_after_another_in_one_file(read: Read, data: Path) -> None:
    names = ("feed_blank_lines.txt", "feed_one_line_each.txt")
    papers, skips = read("".join((data / name).read_text(encoding="utf-8") for name in names))
    assert len(papers) == 5
    assert papers[3].title == "GlacierBench: A Benchmark of Slow Reasoning"
    assert skips == []


def test_a_title_that_begins_like_the_button_is_left_alone(read: Read) -> None:
    papers, _ = read(f"{HEADER}Subscribers Who Leave\n\n{PROSE}\n")
    assert papers[0].title == "Subscribers Who Leave"


def test_a_feed_that_has_lost_its_header_is_still_a_feed(read: Read) -> None:
    papers, _ = read(f"A Title\n\n{PROSE}\n\nAnother Title\n\n{PROSE}\n")
    assert [paper.title for paper in papers] == ["A Title", "Another Title"]


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("Last\n\n" + PROSE + "We fin", "the file is cut short in its abstract; a whole one is needed (title 'Last')"),
        ("Last\n\nWe st", "the file is cut short in its abstract; a whole one is needed (title 'Last')"),
        ("Last\n\nWhile Large", "the file is cut short in its abstract; a whole one is needed (title 'Last')"),
        ("Last\n", "no abstract; a paper needs title and abstract (title 'Last')"),
        ("Las", "no abstract; a paper needs title and abstract (title 'Las')"),
    ],
)
def test_an_entry_cut_short_at_the_end_is_skipped_and_counts_once(read: Read, end: str, reason: str) -> None:
    papers, skips = read(f"{HEADER}First\n\n{PROSE}\n\n{end}")
    assert [paper.title for paper in papers] == ["First"]
    assert skips == [Skip("input:15", reason)]


@pytest.mark.parametrize("end", ["A sentence.", "A sentence (abridged)", "Code: https://github.com/a/b", "We stop\n"])
def test_an_end_without_a_line_end_is_no_cut(read: Read, end: str) -> None:
    papers, skips = read(f"{HEADER}First\n\n{PROSE}{end}")
    assert (len(papers), skips) == (1, [])


@pytest.mark.parametrize("size", range(0, 1600, 7))
def test_a_feed_cut_anywhere_loses_at_most_its_last_entry(read: Read, size: int) -> None:
    whole = f"{HEADER}" + "".join(f"Loom Paper {number}\n\n{PROSE}\n\n" for number in range(4))
    start = len(f"{HEADER}Loom Paper 0\n\n{PROSE}\n\n")
    papers, skips = read(whole[: start + size])
    assert len(skips) <= 1
    assert [paper.title for paper in papers] == [f"Loom Paper {number}" for number in range(len(papers))]


damage = st.sampled_from(["whole", "whole", "whole", "two paragraphs", "no abstract"])


@given(st.lists(damage, min_size=1, max_size=30))
def test_whatever_is_lost_the_rest_stays_aligned(damages: list[str]) -> None:
    paragraphs: list[str] = []
    expected: list[int] = []
    for number, kind in enumerate(damages):
        abstracts = {"whole": 1, "two paragraphs": 2, "no abstract": 0}[kind]
        paragraphs += [f"LoomNet-{number}: A Network for Weaving", *[PROSE] * abstracts]
        expected += [TITLE, *[ABSTRACT] * abstracts]
    assert align(paragraphs) == expected


def test_nothing_has_no_labels() -> None:
    assert align([]) == []


@pytest.mark.skipif("PAPERKG_FEEDS" not in os.environ, reason="PAPERKG_FEEDS does not name the folder of real feeds")
def test_the_real_feeds_have_501_entries_458_papers_and_43_repeats() -> None:
    intake = Intake()
    papers = list(read_papers([os.environ["PAPERKG_FEEDS"]], intake))
    distinct, repeats = join_repeats(papers)
    assert (len(papers), len(distinct), repeats) == (501, 458, 43)
    assert intake.skips == []
    assert all(20 <= len(paper.title) <= 150 and len(paper.abstract) >= 250 for paper in papers)
    assert sum(len(paper.sources) for paper in distinct) == 501
