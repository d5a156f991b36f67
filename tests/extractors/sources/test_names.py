"""Names as catalogues write them, and as they are said."""

from __future__ import annotations

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts

from extractors.sources.names import joined_name, listed_names, spoken_name


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Hopper, Grace", "Grace Hopper"),
        ("van der Meer, Jan", "Jan van der Meer"),
        ("van der Meer, Jr, Jan", "Jan van der Meer Jr"),
        ("Meer, Jan, Jr.", "Jan Meer Jr."),
        ("Davis, III", "Davis III"),
        ("Grace Hopper", "Grace Hopper"),
        ("Collaboration", "Collaboration"),
        ("Hopper,", "Hopper"),
        ("", ""),
    ],
)
def test_the_given_name_comes_first(written: str, spoken: str) -> None:
    assert spoken_name(written) == spoken


@pytest.mark.parametrize("written", ["Hopper, Grace", "van der Meer, Jan", "van der Meer, Jr, Jan", "Grace Hopper"])
def test_bibtexparser_finds_the_same_parts(written: str) -> None:
    parts = parse_single_name_into_parts(written)
    assert spoken_name(written).split() == [*parts.first, *parts.von, *parts.last, *parts.jr]


def test_a_name_is_joined_from_the_parts_there_are() -> None:
    assert joined_name("Jan", "van der Meer", "Jr") == "Jan van der Meer Jr"
    assert joined_name("", "Weavers' Collaboration") == "Weavers' Collaboration"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A. Byron, C. Babbage", ["A. Byron", "C. Babbage"]),
        ("A. Byron and C. Babbage", ["A. Byron", "C. Babbage"]),
        ("A. Byron (1), and C. Babbage (2) ((1) London, (2) Cambridge)", ["A. Byron", "C. Babbage"]),
        ("Sandy Andersen", ["Sandy Andersen"]),
        ("", []),
    ],
)
def test_a_line_of_authors_is_taken_apart(line: str, names: list[str]) -> None:
    assert listed_names(line) == names
