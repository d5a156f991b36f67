"""JSON: lines, arrays, and objects over several lines; what is broken costs itself only."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from extractors.errors import InputError
from extractors.types import Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]

ROWS = [{"title": f"Title {n}", "abstract": "Text {with} [brackets], and commas."} for n in range(3)]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("\n".join(map(json.dumps, ROWS)), [1, 2, 3]),
        ("\n\n".join(map(json.dumps, ROWS)), [1, 3, 5]),
        (json.dumps(ROWS), [1, 1, 1]),
        (json.dumps(ROWS, indent=2), [2, 6, 10]),
        ("[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n", [2, 3, 4]),
        ("\n".join(json.dumps(row, indent=2) for row in ROWS), [1, 5, 9]),
    ],
    ids=["lines", "blank lines between", "array on one line", "indented", "one a line in brackets", "jq's layout"],
)
def test_every_layout_reads_the_same_and_knows_its_lines(read: Read, content: str, lines: list[int]) -> None:
    papers, skips = read(content)
    assert [paper.title for paper in papers] == ["Title 0", "Title 1", "Title 2"]
    assert [paper.sources for paper in papers] == [(f"input:{line}",) for line in lines]
    assert skips == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            '{"title": "x", "abs',
            "not JSON (unterminated string starting at '\"abs'); an object with title and abstract",
        ),
        ('{"title": "x"} {', "not JSON (extra data at '{')"),
        ("plain text", "not JSON (expecting value at 'plain text')"),
        ("[1, 2]", "not an object but '[1, 2]'; an object with title and abstract is needed"),
        ("5", "not an object but '5'"),
        ("null", "not an object but 'null'"),
        ('{"title": 5, "abstract": "x"}', "the title is a number; text is needed"),
        ('{"title": ["x"], "abstract": "x"}', "the title is a list; text is needed"),
        ('{"title": true, "abstract": "x"}', "the title is a truth value; text is needed"),
        ('{"title": "x", "abstract": {"a": 1}}', "the abstract is an object; text is needed (title 'x')"),
        ('{"title": "x"}', "no abstract; a paper needs title and abstract (title 'x')"),
        ('{"title": "x", "abstract": null}', "no abstract; a paper needs title and abstract (title 'x')"),
        ('{"title": " ", "abstract": "x"}', "no title; a paper needs title and abstract"),
        ("{}", "no title; a paper needs title and abstract"),
        ('{"title": ' + "[" * 100_000 + "}", "not JSON (nested too deeply)"),
        ('{"title": "x", "abstract": "y", "year": ' + "9" * 5000 + "}", "not JSON (a number too long to read)"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["first", "second"])
def test_a_bad_row_is_a_skip_and_the_good_ones_stay(read: Read, good: str, row: str, reason: str, first: bool) -> None:
    papers, skips = read(f"{row}\n{good}" if first else f"{good}{row}\n{good}")
    assert [paper.title for paper in papers] == ["A good paper"] * (1 if first else 2)
    assert [skip.place for skip in skips] == ["input:1" if first else "input:2"]
    assert reason in skips[0].reason
    assert "\n" not in skips[0].reason


def test_an_array_that_is_cut_short_keeps_what_is_whole(read: Read) -> None:
    whole = json.dumps(ROWS, indent=1)
    papers, skips = read(whole[: whole.index("Title 2")])
    assert len(papers) == 2
    assert [skip.place for skip in skips] == ["input:10"]
    assert skips[0].reason.endswith("nothing below it was read")


def test_an_array_that_is_cut_between_rows_says_so(read: Read) -> None:
    papers, skips = read(json.dumps(ROWS, indent=1).rstrip("]\n"))
    assert len(papers) == 3
    assert skips == [Skip("input:13", "the array has no end: the file is cut short; a closing ] is needed")]


def test_reading_an_indented_array_goes_on_after_a_broken_row(read: Read) -> None:
    papers, skips = read(json.dumps(ROWS, indent=2).replace('"Title 1"', "Title 1"))
    assert [paper.title for paper in papers] == ["Title 0", "Title 2"]
    assert [skip.place for skip in skips] == ["input:6"]


def test_half_a_surrogate_pair_does_not_survive_to_where_it_cannot_be_written(read: Read) -> None:
    papers, _ = read('{"title": "half \\ud83d", "abstract": "whole \\ud83d\\ude00"}')
    assert (papers[0].title, papers[0].abstract) == ("half \ufffd", "whole 😀")


@pytest.mark.parametrize("content", ["[]", "{}", "[1, 2]", '{"title": "x"}', '{"title": "x', "[" * 100_000])
def test_json_without_a_paper_is_an_error(read: Read, content: str) -> None:
    with pytest.raises(InputError, match=r"input: JSON without a single paper.*; at least one row needs title"):
        read(content)
