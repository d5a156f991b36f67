from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.types import (
    Abbreviation,
    Extraction,
    Kind,
    Link,
    LinkKind,
    Mention,
    Paper,
    Relation,
    RelationType,
    Result,
    Role,
    Span,
    Untyped,
)
from kg.codec import from_json, to_json

TEXT = st.text(max_size=12)
SCORES = st.floats(0.01, 1.0)
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
PLACES = st.none() | SPANS
PAPERS = st.builds(
    Paper,
    id=TEXT,
    title=TEXT,
    abstract=TEXT,
    year=st.none() | st.integers(1900, 2100),
    venue=TEXT,
    authors=st.tuples(TEXT, TEXT),
    url=TEXT,
    code=st.tuples(TEXT),
    sources=st.tuples(TEXT),
)
MENTIONS = st.builds(
    Mention,
    st.integers(0, 99),
    st.integers(0, 99),
    TEXT,
    st.sampled_from(Kind),
    TEXT,
    SCORES,
    st.sampled_from(Role),
    TEXT,
)
UNTYPED = st.builds(Untyped, TEXT, st.lists(SPANS, max_size=2).map(tuple), TEXT)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    mentions = tuple(draw(st.lists(MENTIONS, min_size=1, max_size=4, unique=True)))
    one, maybe = st.sampled_from(mentions), st.none() | st.sampled_from(mentions)
    relations = st.builds(Relation, one, st.sampled_from(RelationType), one, SPANS, TEXT, SCORES)
    results = st.builds(Result, TEXT, SPANS, maybe, maybe, maybe, maybe, SPANS, TEXT, SCORES)
    links = st.builds(Link, TEXT, st.sampled_from(LinkKind), st.booleans(), PLACES, TEXT, SCORES)
    return Extraction(
        draw(PAPERS),
        draw(st.lists(SPANS, max_size=3).map(tuple)),
        mentions,
        draw(st.lists(st.builds(Abbreviation, TEXT, TEXT, SPANS, SPANS), max_size=2).map(tuple)),
        draw(st.lists(links, max_size=2).map(tuple)),
        draw(st.lists(relations, max_size=2).map(tuple)),
        draw(st.lists(results, max_size=2).map(tuple)),
        draw(st.lists(UNTYPED, max_size=2).map(tuple)),
    )


@given(extractions())
def test_an_extraction_goes_to_json_and_back(extraction: Extraction) -> None:
    assert from_json(extraction.paper, json.loads(json.dumps(to_json(extraction)))) == extraction


def test_what_was_read_from_real_papers_does_too(examples: list[Extraction]) -> None:
    for extraction in examples:
        assert from_json(extraction.paper, json.loads(json.dumps(to_json(extraction)))) == extraction


@pytest.mark.parametrize("damage", ["sentences", "mentions", "relations"])
def test_a_row_that_lacks_a_part_is_refused(examples: list[Extraction], damage: str) -> None:
    row = to_json(examples[0])
    del row[damage]
    with pytest.raises(KeyError):
        from_json(examples[0].paper, row)


def test_an_unknown_kind_is_refused(examples: list[Extraction]) -> None:
    row = to_json(examples[0])
    row["mentions"][0][3] = "colour"
    with pytest.raises(ValueError, match="colour"):
        from_json(examples[0].paper, row)
