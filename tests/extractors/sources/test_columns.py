"""A user says what columns are called."""

from __future__ import annotations

import io

import pytest

from extractors.errors import InputError
from extractors.sources.columns import KEYS, mapped
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper

MAPPING = {"title": "Paper Name", "abstract": "Text", "code": "Where"}


def read(content: str, columns: dict[str, str]) -> list[Paper]:
    return list(read_papers(["-"], Intake(), stdin=io.BytesIO(content.encode()), keys=mapped(columns)))


@pytest.mark.parametrize(
    "content",
    [
        "Paper Name,Text,Where,year\nLooms,They weave.,a.org/b,2021\n",
        "paper_name\tTEXT\twhere\tyear\nLooms\tThey weave.\ta.org/b\t2021\n",
        '{"Paper Name": "Looms", "text": "They weave.", "where": "a.org/b", "year": 2021}\n',
        '[\n{"Paper-Name": "Looms", "Text": "They weave.", "Where": ["a.org/b"], "year": "2021"}\n]',
    ],
    ids=["CSV", "TSV", "JSON lines", "JSON array"],
)
def test_tables_and_plain_json_are_read_by_the_names_given(content: str) -> None:
    (paper,) = read(content, MAPPING)
    assert (paper.title, paper.abstract, paper.code, paper.year) == ("Looms", "They weave.", ("a.org/b",), 2021)


def test_a_column_that_is_named_is_read_and_no_other() -> None:
    (paper,) = read("title,abstract,name\nOld,Yes.,New\n", {"title": "name"})
    assert paper.title == "New"
    with pytest.raises(InputError, match="no known format"):
        read("title,abstract\nOld,Yes.\n", {"title": "name"})


@pytest.mark.parametrize("columns", [{"colour": "x"}, {"title": " "}])
def test_what_is_no_field_is_refused_with_those_there_are(columns: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        mapped(columns)
    assert str(caught.value).endswith("no field of a paper; give one of " + ", ".join(KEYS))
