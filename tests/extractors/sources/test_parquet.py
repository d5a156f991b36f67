"""Parquet is read like the JSON lines that its rows are."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping, Sequence

import pyarrow
import pytest
from pyarrow import parquet

from extractors.errors import InputError
from extractors.sources.columns import mapped
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

Read = Callable[[str | bytes], tuple[list[Paper], list[Skip]]]


def table(columns: Mapping[str, Sequence[object] | pyarrow.Array]) -> bytes:
    written = io.BytesIO()
    parquet.write_table(pyarrow.table(dict(columns)), written, row_group_size=100)
    return written.getvalue()


def test_rows_are_papers_and_their_numbers_lines(read: Read) -> None:
    columns = {
        "title": [f"Title {n}" for n in range(1000)],
        "abstract": ["Yes.", None] * 500,
        "authors": [["Li Na Chen", "Renée Dubois"]] * 1000,
        "published": [datetime.datetime(2021, 2, 26, tzinfo=datetime.UTC)] * 1000,
        "embedding": [[0.5] * 8] * 1000,
        "thumbnail": [b"\x89PNG"] * 1000,
    }
    papers, skips = read(table(columns))
    assert (len(papers), len(skips)) == (500, 500)
    last = papers[-1]
    assert (last.title, last.year, last.sources) == ("Title 998", 2021, ("input:999",))
    assert last.authors == ("Li Na Chen", "Renée Dubois")
    assert skips[0].place == "input:2"


def test_a_table_of_a_known_source_is_read_as_that(read: Read) -> None:
    index = pyarrow.array(
        [[("It", [0]), ("whole.", [2]), ("is", [1])]], pyarrow.map_(pyarrow.string(), pyarrow.list_(pyarrow.int64()))
    )
    papers, _ = read(table({"title": ["A Work"], "abstract_inverted_index": index}))
    assert papers[0].abstract == "It is whole."
    links = {"paper_title": ["A"], "paper_arxiv_id": ["2102.99901"], "repo_url": ["a.org/b"], "is_official": [True]}
    papers, _ = read(table(links))
    assert (papers[0].id, papers[0].code) == ("arxiv:2102.99901", ("a.org/b",))


def test_columns_may_be_named_by_the_user() -> None:
    content = table({"name": ["A"], "what": ["B."], "title": ["not this"]})
    keys = mapped({"title": "Name", "abstract": "WHAT"})
    (paper,) = read_papers(["-"], Intake(), stdin=io.BytesIO(content), keys=keys)
    assert (paper.title, paper.abstract) == ("A", "B.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (table({"title": ["A"], "abstract": ["B."]})[:-20], "a damaged Parquet file ("),
        (b"PAR1" + bytes(40) + b"PAR1", "a damaged Parquet file ("),
        (table({"title": pyarrow.array([], "string")}), "a Parquet file without rows"),
        (table({"title": ["A"]}), "JSON without a single paper (1 skipped, the first at line 1: no abstract"),
    ],
    ids=["cut", "empty inside", "no rows", "no abstracts"],
)
def test_what_is_no_table_of_papers_is_told(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert str(caught.value).startswith(f"input: {said}")
