"""Repeats become one paper with the best of each, in whatever order they were read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.sources.duplicates import join_repeats, likeness
from extractors.sources.identity import title_id
from extractors.sources.merging import merged
from extractors.types import Intake, Paper

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


def test_papers_that_share_any_global_id_are_one_whatever_they_are_called() -> None:
    preprint = paper("arxiv:1", "Looms", LOOMS, ids=("arxiv:1",))
    catalogue = paper("doi:10.1/x", "Cups", CUPS, ids=("arxiv:1", "doi:10.1/x", "s2:7"))
    publisher = paper("doi:10.1/x", "Parity", "Short.", ids=("doi:10.1/x",))
    library = paper("key", "Holes", "Other words.", ids=("s2:7",))
    ((joined,), repeats) = join_repeats([library, publisher, catalogue, preprint])
    assert (joined.id, joined.ids, repeats) == ("arxiv:1", ("arxiv:1", "doi:10.1/x", "s2:7"), 3)


@pytest.mark.parametrize(("year", "number"), [(None, 1), (2020, 1), (2022, 1), (2023, 2)])
def test_without_ids_a_title_is_one_paper_only_in_near_years(year: int | None, number: int) -> None:
    editorials = [paper("", "Editorial", LOOMS, year=2020), paper("", "Editorial", CUPS, year=year)]
    joined, repeats = join_repeats(editorials)
    assert (len(joined), repeats) == (number, 2 - number)
    if number == 2:
        assert [one.id for one in joined] == [f"{title_id('Editorial')}-2020", f"{title_id('Editorial')}-2023"]


def test_without_ids_one_text_is_one_paper_whatever_the_years() -> None:
    ((joined,), _) = join_repeats([paper(year=2015), paper(year=2023)])
    assert joined.year == 2015


@pytest.mark.parametrize(("year", "number"), [(2022, 1), (2023, 2)])
def test_a_title_joins_an_id_only_in_near_years_where_the_texts_are_unlike(year: int, number: int) -> None:
    assert len(ids(paper("arxiv:1", year=2020), paper(abstract=CUPS, year=year))) == number


def part(identifier: str = "", title: str = "Looms", **fields: object) -> Paper:
    return paper(identifier, title, "", **fields)


def test_a_part_completes_the_paper_that_has_its_id_or_its_title_and_year() -> None:
    whole = paper("arxiv:1", ids=("arxiv:1",), year=2020)
    link = part("arxiv:1", "Another Name", ids=("arxiv:1",), code=("github.com/a/a",))
    entry = part("key", year=2021, venue="ICLR")
    ((joined,), repeats) = join_repeats([link, entry, whole])
    assert (joined.title, joined.code, joined.venue, repeats) == ("Looms", ("github.com/a/a",), "ICLR", 2)


def test_a_title_and_an_abstract_of_different_sources_are_one_paper() -> None:
    title = part("s2:7", ids=("s2:7",), year=2020)
    abstract = Paper("s2:7", "", LOOMS, ids=("s2:7",))
    assert join_repeats([abstract, title])[0] == [paper("s2:7", ids=("s2:7",), year=2020)]


def test_a_part_whose_title_two_papers_have_completes_neither() -> None:
    editorials = [paper("doi:10.1/a", "Editorial", LOOMS), paper("doi:10.1/b", "Editorial", CUPS)]
    intake = Intake()
    assert join_repeats([*editorials, part("key", "Editorial", venue="ICLR", sources=("x.bib:7",))], intake)[0] == (
        editorials
    )
    assert [skip.place for skip in intake.skips] == ["x.bib:7"]


def test_parts_that_nothing_completes_are_told_one_by_one_or_all_together() -> None:
    few = [part("", f"Few {n}", sources=(f"few.bib:{n}",)) for n in range(3)]
    many = [part("", f"Many {n}", sources=(f"many.json:{n}",)) for n in range(1000)]
    intake = Intake()
    assert join_repeats([*few, *many, paper()], intake) == ([paper()], 0)
    assert [skip.place for skip in intake.skips] == ["few.bib:0", "few.bib:1", "few.bib:2", "many.json"]
    assert intake.skips[0].reason == (
        "no abstract, here and in every other input; a paper needs title and abstract (title 'Few 0')"
    )
    assert intake.skips[3].reason.startswith("1,000 parts of papers; the first, at many.json:0: no abstract")


def test_parts_alone_are_an_error() -> None:
    with pytest.raises(InputError) as caught:
        join_repeats([part(sources=("links.json:2",), code=("github.com/a/a",))], Intake())
    assert str(caught.value) == (
        "links.json:2: no paper with title and abstract (one part of a paper; no abstract, here and in every other"
        " input; a paper needs title and abstract (title 'Looms')); give the inputs that have the rest as well"
    )


def test_every_field_says_where_it_came_from() -> None:
    first = paper("arxiv:1", ids=("arxiv:1",), year=2022, venue="ICLR", sources=("a.xml:1",))
    second = paper("arxiv:1", "Looms!", LOOMS + " So.", ids=("arxiv:1", "s2:7"), year=2022, sources=("b.json:2",))
    third = part("arxiv:1", ids=("arxiv:1",), code=("github.com/a/a",), sources=("c.json:3",))
    ((joined,), _) = join_repeats([first, second, third])
    assert joined.origins == (
        "title b.json:2",
        "abstract b.json:2",
        "year a.xml:1",
        "venue a.xml:1",
        "code c.json:3",
        "ids a.xml:1",
        "ids b.json:2",
        "ids c.json:3",
    )
    assert joined.origin("venue") == ("a.xml:1",)
    assert joined.origin("url") == ()
    assert (first.origin("venue"), first.origin("url")) == (("a.xml:1",), ())


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
        ids=st.lists(st.sampled_from(["arxiv:1", "doi:10.1/x", "s2:7"]), max_size=2, unique=True).map(tuple),
    ),
    max_size=8,
)


@given(some_papers.flatmap(lambda papers: st.tuples(st.just(papers), st.permutations(papers))))
def test_any_order_joins_alike(orders: tuple[list[Paper], list[Paper]]) -> None:
    one, other = orders
    assert join_repeats(one) == join_repeats(other)


@given(some_papers, st.integers(0, 8))
def test_what_a_kept_paper_says_of_its_fields_holds_when_more_is_joined_to_it(papers: list[Paper], at: int) -> None:
    same = [replace(one, ids=("arxiv:1",), id="arxiv:1", sources=(f"a:{n}",)) for n, one in enumerate(papers)]
    if same:
        assert merged([merged(same[: at + 1]), *same[at + 1 :]]) == merged(same)


@given(some_papers)
def test_joined_papers_have_distinct_ids_in_order_and_lose_no_place(papers: list[Paper]) -> None:
    joined, repeats = join_repeats(papers)
    names = [one.id for one in joined]
    assert names == sorted(set(names))
    assert len(joined) + repeats == len(papers)
    assert {place for one in joined for place in one.sources} == {place for one in papers for place in one.sources}
