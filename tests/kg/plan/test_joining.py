"""Papers joined to those that are kept: what joining all of them at once gives, with a look at few."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.sources.duplicates import join_repeats
from extractors.sources.identity import title_id
from extractors.types import Intake, Paper
from kg.plan.assembly import NOTHING
from kg.plan.joining import joined, joined_all, keys_after
from kg.plan.papers import Papers, papers_of

TITLES = ("Lamps that dim", "LAMPS that dim!", "Kites", "Kites 2020")
ABSTRACTS = (
    "We dim lamps by asking them nicely at dusk every day.",
    "We dim lamps by asking them nicely at dawn every day.",
    "Kites are flown over cold lakes without any string at all.",
)


@st.composite
def a_paper(draw: st.DrawFn) -> Paper:
    title = draw(st.sampled_from(TITLES))
    name = draw(st.sampled_from(("arxiv:2101.00001", "arxiv:2101.00002", "doi:10.1/a", "1", "2", title_id(title))))
    place = f"file{draw(st.integers(1, 2))}:{draw(st.integers(1, 99))}"
    return Paper(
        name,
        title,
        draw(st.sampled_from(ABSTRACTS)),
        year=draw(st.sampled_from((None, 2020, 2021, 2025))),
        ids=tuple(
            sorted({name, *draw(st.sets(st.sampled_from(("arxiv:2101.00002", "doi:10.1/a", "s2:7")), max_size=1))})
        ),
        sources=(place,),
    )


@settings(max_examples=300, deadline=None)
@given(first=st.lists(a_paper(), min_size=1, max_size=6), then=st.lists(a_paper(), max_size=4))
def test_it_is_what_joining_all_gives(first: list[Paper], then: list[Paper]) -> None:
    kept = joined_all(first, Intake()).papers
    keys = keys_after(NOTHING["keys"], kept)
    made = joined(kept.rows, keys, then, Intake())
    at_once = join_repeats([*kept.come, *then], Intake())
    assert (list(papers_of(made.papers.rows)), made.repeats) == at_once
    assert keys_after(keys, made.papers).equals(keys_after(NOTHING["keys"], Papers.all(at_once[0])))


def test_a_part_that_nothing_completes_is_no_error_beside_papers() -> None:
    kept = joined_all([Paper("1", "Kites", ABSTRACTS[2], sources=("a:1",))], Intake()).papers
    keys, part, intake = keys_after(NOTHING["keys"], kept), Paper("2", "Lamps", "", sources=("b:1",)), Intake()
    assert joined(kept.rows, keys, [part], intake).papers.come == []
    assert [skip.place for skip in intake.skips] == ["b:1"]
    with pytest.raises(InputError):
        joined_all([part], Intake())


def test_a_paper_that_says_nothing_new_has_not_come() -> None:
    paper = Paper("1", "Kites", ABSTRACTS[2], sources=("a:1",))
    kept = joined_all([paper], Intake()).papers
    made = joined(kept.rows, keys_after(NOTHING["keys"], kept), [paper], Intake())
    assert (made.papers.come, list(made.papers.gone), made.repeats) == ([], [], 1)
    assert made.papers.rows is kept.rows
