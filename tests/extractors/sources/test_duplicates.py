"""Repeats become one paper with the best of each, in whatever order they were read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sources.duplicates import join_repeats, likeness
from extractors.sources.identity import title_id
from extractors.types import Paper

LOOMS = "We train a network on the cards of weaving looms and predict the next row of holes."
CUPS = "Networks built from paper cups compute parity; nobody had asked whether they could."


def paper(identifier: str = "", title: str = "Looms", abstract: str = LOOMS, **fields: object) -> Paper:
    made = Paper(identifier or title_id(title), title, abstract)
    return replace(made, **fields)  # type: ignore[arg-type]


def ids(*papers: Paper) -> list[str]:
    return [joined.id for joined in join_repeats(papers)[0]]


def test_nothing_joins_to_nothing() -> None:
    assert join_repeats([]) == ([], 0)


def test_the_same_id_is_the_same_paper() -> None:
    assert join_repeats([paper("arxiv:1"), paper("arxiv:1")]) == ([paper("arxiv:1")], 1)


def test_titles_that_differ_in_case_and_punctuation_are_one() -> None:
    assert ids(paper(title="The Loom: A Study"), paper(title="the loom - a study")) == [title_id("theloomastudy")]


def test_a_paper_known_by_title_joins_the_one_that_has_an_id() -> None:
    assert ids(paper(), paper("arxiv:2106.09685", abstract=CUPS)) == ["arxiv:2106.09685"]


def test_an_arxiv_id_is_preferred_to_a_doi_and_a_doi_to_any_other() -> None:
    assert ids(paper("17"), paper("doi:10.1/x"), paper("arxiv:1")) == ["arxiv:1"]
    assert ids(paper("17"), paper("doi:10.1/x"), paper()) == ["doi:10.1/x"]
    assert ids(paper("17"), paper()) == ["17"]


def test_an_arxiv_paper_may_change_title_and_abstract() -> None:
    joined, repeats = join_repeats(
        [paper("arxiv:1"), paper("arxiv:1", "Cups", CUPS + " More."), paper(), paper("", "Cups", CUPS)]
    )
    assert [(one.id, one.title) for one in joined] == [("arxiv:1", "Cups")]
    assert repeats == 3


def test_one_title_for_two_papers_with_ids_stays_two() -> None:
    editorials = [paper("doi:10.1/a", "Editorial", LOOMS), paper("doi:10.1/b", "Editorial", CUPS)]
    assert join_repeats(editorials) == (editorials, 0)


def test_a_repeat_without_an_id_joins_the_likest_of_two_with_one_title() -> None:
    joined, repeats = join_repeats(
        [
            paper("doi:10.1/a", "Editorial", LOOMS),
            paper("doi:10.1/b", "Editorial", CUPS),
            paper("", "Editorial", CUPS, sources=("feed.txt:3",)),
        ]
    )
    assert [one.sources for one in joined] == [(), ("feed.txt:3",)]
    assert repeats == 1


def test_one_row_number_in_two_files_makes_no_repeat_and_loses_no_paper() -> None:
    joined, repeats = join_repeats([paper("1", "Looms", LOOMS), paper("1", "Cups", CUPS)])
    assert {(one.id, one.title) for one in joined} == {(title_id("Looms"), "Looms"), (title_id("Cups"), "Cups")}
    assert repeats == 0


def test_a_given_id_may_have_its_title_corrected() -> None:
    assert ids(paper("1", "Loms"), paper("1", "Looms")) == ["1"]


def test_each_field_is_the_best_that_any_source_has() -> None:
    first = paper("arxiv:1", year=2022, venue="ICLR", authors=("A. One",), url="https://arxiv.org/abs/1?context=x")
    second = paper(abstract=LOOMS + " It works.", year=2021, authors=("A. One", "B. Two"), code=("github.com/b/b",))
    third = paper(url="https://arxiv.org/abs/1", code=("github.com/a/a", "github.com/b/b"))
    assert join_repeats([first, second, third])[0] == [
        Paper(
            id="arxiv:1",
            title="Looms",
            abstract=LOOMS + " It works.",
            year=2021,
            venue="ICLR",
            authors=("A. One", "B. Two"),
            url="https://arxiv.org/abs/1",
            code=("github.com/a/a", "github.com/b/b"),
        )
    ]


def test_all_places_are_kept_in_the_order_of_their_lines() -> None:
    places = ("b.txt:2", "a.txt:10", "a.txt:9")
    ((joined,), _) = join_repeats([paper(sources=(place,)) for place in places])
    assert joined.sources == ("a.txt:9", "a.txt:10", "b.txt:2")


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [(LOOMS, LOOMS, 1.0), (LOOMS, CUPS, 0.0), (LOOMS, LOOMS[:34], 1.0), ("", LOOMS, 1.0), ("word", LOOMS, 1.0)],
)
def test_likeness_is_of_word_pairs_within_the_shorter(first: str, second: str, alike: float) -> None:
    assert likeness(first, second) == likeness(second, first) == alike


some_papers = st.lists(
    st.builds(
        paper,
        st.sampled_from(["", "", "arxiv:1", "arxiv:2", "doi:10.1/x", "1", "2"]),
        st.sampled_from(["Looms", "looms!", "Cups", "Editorial"]),
        st.sampled_from([LOOMS, LOOMS + " It works.", CUPS, "Short."]),
        year=st.none() | st.integers(2019, 2022),
        venue=st.sampled_from(["", "ICLR", "NeurIPS"]),
        authors=st.lists(st.sampled_from("ABC")).map(tuple),
        url=st.sampled_from(["", "https://a.org", "https://b.org"]),
        code=st.lists(st.sampled_from("xyz")).map(tuple),
        sources=st.lists(st.sampled_from(["a:1", "a:2", "a:10", "b:1", "stdin:1"]), max_size=1).map(tuple),
    ),
    max_size=8,
)


@given(some_papers.flatmap(lambda papers: st.tuples(st.just(papers), st.permutations(papers))))
def test_any_order_joins_alike(orders: tuple[list[Paper], list[Paper]]) -> None:
    one, other = orders
    assert join_repeats(one) == join_repeats(other)


@given(some_papers)
def test_joined_papers_have_distinct_ids_in_order_and_lose_no_place(papers: list[Paper]) -> None:
    joined, repeats = join_repeats(papers)
    names = [one.id for one in joined]
    assert names == sorted(set(names))
    assert len(joined) + repeats == len(papers)
    assert {place for one in joined for place in one.sources} == {place for one in papers for place in one.sources}
