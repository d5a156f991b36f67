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
from extractors.sources.cleaning import clean_prose, clean_text
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
    papers = read_papers([str(tmp_path / "a"), str(tmp_path / "b")], Intake())
    assert next(papers).title == "A good paper"
    with pytest.raises(InputError, match="b: no known format"):
        next(papers)


def test_a_missing_last_file_is_reported_before_the_first_is_read(tmp_path: Path, good: str) -> None:
    (tmp_path / "a").write_text(good)
    with pytest.raises(InputError, match="nope: no such file"):
        next(read_papers([str(tmp_path / "a"), "nope"], Intake()))


STRANGERS = {
    "README.md": (b"# Papers\n\nAll of them.\n", "no known format (it begins '# Papers All of them.')"),
    "empty.txt": (b"", "an empty file"),
    "figure.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
    "latin.csv": (b"title,abstract\nCaf\xe9,Yes.\n", "not UTF-8: byte 0xe9 at offset 18"),
    "settings.json": (b'{"colour": "red"}\n{"colour": "blue"}\n', "JSON without a single paper (2 skipped"),
    "table.csv": (b"title,year\nA,2020\n", "a table with the columns 'title, year'"),
}


def test_what_is_no_list_of_papers_in_a_folder_is_skipped_with_a_reason(tmp_path: Path, good: str) -> None:
    for name, (content, _) in STRANGERS.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "m.jsonl").write_text(good)
    intake = Intake()
    (paper,) = read_papers([str(tmp_path)], intake)
    assert (paper.title, [Path(name).name for name in intake.files]) == ("A good paper", ["m.jsonl"])
    skips = {Path(skip.place.removesuffix(":1")).name: skip.reason for skip in intake.skips}
    assert len(intake.skips) == len(STRANGERS)
    for name, (_, reason) in STRANGERS.items():
        assert skips[name].startswith(reason)


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("how", ["{folder}/{name}", "{folder}/*{name}"], ids=["by itself", "by a glob"])
def test_what_is_named_must_be_a_list_of_papers(tmp_path: Path, good: str, name: str, how: str) -> None:
    (tmp_path / name).write_bytes(STRANGERS[name][0])
    (tmp_path / "m.jsonl").write_text(good)
    with pytest.raises(InputError) as caught:
        list(read_papers([str(tmp_path), how.format(folder=tmp_path, name=name)], Intake()))
    assert STRANGERS[name][1] in str(caught.value)


def test_a_folder_without_a_single_paper_is_an_error(tmp_path: Path, good: str) -> None:
    (tmp_path / "notes").mkdir()
    for name in ("README.md", "empty.txt"):
        (tmp_path / "notes" / name).write_bytes(STRANGERS[name][0])
    (tmp_path / "m.jsonl").write_text(good)
    with pytest.raises(InputError) as caught:
        list(read_papers([str(tmp_path / "m.jsonl"), str(tmp_path / "notes")], Intake()))
    notes = (tmp_path / "notes").as_posix()
    assert str(caught.value).startswith(
        f"{notes}: a folder without a single paper (2 files skipped, the first {notes}/README.md: no known format"
    )


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


@pytest.mark.parametrize(
    "content",
    [
        '{"title": "One\\u0000 and a half", "abstract": "A\\u0000b."}',
        "title,abstract\nOne\0 and a half,A\0b.\n" + "x,y\n" * 9,
        "new\n\nSubscribe\n\nMay 6\n\nOne\0 and a half\n\nA\0b." + " We study how looms weave." * 20,
    ],
    ids=["JSON", "CSV", "feed"],
)
def test_a_nul_is_a_blank_and_costs_nothing(read: Read, content: str) -> None:
    papers, skips = read(content)
    assert (papers[0].title, papers[0].abstract[:4], skips) == ("One  and a half", "A b.", [])


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(clean_text)
worded = text.filter(lambda written: clean_prose(written) == written != "")
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
