"""What is less certain than wanted is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.certainty import at_least
from extractors.pipeline import extract
from extractors.types import Extraction, Paper

ABSTRACT = (
    "We propose FoldNet, which extends LoRA with crease pooling. On GLUE, FoldNet outperforms LoRA by 3.2% accuracy. "
    "Code is at https://github.com/folds/foldnet."
)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract(Paper("p", "FoldNet: folding networks", ABSTRACT))


def test_zero_leaves_everything(extraction: Extraction) -> None:
    assert at_least(extraction, 0.0) == extraction


def test_more_than_one_leaves_nothing(extraction: Extraction) -> None:
    empty = at_least(extraction, 1.1)
    assert (empty.mentions, empty.relations, empty.results, empty.links) == ((), (), (), ())


@given(st.floats(0, 1))
def test_all_that_is_left_is_certain_enough_and_hangs_together(extraction: Extraction, score: float) -> None:
    left = at_least(extraction, score)
    assert all(each.score >= score for each in (*left.mentions, *left.relations, *left.results, *left.links))
    assert {end for relation in left.relations for end in (relation.head, relation.tail)} <= set(left.mentions)
    parts = {part for r in left.results for part in (r.method, r.dataset, r.metric, r.baseline) if part}
    assert parts <= set(left.mentions)


def test_a_result_stays_without_the_parts_that_are_dropped(extraction: Extraction) -> None:
    (result,) = extraction.results
    assert result.method is not None
    (bare,) = at_least(extraction, result.score).results
    assert bare.value == result.value
