"""Reading as a whole: several inputs, what was met on the way, and what every source can do wrong."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.sources.cleaning import clean_text
from extractors.sources.duplicates import join_repeats
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


def test_all_formats_of_a_folder_are_read_by_their_content(data: Path, tmp_path: Path, good: str) -> None:
    (tmp_path / "1.csv").write_text(good)
    (tmp_path / "2.json").write_bytes((data / "feed_one_line_each.txt").read_bytes())
    (tmp_path / "3.txt").write_text("title,abstract\nIn a table,Yes.\n")
    (tmp_path / "4").write_bytes((data / "feed_blank_lines.txt").read_bytes())
    intake = Intake()
    papers = list(read_papers([str(tmp_path)], intake))
    assert [Path(name).name for name in intake.files] == ["1.csv", "2.json", "3.txt", "4"]
    assert len(papers) == 1 + 2 + 1 + 3
    assert intake.skips == []
    joined, repeats = join_repeats(papers)
    assert (len(joined), repeats) == (6, 1)


def test_standard_input_is_read_like_a_file(good: str) -> None:
    intake = Intake()
    (paper,) = read_papers(["-"], intake, stdin=io.BytesIO(good.encode()))
    assert (paper.sources, intake.files) == (("stdin:1",), ["stdin"])


def test_papers_come_before_the_next_file_is_looked_into(tmp_path: Path, good: str) -> None:
    (tmp_path / "a").write_text(good)
    (tmp_path / "b").write_text("nothing known")
    papers = read_papers([str(tmp_path)], Intake())
    assert next(papers).title == "A good paper"
    with pytest.raises(InputError, match="b: no known format"):
        next(papers)


def test_a_file_with_not_one_good_row_is_an_error_that_says_why(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read('{"title": "x"}\n{"title": "y"}\n')
    assert str(caught.value) == (
        "input: JSON without a single paper (2 skipped, the first at line 1: no abstract; a paper needs title and"
        " abstract (title 'x')); at least one row needs title and abstract"
    )


@pytest.mark.parametrize(
    "content",
    [
        '{"title": "Big", "abstract": "%s"}\n{"title": "Small", "abstract": "Yes."}',
        'title,abstract\nBig,"%s"\nSmall,Yes.\n',
        "new\n\nSubscribe\n\nMay 6\n\nBig\n\n%s\n\nSmall\n\nWe say yes. It is so.\n",
    ],
    ids=["JSON", "CSV", "feed"],
)
def test_ten_megabytes_cost_their_row_and_no_time(read: Read, content: str) -> None:
    started = time.perf_counter()
    papers, skips = read(content % ("word. " * 1_750_000))
    assert time.perf_counter() - started < 5
    assert [paper.title for paper in papers] == ["Small"]
    assert ["the abstract has 10,5" in skip.reason or "the abstract has 10,4" in skip.reason for skip in skips] == [
        True
    ]


def test_a_nul_byte_in_a_feed_costs_its_entry(read: Read) -> None:
    prose = "We study how looms weave. " * 20
    papers, skips = read(f"new\n\nSubscribe\n\nMay 6\n\nOne\n\n{prose}\0{prose}\n\nTwo\n\n{prose}\n")
    assert [paper.title for paper in papers] == ["Two"]
    assert skips == [Skip("input:7", "a NUL character in the abstract; text is needed (title 'One')")]


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(clean_text)
worded = text.filter(bool)
name = worded.filter(lambda written: ";" not in written)
urls = st.sampled_from(["https://github.com/a/b", "example.org/x?y=(z)", "https://ex.org/%C3%A9#é", "git@ex.org:a/b"])
papers_to_write = st.lists(
    st.builds(
        Paper,
        id=st.from_regex(r"[a-z]{1,8}-[0-9]{1,3}", fullmatch=True),
        title=worded,
        abstract=worded,
        year=st.none() | st.integers(1900, 2099),
        venue=text,
        authors=st.lists(name, max_size=3).map(tuple),
        url=st.sampled_from(["", "https://example.org/paper?n=1,2;3"]),
        code=st.lists(urls, unique=True, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


def as_jsonl(papers: list[Paper]) -> str:
    fields = [{key: getattr(paper, key) for key in Paper.__slots__ if key != "sources"} for paper in papers]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in fields)


def as_csv(papers: list[Paper], delimiter: str) -> str:
    written = io.StringIO()
    table = csv.writer(written, delimiter=delimiter)
    table.writerow(["id", "title", "abstract", "year", "venue", "authors", "url", "code"])
    for paper in papers:
        authors, code = ";".join(paper.authors), ";".join(paper.code)
        table.writerow([paper.id, paper.title, paper.abstract, paper.year, paper.venue, authors, paper.url, code])
    return written.getvalue()


def read_back(content: str) -> list[Paper]:
    papers = read_papers(["-"], Intake(), stdin=io.BytesIO(content.encode()))
    return [replace(paper, sources=()) for paper in papers]


@given(papers_to_write)
def test_papers_written_as_json_lines_read_back_equal(papers: list[Paper]) -> None:
    assert read_back(as_jsonl(papers)) == papers


@given(papers_to_write, st.sampled_from(",;\t"))
def test_papers_written_as_csv_read_back_equal(papers: list[Paper], delimiter: str) -> None:
    assert read_back(as_csv(papers, delimiter)) == papers


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_end_in_anything_but_papers_or_an_input_error(content: bytes) -> None:
    with_header = (content, b"title,abstract\n" + content, b'{"title":"a","abstract":"b"}\n' + content, b"[" + content)
    for whole in with_header:
        try:
            list(read_papers(["-"], Intake(), stdin=io.BytesIO(whole)))
        except InputError as error:
            assert str(error).isprintable()  # noqa: PT017 - either outcome is right
