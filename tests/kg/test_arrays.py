"""Texts as Arrow has them, made of their bytes."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kg.tables.arrays import texts_array
from kg.tables.texts import Texts

texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=4), max_size=5)


@given(texts)
def test_texts_are_those_that_arrow_makes(given: list[str]) -> None:
    made = texts_array(given)
    made.validate(full=True)
    assert made.equals(pa.array(given, pa.string()))


@given(texts, st.text(st.characters(codec="utf-8"), max_size=4))
def test_a_column_is_searched_for_a_text(given: list[str], wanted: str) -> None:
    column = pa.chunked_array([pa.array(given, pa.string())])
    assert Texts(column).equal(wanted).tolist() == [text == wanted for text in given]
