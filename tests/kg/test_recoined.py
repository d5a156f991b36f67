"""A catalogued name that a paper gives to something of its own."""

from __future__ import annotations

import pytest

from extractors.catalogue import Entry
from extractors.pipeline import extract
from extractors.types import Kind, Paper
from kg.aliases import AliasTable
from kg.plan.keeping import graph_from
from kg.recoined import find_recoined
from kg.resolve import resolve
from kg.review import find_doubts

KNOWN = AliasTable.of(
    [
        Entry(Kind.METHOD, "COMET", ("commonsense transformer",), (), 2019, "arxiv:1906.05317"),
        Entry(Kind.MODEL, "FoldFormer", (), ((Kind.MODEL, "protein language model"),), 2022),
        Entry(Kind.MODEL, "protein language model"),
    ]
)


def recoined(title: str, abstract: str = "", year: int | None = None, paper: str = "p") -> dict[str, str]:
    return dict(find_recoined(extract(Paper(paper, title, abstract, year=year)), KNOWN))


OTHER = "We propose COMET, which routes parcels through a city by night."


def test_a_title_that_says_another_thing_gives_the_name_a_meaning_of_its_own() -> None:
    assert recoined("COMET: Parcels That Find Their Way", OTHER) == {"COMET": "Parcels That Find Their Way"}


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("COMET: Commonsense for Knowledge Graphs", "We propose COMET, which completes facts."),
        ("COMET for Parcels", OTHER),
        ("Parcels That Find Their Way", "COMET: a model that we use for parcels."),
        ("Parcels: A Way Home", OTHER),
    ],
)
def test_else_the_name_is_the_catalogues(title: str, abstract: str) -> None:
    assert recoined(title, abstract) == {}


def test_years_too_far_apart_tell_whatever_the_words() -> None:
    title, abstract = "COMET: Commonsense for Knowledge Graphs", "We propose COMET, which completes facts."
    assert [bool(recoined(title, abstract, year)) for year in (2017, 2018, 2021, 2022)] == [True, False, False, True]


def test_the_paper_that_the_catalogue_links_to_means_the_catalogues() -> None:
    assert recoined("COMET: Parcels That Find Their Way", OTHER, paper="arxiv:1906.05317") == {}


def test_no_two_come_to_a_particular_name_by_chance() -> None:
    assert recoined("FoldFormer: Parcels That Find Their Way", "We propose FoldFormer for parcels.") == {}


def test_in_the_graph_it_is_a_concept_apart_without_year_or_link() -> None:
    own = extract(Paper("p1", "Genie: Lamps That Dim Themselves", "We propose Genie, which dims lamps at dusk."))
    other = extract(Paper("p2", "Playing in worlds", "We play in worlds that the Genie model makes from video."))
    resolution = resolve([own, other])
    ids = [resolution.concept_of(e.paper.id, m) for e in (own, other) for m in e.mentions if m.text == "Genie"]
    assert len(set(ids)) == 2
    lamp = resolution.concepts[ids[0]]
    assert (lamp.kind, lamp.name, lamp.year, lamp.link) == (Kind.METHOD, "Genie", None, "")
    assert any("Lamps That Dim" in merge.reason for merge in resolution.merges if merge.concept == ids[0])


def test_the_review_list_has_it_with_both_sentences() -> None:
    own = extract(Paper("p1", "Genie: Lamps That Dim Themselves", "We propose Genie, which dims lamps at dusk."))
    other = extract(Paper("p2", "Playing in worlds", "We play in worlds that the Genie model makes from video."))
    doubts = find_doubts(graph_from([own, other]), resolve([own, other]).merges)
    (doubt,) = (each for each in doubts if each.other == "Genie")
    assert "Lamps" in doubt.sentence
    assert "worlds" in doubt.other_sentence
