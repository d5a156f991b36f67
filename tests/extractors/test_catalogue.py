"""The catalogue's format, and that the shipped one is sound."""

from __future__ import annotations

import re
from collections import defaultdict
from graphlib import TopologicalSorter

import pytest

from extractors.catalogue import COLUMNS, Entry, parse_catalogue, shipped_catalogue
from extractors.errors import InputError
from extractors.text import fold
from extractors.types import Kind

HEADER = "\t".join(COLUMNS)
LINK = re.compile(r"arxiv:(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})|doi:10\.\d{4,9}/\S+|https://\S+")
HOMOGRAPHS = {
    Kind.DATASET: "msd refcocog vbench",
    Kind.METHOD: "act cpo critic dft dmd dml dp eda gp ibp ilp irm mas mpc ogd olora pnp rdpo rft sag slic tta tucker "
    "xpo",
    Kind.MODEL: "bnn cpm dbn ebm glm han hgnn lmm lrm ntm plm qnn sae stgcn var",
}
"""Keys that name several concepts of one kind, each looked at; another one is a mistake until it stands here."""


def test_a_row_becomes_an_entry() -> None:
    rows = [HEADER, "method\tFoldNet\tFN|fold net\tpruning|model:GPT-2\t2024\tarxiv:2401.00001"]
    (entry,) = parse_catalogue(rows, "t.tsv")
    parents = ((Kind.METHOD, "pruning"), (Kind.MODEL, "GPT-2"))
    assert entry == Entry(Kind.METHOD, "FoldNet", ("FN", "fold net"), parents, 2024, "arxiv:2401.00001")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["kind\tname"], "t.tsv:1"),
        ([HEADER, "method\tX"], "t.tsv:2: 2 columns"),
        ([HEADER, "robot\tX1\t\t\t\t"], "t.tsv:2: kind 'robot'"),
        ([HEADER, "method\t--\t\t\t\t"], "t.tsv:2: name '--'"),
        ([HEADER, "method\tX1\t\t\tlate\t"], "t.tsv:2: year 'late'"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(rows: list[str], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        list(parse_catalogue(rows, "t.tsv"))


@pytest.mark.parametrize(
    ("kind", "least"),
    [(Kind.METHOD, 700), (Kind.MODEL, 450), (Kind.DATASET, 450), (Kind.TASK, 250), (Kind.METRIC, 120)],
)
def test_every_kind_is_well_stocked(kind: Kind, least: int) -> None:
    assert sum(entry.kind is kind for entry in shipped_catalogue()) >= least


def test_no_name_stands_for_two_concepts_of_one_kind_but_known_homographs() -> None:
    holders = defaultdict(set)
    for entry in shipped_catalogue():
        for key in entry.keys:
            holders[entry.kind, key].add(entry.name)
    shared = {place for place, names in holders.items() if len(names) > 1}
    allowed = {(kind, key) for kind, keys in HOMOGRAPHS.items() for key in keys.split()}
    assert shared - allowed == set()


def test_every_family_names_a_row() -> None:
    rows = {(entry.kind, entry.name) for entry in shipped_catalogue()}
    assert [(e.name, parent) for e in shipped_catalogue() for parent in e.family if parent not in rows] == []


def test_families_have_no_cycle() -> None:
    graph = defaultdict(set)
    for entry in shipped_catalogue():
        graph[entry.kind, entry.name].update(entry.family)
    assert len(tuple(TopologicalSorter(graph).static_order())) >= len(graph)


def test_links_and_years_are_well_formed() -> None:
    assert [e.link for e in shipped_catalogue() if e.link and not LINK.fullmatch(e.link)] == []
    assert [e for e in shipped_catalogue() if e.year is not None and not 1600 <= e.year <= 2030] == []


def test_names_have_no_stray_blanks_and_a_letter_or_digit() -> None:
    names = [name for entry in shipped_catalogue() for name in entry.names]
    assert [name for name in names if name != " ".join(name.split()) or not fold(name)] == []
