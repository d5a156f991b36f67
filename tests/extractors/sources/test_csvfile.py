"""CSV with comma, semicolon or tab; quoting that is broken costs one record."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from extractors.errors import InputError
from extractors.types import Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(read: Read, delimiter: str) -> None:
    header = delimiter.join(["id", "title", "abstract", "year"])
    row = delimiter.join(["7", '"One, two; three\tfour"', "Five.", "2021"])
    ((paper,), skips) = read(f"{header}\n{row}\n")
    assert (paper.id, paper.title, paper.abstract, paper.year) == ("7", "One, two; three\tfour", "Five.", 2021)
    assert skips == []


def test_quotes_are_doubled_inside_and_lines_end_inside(read: Read) -> None:
    papers, _ = read('title,abstract\n"A ""quoted"" word","First line,\nsecond line"\nB,C\n')
    assert (papers[0].title, papers[0].abstract) == ('A "quoted" word', "First line, second line")
    assert [paper.sources for paper in papers] == [("input:2",), ("input:4",)]


def test_blank_lines_and_rows_of_empty_cells_are_nothing(read: Read) -> None:
    papers, skips = read("\ntitle,abstract\n\nA,B\n,\n\n")
    assert (len(papers), skips) == (1, [])


def test_a_quote_that_nothing_closes_costs_one_record(read: Read) -> None:
    papers, skips = read('title,abstract\nA,"never closed\nB,fine\nC,"also ""fine"""\nD,fine\n')
    assert [paper.title for paper in papers] == ["B", "C", "D"]
    assert [skip.place for skip in skips] == ["input:2"]
    assert skips[0].reason.startswith("broken quoting (")


def test_a_delimiter_that_is_not_quoted_is_a_skip(read: Read) -> None:
    papers, skips = read("title,abstract\nA,b, c\nB,fine\nC,trailing,,\n")
    assert [paper.title for paper in papers] == ["B", "C"]
    assert skips == [Skip("input:2", "3 cells under 2 columns; quote a cell that holds ','")]


def test_a_short_row_lacks_what_it_lacks(read: Read) -> None:
    papers, skips = read("title,abstract,year\nA,B\nC\n")
    assert [(paper.title, paper.year) for paper in papers] == [("A", None)]
    assert skips == [Skip("input:3", "no abstract; a paper needs title and abstract (title 'C')")]


def test_a_field_may_be_longer_than_the_csv_module_allows_and_its_limit_stays_as_it_was(read: Read) -> None:
    before = csv.field_size_limit()
    papers, skips = read(f'title,abstract,body\nA,short,"{"word " * 100_000}"\nB,C,\n')
    assert [paper.abstract for paper in papers] == ["short", "C"]
    assert skips == []
    assert csv.field_size_limit() == before


def test_a_huge_field_is_a_skip(read: Read) -> None:
    papers, skips = read(f'title,abstract\nA,"{"word " * 400_000}"\nB,C\nD,"{"word " * 4_000_000}"\nE,F\n')
    assert [paper.title for paper in papers] == ["B", "E"]
    assert [skip.place for skip in skips] == ["input:2", "input:4"]
    assert skips[0].reason == "the abstract has 2,000,000 characters; at most 50,000 are read (title 'A')"
    assert "a record of over 16,000,000 characters" in skips[1].reason


def test_a_table_without_abstracts_is_an_error_that_names_its_columns(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("title,year\nA,2020\n")
    assert str(caught.value) == (
        "input:1: a table with the columns 'title, year'; columns named title and abstract are needed, or"
        " --column abstract=NAME for others"
    )


def test_a_header_alone_is_an_error(read: Read) -> None:
    with pytest.raises(InputError, match="input: CSV without a single paper; at least one row needs"):
        read("title,abstract\n")
