"""What is wrong in a file costs itself alone, is told with its place, and never ends in a traceback."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

FIXTURES = Path(__file__).parents[2] / "data" / "sources"
MALFORMED = FIXTURES / "malformed"

FAULTS: dict[str, tuple[list[str], list[tuple[int, str]]]] = {
    "arxiv_api.xml": (
        ["An Entry that Reads"],
        [
            (3, "the API's error: incorrect id format for 1234"),
            (8, "no abstract; a paper needs title and abstract (title 'LoomNet')"),
            (18, "not well-formed XML (xmlParseEntityRef: no name); nothing below it was read"),
        ],
    ),
    "oai.xml": (
        ["A Record that Reads"],
        [
            (5, "the repository's error badResumptionToken: The token has expired"),
            (7, "metadata of the format marc (oai:example.org:1); one of arXiv, arXivRaw, arXivOld, dc is needed"),
            (17, "not well-formed XML (Premature end of data in tag header line 16); nothing below it was read"),
        ],
    ),
    "anthology.xml": (
        ["A Paper that Reads"],
        [
            (4, "no title, arXiv id or DOI"),
            (13, "not well-formed XML (Opening and ending tag mismatch: i line 13 and title)"),
        ],
    ),
    "arxiv_snapshot.jsonl": (["A Line that Reads"], [(1, "no abstract"), (3, "not JSON (unterminated string")]),
    "openalex.jsonl": (
        ["An Index of Nonsense", "A Work that Reads"],
        [(2, "the title is a list; text is needed"), (4, "not JSON (expecting ',' delimiter at the end)")],
    ),
    "s2.jsonl": (
        ["A Paper that Reads"],
        [(2, "no title, arXiv id or DOI"), (3, "the title is an object"), (4, "not JSON (unterminated string")],
    ),
    "daily_papers.json": (["A Paper that Reads"], [(1, "no abstract"), (3, "not JSON (unterminated string")]),
    "pwc_papers.json": (["A Paper that Reads"], [(2, "no abstract"), (17, "not JSON (unterminated string")]),
    "pwc_links.json": (["A Link that Reads"], [(2, "no title, arXiv id or DOI"), (4, "not JSON (unterminated")]),
    "openreview.json": (
        ["A Note that Reads"],
        [(2, "no abstract"), (4, "no title"), (5, "not JSON (unterminated string")],
    ),
    "conference_list.json": (["An Entry that Reads"], [(2, "no abstract"), (19, "not JSON (unterminated string")]),
    "zotero_csl.json": (
        ["An Item that Reads"],
        [(2, "the title is a number; text is needed"), (4, "not JSON (expecting value at the end)")],
    ),
    "library.bib": (
        ["An Entry that Reads", "Another Title"],
        [
            (5, "a broken BibTeX entry (Unexpectedly reached end of file; it begins '@article{open, title = {A Bra"),
            (14, "a broken BibTeX entry (Expected a `=` after entry key, but found `{`"),
            (15, "no title, arXiv id or DOI"),
            (17, "a broken BibTeX entry (Unexpectedly reached end of file"),
        ],
    ),
    "library.ris": (
        ["A Record that Reads"],
        [
            (6, "'AU  - Outside, Somebody' outside a record; TY begins one"),
            (7, "no title, arXiv id or DOI"),
            (10, "a record without an end: the file is cut short; ER ends one"),
        ],
    ),
    "table.csv": (["A Row that Reads"], [(3, "4 cells under 2 columns"), (4, "broken quoting")]),
}


def read(content: bytes) -> tuple[list[Paper], list[Skip]]:
    intake = Intake()
    return list(read_papers(["-"], intake, stdin=io.BytesIO(content))), intake.skips


@pytest.mark.parametrize("name", FAULTS)
def test_a_malformed_file_gives_what_reads_and_a_skip_for_each_fault(name: str) -> None:
    titles, faults = FAULTS[name]
    papers, skips = read((MALFORMED / name).read_bytes())
    assert [paper.title for paper in papers] == titles
    assert [skip.place for skip in skips] == [f"stdin:{line}" for line, _ in faults]
    for skip, (_, reason) in zip(skips, faults, strict=True):
        assert skip.reason.startswith(reason)


def test_every_malformed_file_is_listed() -> None:
    assert {path.name for path in MALFORMED.iterdir()} == set(FAULTS)


NAMES = sorted(path.name for path in FIXTURES.iterdir() if path.is_file())
_PLACE = re.compile(r"stdin(?::\d+)?\Z")


UNENDED = ("table.tsv", "zotero.csv")
"""Tables, whose last cell may end anywhere as far as anybody can tell."""


def check_cut(name: str, whole: bytes, at: int, complete: list[Paper]) -> None:
    """Papers of the first ``at`` bytes are papers of all of them, and a record that is cut is told with its place."""
    try:
        papers, skips = read(whole[:at])
    except InputError as error:
        assert _PLACE.match(error.place)  # noqa: PT017 - an error is right, if it names its place
        assert str(error).isprintable()  # noqa: PT017 - as above
        return
    assert all(_PLACE.match(skip.place) and skip.reason.isprintable() for skip in skips)
    assert papers == complete[: len(papers)] or name in UNENDED
    if len(papers) < len(complete) and not skips:
        begins = int(complete[len(papers)].sources[0].rpartition(":")[2])
        assert not b"".join(whole[:at].split(b"\n")[begins - 1 :]).strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_anywhere_never_ends_in_a_traceback(name: str) -> None:
    whole = (FIXTURES / name).read_bytes()
    complete, _ = read(whole)
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        check_cut(name, whole, at, complete)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_file_with_any_bytes_in_it_never_ends_in_a_traceback(data: st.DataObject) -> None:
    whole = (FIXTURES / data.draw(st.sampled_from(NAMES))).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    change = data.draw(
        st.binary(max_size=8) | st.sampled_from([b"{", b'"', b"<", b"\\", b"null", b"[", b"]]>", b"&x;"])
    )
    try:
        _, skips = read(whole[:at] + change + whole[at + data.draw(st.integers(0, 8)) :])
    except InputError as error:
        assert str(error).isprintable()  # noqa: PT017 - either outcome is right
    else:
        assert all(_PLACE.match(skip.place) and skip.reason.isprintable() for skip in skips)


DEEP = 100_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"paperId": "1", "title": ' + "[" * DEEP, "nested too deeply"),
        ('{"content": {}, "forum": "x", "invitation": ' + '{"a":' * DEEP, "nested too deeply"),
        ('<collection id="x"><volume>' + "<a>" * DEEP, "Excessive depth in document"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">' + "<entry>" * DEEP, "Excessive depth in document"),
        ("@article{a, title = " + "{" * DEEP, "a broken BibTeX entry"),
        ("@article{a, title = " + "{" * DEEP + "}" * DEEP + "}", "no title"),
    ],
    ids=["JSON", "OpenReview", "Anthology", "Atom", "BibTeX open", "BibTeX closed"],
)
def test_what_is_nested_without_end_is_refused(content: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(content.encode())
