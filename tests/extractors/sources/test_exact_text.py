"""What any text becomes on its way through each format: itself, cleaned as ``clean_prose`` says."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from extractors.sources.cleaning import clean_prose
from extractors.sources.read import read_papers
from extractors.types import Intake

Write: Any = Callable[[str, str], bytes]


def as_json(row: object) -> bytes:
    return json.dumps(row).encode()


def inverted(text: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for position, word in enumerate(text.split(" ")):
        index.setdefault(word, []).append(position)
    return index


def openalex(title: str, abstract: str) -> bytes:
    return as_json({"id": "https://openalex.org/W1", "title": title, "abstract_inverted_index": inverted(abstract)})


def semantic_scholar(title: str, abstract: str) -> bytes:
    paper = {"paperId": "1", "title": title, "abstract": abstract}
    return json.dumps({"total": 1, "offset": 0, "data": [paper]}, indent=1).encode()


def snapshot(title: str, abstract: str) -> bytes:
    return as_json({"id": "2102.99901", "title": title, "journal-ref": None, "categories": "", "abstract": abstract})


def daily_papers(title: str, abstract: str) -> bytes:
    paper = {"id": "2102.99901", "title": title, "summary": abstract, "upvotes": 1, "publishedAt": ""}
    return as_json([{"paper": paper}])


def papers_with_code(title: str, abstract: str) -> bytes:
    return as_json(
        [{"paper_url": "", "title": title, "abstract": abstract, "short_abstract": "no", "proceeding": None}]
    )


def openreview(title: str, abstract: str) -> bytes:
    content = {"title": {"value": title}, "abstract": {"value": abstract}}
    return as_json({"notes": [{"id": "x", "forum": "x", "invitations": [], "content": content}], "count": 1})


def conference_list(title: str, abstract: str) -> bytes:
    entry = {"id": "x", "title": title, "track": "main", "status": "", "abstract": abstract}
    return json.dumps([entry], indent=4, ensure_ascii=False).encode(errors="replace")


def csl(title: str, abstract: str) -> bytes:
    return json.dumps(
        [{"id": 1, "type": "article", "title": title, "abstract": abstract, "container-title": ""}]
    ).encode()


def in_parquet(title: str, abstract: str) -> bytes:
    written = io.BytesIO()
    parquet.write_table(pyarrow.table({"title": [title], "abstract": [abstract]}), written)
    return written.getvalue()


def atom(title: str, abstract: str) -> bytes:
    entry = f"<entry><title>{escape(title)}</title><summary>{escape(abstract)}</summary></entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()


def oai(title: str, abstract: str) -> bytes:
    fields = f"<id>2102.99901</id><title>{escape(title)}</title><abstract>{escape(abstract)}</abstract>"
    record = f'<record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">{fields}</arXiv></metadata></record>'
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{record}</OAI-PMH>'.encode()


def anthology(title: str, abstract: str) -> bytes:
    paper = f"<paper><title>{escape(title)}</title><abstract>{escape(abstract)}</abstract></paper>"
    return f"<?xml version='1.0'?><collection id='1'><volume>{paper}</volume></collection>".encode()


def bibtex(title: str, abstract: str) -> bytes:
    return f"@article{{key,\n  title = {{{title}}},\n  abstract = {{{abstract}}},\n}}\n".encode()


def ris(title: str, abstract: str) -> bytes:
    return f"TY  - JOUR\nTI  - {title}\nAB  - {abstract}\nER  - \n".encode()


def check(content: bytes, title: str, abstract: str) -> None:
    (paper,) = read_papers(["-"], Intake(), stdin=io.BytesIO(content))
    assert (paper.title, paper.abstract) == (clean_prose(title), clean_prose(abstract))


def worded(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return text.filter(lambda written: bool(clean_prose(written)))


anything = worded(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
in_xml = worded(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60))
one_line = worded(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60).map(str.strip))
plain = one_line.filter(lambda written: not set(written) & set('\\{}~"$%@#'))
with_blanks = worded(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))

JSON = (semantic_scholar, snapshot, daily_papers, papers_with_code, openreview, conference_list, csl, in_parquet)
XML = (atom, oai, anthology)


@pytest.mark.parametrize("write", JSON, ids=lambda write: write.__name__)
@given(title=anything, abstract=anything)
@settings(max_examples=25, deadline=None)
def test_json_formats_keep_any_text(write: Write, title: str, abstract: str) -> None:
    check(write(title, abstract), title, abstract)


@given(title=anything, abstract=with_blanks)
@settings(max_examples=50, deadline=None)
def test_openalex_gives_the_words_in_their_order(title: str, abstract: str) -> None:
    check(openalex(title, abstract), title, abstract)


@pytest.mark.parametrize("write", XML, ids=lambda write: write.__name__)
@given(title=in_xml, abstract=in_xml)
@settings(max_examples=25, deadline=None)
def test_xml_formats_keep_any_text_that_xml_can_hold(write: Write, title: str, abstract: str) -> None:
    check(write(title, abstract), title, abstract)


@given(title=plain, abstract=plain)
@settings(max_examples=50, deadline=None)
def test_bibtex_keeps_any_text_without_signs_of_latex(title: str, abstract: str) -> None:
    check(bibtex(title, abstract), title, abstract)


@given(title=one_line, abstract=one_line)
@settings(max_examples=50, deadline=None)
def test_ris_keeps_any_line(title: str, abstract: str) -> None:
    check(ris(title, abstract), title, abstract)
