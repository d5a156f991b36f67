"""Every format's fixture, written in the format's true layout, and what is read from it."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rispy

from extractors.sources.decoding import decode
from extractors.sources.detect import FORMATS, detect
from extractors.sources.duplicates import join_repeats
from extractors.sources.read import read_papers
from extractors.types import Intake, Paper, Skip

FIXTURES = Path(__file__).parents[2] / "data" / "sources"

LOOMS = Paper(
    id="arxiv:2102.99901",
    title="LoomNet: Sparse Attention for Weaving Patterns",
    abstract="Weaving patterns repeat over long distances.",
    year=2021,
    authors=("Renée Dubois", "Jan van der Meer"),
)
DYEING = Paper(id="", title="Does Dropout Help Dyeing?", abstract="", year=1999)

ARXIV, DOI, OPENREVIEW = "arxiv:2102.99901", "doi:10.5555/loom.2021.7", "openreview:lO0mNetAbC"
REPOSITORY, PAGE = "https://github.com/looms/loomnet", "https://loomnet.example.org"
ABS, FORUM = "https://arxiv.org/abs/2102.99901", "https://openreview.net/forum?id=lO0mNetAbC"
PROPOSED = (
    "Weaving patterns repeat over long distances. We propose LoomNet, a sparse attention network whose cost is"
    r" $O(n \log n)$"
)
JOURNAL, VOLUME = "Textile Learning 4 (2021) 1-12", "Proceedings of the 4th Conference on Textile Learning"
MARKED = r"at a cost of $O(n \log n)$ & with flat memory."

EXPECTED: dict[str, tuple[str, tuple[Paper, ...]]] = {
    "arxiv_api.xml": (
        "arXiv API feed",
        (
            replace(
                LOOMS,
                abstract=f"{PROPOSED} & whose memory is flat. It reaches 91.4% accuracy on WeaveBench.",
                venue=JOURNAL,
                url="http://arxiv.org/abs/2102.99901v3",
                ids=(ARXIV, DOI),
            ),
            replace(
                DYEING,
                id="arxiv:cs/9999901",
                abstract="We find that it does not for p < 0.5.",
                authors=("Li Na Chen",),
                url="http://arxiv.org/abs/cs/9999901v1",
                ids=("arxiv:cs/9999901",),
            ),
        ),
    ),
    "arxiv_oai.xml": (
        "OAI-PMH",
        (
            replace(
                LOOMS,
                abstract=f"{PROPOSED} & whose memory is flat.",
                venue=JOURNAL,
                authors=("Renée Dubois", "Jan van der Meer Jr", "Weavers' Collaboration"),
                url=ABS,
                ids=(ARXIV, DOI),
            ),
        ),
    ),
    "arxiv_oai_raw.xml": (
        "OAI-PMH",
        (replace(LOOMS, authors=("Renée Dubois", "Jan van der Meer", "Li Na Chen"), url=ABS, ids=(ARXIV, DOI)),),
    ),
    "oai_dc.xml": ("OAI-PMH", (replace(LOOMS, url="http://arxiv.org/abs/2102.99901", ids=(ARXIV, DOI)),)),
    "arxiv_snapshot.jsonl": (
        "arXiv snapshot",
        (
            replace(
                LOOMS,
                abstract=f"{PROPOSED}.",
                venue=JOURNAL,
                authors=("Renée Dubois", "Jan van der Meer Jr"),
                url=ABS,
                ids=(ARXIV, DOI),
            ),
            replace(
                DYEING,
                id="arxiv:cs/9999901",
                abstract="We find that it does not.",
                authors=("Li Na Chen", "J. Smith"),
                url="https://arxiv.org/abs/cs/9999901",
                ids=("arxiv:cs/9999901",),
            ),
        ),
    ),
    "openalex.jsonl": (
        "OpenAlex",
        (
            replace(
                LOOMS,
                abstract="Weaving patterns repeat and make such patterns long.",
                venue="Textile Learning",
                url="https://doi.org/10.5555/loom.2021.7",
                ids=(ARXIV, DOI, "openalex:W4999900001"),
            ),
            replace(
                DYEING, id="openalex:W4999900002", url="https://openalex.org/W4999900002", ids=("openalex:W4999900002",)
            ),
        ),
    ),
    "openalex_api.json": (
        "OpenAlex",
        (
            replace(
                LOOMS,
                id=DOI,
                abstract="Weaving patterns repeat.",
                venue="Textile Learning",
                authors=("Renée Dubois",),
                url="https://doi.org/10.5555/loom.2021.7",
                ids=(DOI, "openalex:W4999900001"),
            ),
        ),
    ),
    "s2_api.json": (
        "Semantic Scholar",
        (
            replace(
                LOOMS,
                venue="Textile Learning",
                url="https://www.semanticscholar.org/paper/" + "0a" * 20,
                ids=("acl:2021.textile-main.7", ARXIV, DOI, "s2:999000001"),
            ),
            replace(DYEING, id="s2:999000002", ids=("s2:999000002",)),
        ),
    ),
    "s2_papers.jsonl": (
        "Semantic Scholar",
        (
            replace(
                LOOMS,
                abstract="",
                venue="Textile Learning",
                authors=("Renée Dubois",),
                url="https://www.semanticscholar.org/paper/" + "0a" * 20,
                ids=(ARXIV, DOI, "s2:999000001"),
            ),
            replace(DYEING, id="s2:999000002", ids=("s2:999000002",)),
        ),
    ),
    "s2_abstracts.jsonl": (
        "Semantic Scholar",
        (
            replace(LOOMS, title="", year=None, authors=(), ids=(ARXIV, DOI, "s2:999000001")),
            Paper("s2:999000002", "", "We find that it does not.", ids=("s2:999000002",)),
        ),
    ),
    "daily_papers.json": (
        "Hugging Face daily papers",
        (replace(LOOMS, url="https://huggingface.co/papers/2102.99901", code=(REPOSITORY, PAGE), ids=(ARXIV,)),),
    ),
    "pwc_papers.json": (
        "Papers with Code papers",
        (replace(LOOMS, venue="textile", url=f"{ABS}v3", ids=(ARXIV, OPENREVIEW)),),
    ),
    "pwc_links.json": (
        "Papers with Code links",
        (replace(LOOMS, abstract="", year=None, authors=(), url=f"{ABS}v3", code=(REPOSITORY,), ids=(ARXIV,)),),
    ),
    "openreview_v1.json": (
        "OpenReview notes",
        (replace(LOOMS, id=OPENREVIEW, venue="Textile 2021 Poster", url=FORUM, code=(REPOSITORY,), ids=(OPENREVIEW,)),),
    ),
    "openreview_v2.json": (
        "OpenReview notes",
        (replace(LOOMS, id=OPENREVIEW, venue="Textile 2021 Poster", url=FORUM, ids=(OPENREVIEW,)),),
    ),
    "conference_list.json": (
        "conference paper list",
        (
            replace(
                LOOMS,
                id=OPENREVIEW,
                venue="4th Conference on Textile Learning",
                url=FORUM,
                code=(REPOSITORY, PAGE),
                ids=(OPENREVIEW,),
            ),
        ),
    ),
    "anthology.xml": (
        "ACL Anthology XML",
        (
            replace(
                LOOMS,
                id=DOI,
                abstract=f"Weaving patterns repeat over long distances, {MARKED}",
                venue=VOLUME,
                url="https://aclanthology.org/2021.textile-main.7",
                code=(REPOSITORY,),
                ids=("acl:2021.textile-main.7", DOI),
            ),
            replace(
                DYEING,
                id="acl:2021.textile-main.8",
                year=2021,
                venue=VOLUME,
                authors=("Chen",),
                url="https://aclanthology.org/2021.textile-main.8",
                ids=("acl:2021.textile-main.8",),
            ),
        ),
    ),
    "anthology.bib": (
        "BibTeX",
        (
            replace(
                LOOMS,
                id=DOI,
                abstract=rf"Weaving patterns repeat over \textit{{long}} distances, {MARKED}",
                venue=VOLUME,
                url="https://aclanthology.org/2021.textile-main.7/",
                ids=("acl:2021.textile-main.7", DOI),
            ),
        ),
    ),
    "library.bib": (
        "BibTeX",
        (
            replace(
                LOOMS,
                abstract='Weaving patterns repeat over long distances. We cut cost by 40%, with @ signs, "quotes" and'
                r" \emph{emphasis} kept: $x_{i}$.",
                venue="Textile Learning, vol. 4",
                authors=("Renée Dubois", "Jan van der Meer Jr", "The Weavers and Dyers"),
                ids=(ARXIV, DOI),
            ),
            replace(DYEING, id="chen1999", authors=("Li Na Chen",), url="https://example.org/dyeing_1"),
        ),
    ),
    "library.ris": (
        "RIS",
        (
            replace(
                LOOMS,
                id=DOI,
                abstract="Weaving patterns repeat over long distances. We propose LoomNet - a sparse network.",
                venue="Textile Learning",
                url=ABS,
                ids=(ARXIV, DOI),
            ),
            replace(
                DYEING,
                id="t-f8ed4300e80c",
                abstract="We find that it does not.",
                venue="Proceedings of the Dyers",
                authors=("Li Na Chen",),
            ),
        ),
    ),
    "zotero_csl.json": (
        "CSL JSON",
        (
            replace(
                LOOMS,
                authors=("Renée Dubois", "Jan van der Meer Jr", "The Weavers"),
                url="http://arxiv.org/abs/2102.99901",
                ids=(ARXIV,),
            ),
            replace(
                DYEING,
                id="http://zotero.org/users/1/items/EFGH5678",
                venue="Proceedings of the Dyers",
                authors=("Li Na Chen",),
            ),
        ),
    ),
    "table.tsv": ("CSV", (replace(LOOMS, id=DOI, ids=(DOI,)),)),
    "zotero.csv": (
        "CSV",
        (
            replace(
                LOOMS,
                id=DOI,
                abstract='Weaving patterns repeat over "long" distances.',
                venue="Textile Learning",
                authors=("Dubois, Renée", "van der Meer, Jan"),
                url="http://arxiv.org/abs/2102.99901",
                ids=(ARXIV, DOI),
            ),
        ),
    ),
}


def read(name: str) -> tuple[list[Paper], list[Skip]]:
    intake = Intake()
    return list(read_papers([str(FIXTURES / name)], intake)), intake.skips


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fixture_is_recognised_and_read_field_by_field(name: str) -> None:
    known, papers = EXPECTED[name]
    assert detect(decode(name, io.BytesIO((FIXTURES / name).read_bytes()))).name == known
    assert [replace(paper, sources=()) for paper in read(name)[0]] == list(papers)


def test_every_fixture_is_expected_and_every_format_has_one() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_file()} == set(EXPECTED)
    covered = {known for known, _ in EXPECTED.values()} | {"JSON", "trending-papers feed"}
    assert covered == {known.name for known in FORMATS}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("arxiv_api.xml", [10, 36]),
        ("arxiv_snapshot.jsonl", [1, 2]),
        ("openalex_api.json", [4]),
        ("library.bib", [7, 19]),
        ("library.ris", [1, 15]),
        ("zotero_csl.json", [2, 22]),
        ("table.tsv", [2]),
    ],
)
def test_a_papers_place_is_the_line_it_begins_on(name: str, lines: list[int]) -> None:
    assert [paper.sources for paper in read(name)[0]] == [(f"{FIXTURES / name}:{line}",) for line in lines]


def test_all_sources_of_one_paper_are_one_paper() -> None:
    papers = [paper for name in EXPECTED for paper in read(name)[0] if {ARXIV, DOI, OPENREVIEW} & {*paper.ids}]
    shuffled = papers[1::2] + papers[::2]
    (looms,), repeats = join_repeats(shuffled, Intake())
    assert repeats == len(papers) - 1
    assert (looms.id, looms.year, looms.code) == (ARXIV, 2021, (REPOSITORY, PAGE))
    assert looms.ids == (
        "acl:2021.textile-main.7", ARXIV, DOI, "openalex:W4999900001", OPENREVIEW, "s2:999000001",
    )  # fmt: skip
    assert looms.origin("abstract") == (f"{FIXTURES / 'arxiv_api.xml'}:10",)
    assert looms.origin("venue") == (f"{FIXTURES / 'anthology.bib'}:2",)


def test_what_is_no_paper_is_told_with_its_place() -> None:
    assert [skip.reason for skip in read("arxiv_oai.xml")[1]] == ["a deleted record (oai:arXiv.org:2102.99903)"]
    assert read("openreview_v1.json")[1][0].reason.startswith("a reply to a paper (lO0mNetAbC)")
    assert read("pwc_links.json")[1][0].reason.startswith("one link to code that is neither official nor named")


def other_atom() -> list[str]:
    feed = ET.parse(FIXTURES / "arxiv_api.xml")
    return [entry.findtext("{*}summary", "") for entry in feed.iterfind("{*}entry")]


def other_anthology() -> list[str]:
    collection = ET.parse(FIXTURES / "anthology.xml")
    return ["".join(each.itertext()).replace(r"O(n \log n)", r"$O(n \log n)$") for each in collection.iter("abstract")]


def other_ris() -> list[str]:
    with (FIXTURES / "library.ris").open(encoding="utf-8") as lines:
        return [record.get("abstract") or record["notes_abstract"] for record in rispy.load(lines)]


def other_csv() -> list[str]:
    with (FIXTURES / "zotero.csv").open(encoding="utf-8", newline="") as lines:
        return [row["Abstract Note"] for row in csv.DictReader(lines)]


def other_snapshot() -> list[str]:
    lines = (FIXTURES / "arxiv_snapshot.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["abstract"] for line in lines]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("arxiv_api.xml", other_atom),
        ("anthology.xml", other_anthology),
        ("library.ris", other_ris),
        ("zotero.csv", other_csv),
        ("arxiv_snapshot.jsonl", other_snapshot),
    ],
)
def test_another_reader_finds_the_same_abstracts(name: str, other: Callable[[], list[str]]) -> None:
    assert [" ".join(text.split()) for text in other()] == [p.abstract for p in read(name)[0] if p.abstract]
