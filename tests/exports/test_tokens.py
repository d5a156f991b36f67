"""Tokens: every text survives N-Triples, Turtle and JSON, but for what RDF tools refuse."""

from __future__ import annotations

import json

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from exports.tokens import decimal_token, english_token, text_token, typed_token

TEXT = st.text(st.characters(codec=None), max_size=60)
PLACE = "<http://example.org/s> <http://example.org/p>"


def kept(text: str) -> str:
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


@settings(deadline=None)
@given(TEXT)
def test_a_text_is_read_back_from_n_triples_and_turtle(text: str) -> None:
    line = f"{PLACE} {text_token(text)} .\n".encode()
    for form in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE):
        (found,) = parse(line, format=form)
        assert found.object == Literal(kept(text))


@settings(deadline=None)
@given(TEXT)
def test_rdflib_reads_the_same(text: str) -> None:
    line = f"{PLACE} {text_token(text)} .\n".encode()
    ((_, _, found),) = rdflib.Graph().parse(data=line, format="nt")
    assert str(found) == kept(text)


@settings(deadline=None)
@given(TEXT)
def test_a_text_is_a_json_string_as_it_stands(text: str) -> None:
    assert json.loads(text_token(text)) == kept(text)


@settings(deadline=None)
@given(TEXT)
def test_no_token_breaks_a_line(text: str) -> None:
    assert len(text_token(text).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("LoRA", '"LoRA"'),
        ('a "b" \\c', r'"a \"b\" \\c"'),
        ("a\tb\nc\rd\be\ff", r'"a\tb\nc\rd\be\ff"'),
        ("\x01\x7f\x85\u2028", r'"\u0001\u007F\u0085\u2028"'),
        ("\u202eλ 𝒜", '"\u202eλ 𝒜"'),
        ("\0\ud800", '"\ufffd\ufffd"'),
    ],
)
def test_only_what_must_be_is_escaped(text: str, token: str) -> None:
    assert text_token(text) == token


@pytest.mark.parametrize(
    ("number", "written"), [(5.69, "5.69"), (1e-07, "0.0000001"), (1e21, "1" + "0" * 21), (3, "3"), (-0.5, "-0.5")]
)
def test_a_decimal_has_no_exponent(number: float, written: str) -> None:
    (found,) = parse(f"{PLACE} {decimal_token(number)} .".encode(), format=RdfFormat.N_TRIPLES)
    assert found.object == Literal(written, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan"), True])
def test_what_is_no_number_gives_no_token(number: float) -> None:
    assert decimal_token(number) == ""


def test_equal_numbers_are_each_written_as_they_are() -> None:
    assert [decimal_token(number) for number in (1.0, 1, True)] == [
        typed_token("1.0", "decimal"),
        typed_token("1", "decimal"),
        "",
    ]


def test_language_and_datatype_stand_behind_the_text() -> None:
    assert english_token("a method") == '"a method"@en'
    assert typed_token("2021", "gYear") == '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>'
