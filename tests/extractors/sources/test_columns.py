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
    with pytest.raises(InputError, match="none that fits --column title=name"):
        read("title,abstract\nOld,Yes.\n", {"title": "name"})


LONG = "Looms weave what they are given. " * 20


@pytest.mark.parametrize(
    ("content", "columns", "said"),
    [
        (
            f"Paper Name,Summary,Year\nLooms,{LONG},2021\n",
            {},
            "stdin:1: a table with the columns 'Paper Name, Summary, Year'; "
            "columns named title and abstract are needed, or --column title=NAME for others",
        ),
        (
            "Paper Name,Summary,Year\nLooms,They weave.,2021\n",
            {"title": "nme"},
            "stdin:1: a table with the columns 'Paper Name, Summary, Year' and none that fits --column title=nme; "
            "columns named title and abstract are needed, or --column title=NAME for others",
        ),
        (
            f"Name;Text;Year\nLooms;{LONG};2021\nShuttles;They fly.;2022\n",
            {},
            "stdin: a table with the columns 'Name, Text, Year'; "
            "columns named title and abstract are needed, or --column title=NAME --column abstract=NAME for others",
        ),
        (
            'Name,Text\nLooms,"They, the looms, weave."\n',
            {"title": "nme", "abstract": "txt"},
            "stdin: a table with the columns 'Name, Text' and none that fits --column title=nme abstract=txt; "
            "columns named title and abstract are needed, or --column title=NAME --column abstract=NAME for others",
        ),
    ],
)
def test_a_table_of_other_columns_is_refused_with_its_columns_and_what_to_say_of_them(
    content: str, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(content, columns)
    assert str(caught.value) == said


@pytest.mark.parametrize("content", ["Looms, weaving\nand no more than that\n", "Looms, weaving\n", "a,,b\n1,2,3\n"])
def test_lines_with_commas_are_no_table(content: str) -> None:
    with pytest.raises(InputError, match="no known format"):
        read(content, {})


@pytest.mark.parametrize("columns", [{"colour": "x"}, {"title": " "}])
def test_what_is_no_field_is_refused_with_those_there_are(columns: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        mapped(columns)
    assert str(caught.value).endswith("no field of a paper; give one of " + ", ".join(KEYS))
