"""What is doubtful, with the sentences of both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from extractors.types import Extraction
from kg.plan.keeping import graph_from
from kg.resolve import resolve
from kg.review import Doubt, find_doubts

Reader: TypeAlias = Callable[..., list[Extraction]]


def doubts(papers: list[Extraction]) -> list[Doubt]:
    return find_doubts(graph_from(papers), resolve(papers).merges)


def test_an_undecided_homograph_comes_with_the_sentence_of_what_it_was_kept_apart_from(read: Reader) -> None:
    found = doubts(read("The Segment Anything Model (SAM) finds organs.", "SAM can be twice as fast without loss."))
    first = next(doubt for doubt in found if doubt.other == "SAM")
    assert (first.doubt, first.surface, first.paper, first.other_paper) == (0.9, "SAM", "p2", "p1")
    assert first.sentence == "SAM can be twice as fast without loss."
    assert first.other_sentence == "The Segment Anything Model (SAM) finds organs."


def test_a_merge_that_rests_on_words_comes_with_another_paper_s_sentence(read: Reader) -> None:
    found = doubts(read("The Segment Anything Model (SAM) finds organs.", "We tune SAM for polyp segmentation."))
    (merge,) = [doubt for doubt in found if not doubt.other]
    assert merge.concept == "model:sam"
    assert merge.sentence == "We tune SAM for polyp segmentation."
    assert merge.other_sentence == "The Segment Anything Model (SAM) finds organs."


def test_the_most_doubtful_comes_first(examples: list[Extraction], read: Reader) -> None:
    found = doubts([*examples, *read("SAM is cheap.", "We tune SAM for polyp segmentation.")])
    assert [doubt.doubt for doubt in found] == sorted((doubt.doubt for doubt in found), reverse=True)
    assert {0.7, 0.9} <= {doubt.doubt for doubt in found}


def test_what_the_catalogue_or_the_paper_itself_says_is_not_in_doubt(read: Reader) -> None:
    assert doubts(read("We tune with LoRA.", "Low-Rank Adaptation (LoRA) is cheap.")) == []
