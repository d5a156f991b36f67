"""A row becomes a paper: what is optional may be missing, spelt otherwise, or make no sense."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sources.cleaning import clean_prose, clean_text, excerpt
from extractors.sources.identity import title_id
from extractors.sources.records import KEYS, to_paper
from extractors.types import Paper, Skip


def paper(**fields: object) -> Paper:
    read = to_paper({"title": "A title", "abstract": "An abstract.", **fields}, "input:1")
    assert isinstance(read, Paper)
    return read


def test_title_and_abstract_are_enough() -> None:
    assert paper() == Paper(title_id("A title"), "A title", "An abstract.", sources=("input:1",))


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2021, 2021),
        (2021.0, 2021),
        pytest.param("2021", 2021, id="text"),
        ("2021-05-03", 2021),
        ("2021-05-03T10:00:00Z", 2021),
        ("3 May 2021", 2021),
        (21, None),
        (0, None),
        (20210503, None),
        (2021.5, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        ("MMXXI", None),
        ("3021", None),
        (-2021, 2021),
        ([2021], None),
        (10**400, None),
    ],
)
def test_a_year_is_read_where_there_is_one(value: object, year: int | None) -> None:
    assert paper(year=value).year == year


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("A. One; B. Two", ("A. One", "B. Two")),
        ("One, A.", ("One, A.",)),
        (["A. One", "B. Two"], ("A. One", "B. Two")),
        ([{"name": "A. One"}, {"name": "B. Two"}], ("A. One", "B. Two")),
        (["A. One", None, 5.5, ["x"], ""], ("A. One",)),
        (None, ()),
    ],
)
def test_authors_are_a_list_or_split_at_semicolons(value: object, authors: tuple[str, ...]) -> None:
    assert paper(authors=value).authors == authors


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("https://github.com/a/b", ("https://github.com/a/b",)),
        ("https://github.com/a/b; github.com/c/d", ("https://github.com/a/b", "github.com/c/d")),
        (["https://github.com/a/b", "https://github.com/a/b"], ("https://github.com/a/b",)),
        ([{"url": "https://github.com/a/b"}], ("https://github.com/a/b",)),
        ("git@github.com:a/b.git", ("git@github.com:a/b.git",)),
        ("javascript:alert(1)", ()),
        ("not released yet", ()),
    ],
)
def test_code_is_one_url_or_several(value: object, code: tuple[str, ...]) -> None:
    assert paper(code=value).code == code


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1&c=<2>#d", True),
        ("arxiv.org/abs/2106.09685", True),
        ("http://localhost:8000/x", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("VBScript:x", False),
        ("see the appendix", False),
    ],
)
def test_only_what_can_be_a_documents_url_is_one(url: str, kept: bool) -> None:
    assert paper(url=url).url == (url if kept else "")


@pytest.mark.parametrize(("field", "key"), [(field, key) for field, keys in KEYS.items() for key in keys])
def test_keys_have_aliases_in_any_spelling(field: str, key: str) -> None:
    row = {"title": "T", "abstract": "A", "year": 1999}
    row.pop(field, None)
    value = {"year": "2020", "doi": "10.1000/x", "arxiv": "2106.09685", "code": "github.com/a/b"}.get(field, "text")
    spelt = {f" {key.upper().replace('_', ' ')} ": value}
    assert to_paper({**row, **spelt}, "input:1") == to_paper({**row, field: value}, "input:1")
    assert isinstance(to_paper({**row, **spelt}, "input:1"), Paper)


def test_the_first_alias_that_holds_something_wins() -> None:
    assert paper(abstract="", summary="The summary.").abstract == "The summary."
    assert paper(abstract="The abstract.", summary="The summary.").abstract == "The abstract."


def test_numbers_serve_as_ids() -> None:
    assert paper(id=1242246).id == "1242246"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("R&amp;D", "R&D"),
        ("R&D and AT&T", "R&D and AT&T"),
        ("&lt;i&gt;In vitro&lt;/i&gt;", "<i>In vitro</i>"),
        ("Poincar&eacute; at 5&#176; or 5&#xB0;", "Poincaré at 5° or 5°"),
        ("&amp;lt;", "&lt;"),
        ("https://example.org/?a=1&copy=2&lt=3", "https://example.org/?a=1&copy=2&lt=3"),
        ("&nosuch; &#99999999; &;", "&nosuch; &#99999999; &;"),
        ("a&#10;b&#0;c&#x7;d&#xD800;e", "a b\ufffdcd\ufffde"),
        ("<script>alert('x')</script> {{7*7}} =SUM(A1)", "<script>alert('x')</script> {{7*7}} =SUM(A1)"),
    ],
)
def test_entities_are_decoded_once_and_markup_stays_text(text: str, meant: str) -> None:
    read = paper(title=text, abstract=text)
    assert (read.title, read.abstract) == (meant, meant)


def test_a_title_with_entities_is_the_same_paper_as_one_without() -> None:
    assert paper(title="Search &amp; Rescue").id == paper(title="Search & Rescue").id == title_id("Search & Rescue")
    assert title_id("Search & Rescue") == title_id("Search  rescue")


def test_a_title_of_blank_entities_is_none() -> None:
    assert to_paper({"title": "&#32;&nbsp;", "abstract": "A."}, "input:1") == Skip(
        "input:1", "no title; a paper needs title and abstract"
    )


@given(st.text())
def test_prose_is_clean_text_whatever_its_entities_spell(text: str) -> None:
    assert clean_text(clean_prose(text)) == clean_prose(text)


def test_a_document_is_no_abstract_but_fifty_thousand_characters_are() -> None:
    assert len(paper(abstract="x" * 50_000).abstract) == 50_000
    skip = to_paper({"title": "Big", "abstract": "word " * 10_001}, "input:4")
    reason = "the abstract has 50,005 characters; at most 50,000 are read (title 'Big')"
    assert skip == Skip("input:4", reason)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \n\n  b\r\nc  ", "a b c"),
        ("a\x07b\x1b[31mc\x7fd", "a b [31mc d"),
        ("a\tb", "a\tb"),
        ("a\u2028b\u2029c\x85d\x0ce", "a b c d e"),
        ("e\u0301", "é"),
        ("two  blanks", "two  blanks"),
        ("\u202eright to left\u202c", "\u202eright to left\u202c"),
    ],
)
def test_text_becomes_one_clean_line_and_keeps_the_rest(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(alphabet=st.characters()))
def test_clean_text_is_one_line_composed_writable_and_stays_so(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned.strip()
    assert not [char for char in cleaned if unicodedata.category(char) == "Cc" and char != "\t"]


@given(st.text(alphabet=st.characters()))
def test_an_excerpt_is_short_and_printable(text: str) -> None:
    assert excerpt(text).isprintable()
    assert len(excerpt(text, 10)) <= 2 + 10 * len("\\U0001f600")
