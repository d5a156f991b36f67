from __future__ import annotations

from itertools import permutations

from extractors.types import Abbreviation, Extraction, Paper, Span
from kg.senses import Definition, Said, Senses

NOWHERE = Span(0, 0)


def defining(paper: str, *pairs: tuple[str, str]) -> Extraction:
    abbreviations = tuple(Abbreviation(short, long, NOWHERE, NOWHERE) for short, long in pairs)
    return Extraction(Paper(paper, "A paper", "Text."), abbreviations=abbreviations)


THREE = [
    defining("a", ("QZM", "quantized zonal mixing")),
    defining("b", ("QZM", "query zooming machine")),
    defining("c", ("QZM", "quick zebra matching"), ("FOO", "first of ours")),
    defining("d", ("QZM", "Quantised Zonal Mixings")),
]


def test_three_senses_of_a_short_form_are_three() -> None:
    assert len(Senses.of(map(Said.of, THREE)).of_short["qzm"]) == 3


def test_spellings_of_a_long_form_are_one_sense() -> None:
    senses = Senses.of(map(Said.of, THREE))
    assert senses.sense_of("QZM", "Quantised Zonal Mixings") == senses.sense_of("QZM", "quantized zonal mixing")


def test_a_sense_is_named_only_where_there_are_several() -> None:
    senses = Senses.of(map(Said.of, THREE))
    assert senses.sense_of("QZM", "query zooming machine") == "query zooming machine"
    assert senses.sense_of("FOO", "first of ours") == ""


def test_the_other_senses_are_those_a_mention_must_not_be_merged_with() -> None:
    senses = Senses.of(map(Said.of, THREE))
    assert set(senses.others("QZM", "query zooming machine")) == {"quantized zonal mixing", "quick zebra matching"}
    assert len(senses.others("QZM", "")) == 3
    assert senses.others("FOO", "") == senses.others("FOO", "first of ours") == ()


def test_senses_do_not_depend_on_which_paper_comes_first() -> None:
    assert len({Senses.of(map(Said.of, order)).of_short["qzm"] for order in permutations(THREE)}) == 1


def test_a_long_form_is_defined_only_where_all_papers_agree() -> None:
    papers = [defining("a", ("AB", "alpha beta")), defining("b", ("ABe", "alpha betas"), ("X1", "xi one"))]
    senses = Senses.of(map(Said.of, papers))
    assert senses.defined("alphabeta") is None
    assert senses.defined("xione") == Definition("X1", "b")


def test_whoever_asks_is_told_which_keys_were_asked_for() -> None:
    senses, asked = Senses.of(map(Said.of, THREE)).noting()
    senses.defined("never met")
    assert senses.others("QZM", "")
    assert asked == {"never met", "qzm"}


def test_senses_are_renewed_for_some_keys() -> None:
    one, two = Senses.of(map(Said.of, THREE[:1])), Senses.of(map(Said.of, THREE))
    assert one.renewed(set(), two) == (one, set())
    renewed, changed = one.renewed({*one.of_short, *two.of_short, *one.definitions, *two.definitions}, two)
    assert renewed == two
    assert "qzm" in changed
