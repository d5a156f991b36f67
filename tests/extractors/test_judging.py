"""The judge keeps what is likely, says of which kind, and trusts finders it does not know."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.candidates import find_candidates, find_ruled
from extractors.document import Document, read_document
from extractors.judge_features import judge_features, odds, rule_feature
from extractors.judging import judge, settled
from extractors.linear import LinearModel
from extractors.overlaps import in_order, nests_of
from extractors.tagger.model import Tagging, tag
from extractors.types import Kind, Mention, Paper

LABELS = ("dataset", "method", "metric", "model", "none", "task")


def mention(text: str, rule: str = "name shape", start: int = 0) -> Mention:
    return Mention(start, start + len(text), text, Kind.METHOD, rule, 0.6)


def row(**shares: float) -> np.ndarray:
    return np.array([shares.get(label, 0.0) for label in LABELS], np.float32)


def test_what_is_likelier_than_not_is_kept_with_its_likeliest_kind_and_that_score() -> None:
    likely, unlikely = (mention("FoldNet"),), (mention("Thanks", start=20),)
    rows = np.stack([row(model=0.7, method=0.2, none=0.1), row(none=0.6, task=0.4)])
    kept, left = settled([likely, unlikely], rows, LABELS)
    assert [(m.text, m.kind, m.score) for m in kept] == [("FoldNet", Kind.MODEL, pytest.approx(0.7))]
    assert [(m.text, m.kind) for m in left] == [("Thanks", Kind.TASK)]


def test_a_concept_of_doubtful_kind_is_kept_with_a_low_score() -> None:
    kept, _ = settled([(mention("FoldNet"),)], np.stack([row(model=0.3, method=0.35, none=0.35)]), LABELS)
    assert [(m.kind, m.score) for m in kept] == [(Kind.METHOD, pytest.approx(0.35))]


def test_what_stands_in_a_longer_concept_counts_there_only_if_it_stands_nowhere_else() -> None:
    text = "fast fold search, cold fold, fold search"
    long, cold = mention("fast fold search", "tagger"), mention("cold fold", "tagger", start=18)
    search = mention("fold search", "catalogue", 5), mention("fold search", "catalogue", 29)
    fold = (mention("fold", "catalogue", start=23),)
    assert all(text[m.start : m.end] == m.text for m in (long, cold, *search, *fold))
    likely = np.stack([row(method=0.9, none=0.1)] * 4)
    kept, left = settled([(long,), search, (cold,), fold], likely, LABELS)
    assert [(m.start, m.text) for m in kept] == [
        (0, "fast fold search"),
        (18, "cold fold"),
        (23, "fold"),
        (29, "fold search"),
    ]
    assert left == ()


def test_what_stands_in_something_left_has_its_place() -> None:
    long, search = mention("fast fold search", "tagger"), mention("fold search", "catalogue", 5)
    rows = np.stack([row(method=0.2, none=0.8), row(method=0.9, none=0.1)])
    kept, left = settled([(long,), (search,)], rows, LABELS)
    assert ([m.text for m in kept], [m.text for m in left]) == (["fold search"], ["fast fold search"])


def test_what_is_trusted_stays_and_holds_what_lies_in_it() -> None:
    own, inside, free = (
        mention("layered fold search", "own"),
        mention("fold search", start=8),
        mention("fold search", start=40),
    )
    kept, _ = settled([(inside, free)], np.stack([row(method=0.9, none=0.1)]), LABELS, [own])
    assert [(m.start, m.text) for m in kept] == [(0, "layered fold search"), (40, "fold search")]


def nesting(mentions: tuple[Mention, ...], others: list[Mention]) -> set[str]:
    """What the judge is told of how a candidate lies to others."""
    document = read_document(Paper("p", "", " " * 80))
    nests = nests_of(in_order([*mentions, *others]))
    features = judge_features(document, tag(document, ()), "key", mentions, nests)
    return {
        name for name in features if " within " in name or " holds " in name or name.startswith(("within", "holds"))
    }


def test_the_judge_is_told_what_a_candidate_lies_in_and_what_lies_in_it() -> None:
    long, search = mention("fast fold search", "tagger"), mention("fold search", "catalogue", start=5)
    fold, other = mention("fold", "name shape", start=5), mention("fold search", "catalogue", start=40)
    assert nesting((other,), []) == {"within none"}
    assert nesting((long,), [search]) == {"within none", "tagger holds catalogue", "holds its end"}
    assert nesting((search,), [long]) == {"within all", "catalogue within tagger"}
    assert nesting((search, other), [long]) == {"within some", "catalogue within tagger"}
    assert nesting((search,), [fold]) == {"within none", "catalogue holds name shape", "holds its start"}


@pytest.fixture(scope="module")
def read() -> tuple[Document, Tagging, tuple[Mention, ...]]:
    document = read_document(Paper("p", "On folding", "We propose FoldNet, which extends LoRA. FoldNet folds."))
    ruled = find_ruled(document)
    tagging = tag(document, ruled)
    return document, tagging, find_candidates(document, ruled, tagging)


def test_all_mentions_of_one_thing_are_judged_alike(read: tuple[Document, Tagging, tuple[Mention, ...]]) -> None:
    kept, _ = judge(*read)
    assert len({(m.kind, m.score) for m in kept if m.text == "FoldNet"}) == 1
    assert sum(m.text == "FoldNet" for m in kept) == 2


def test_every_candidate_is_kept_or_left_in_text_order(read: tuple[Document, Tagging, tuple[Mention, ...]]) -> None:
    kept, left = judge(*read)
    assert sorted(m.span for m in (*kept, *left)) == sorted(m.span for m in read[2])
    assert list(kept) == sorted(kept, key=lambda m: m.start)


def test_a_finder_it_was_not_trained_with_is_taken_at_its_word(
    read: tuple[Document, Tagging, tuple[Mention, ...]],
) -> None:
    document, tagging, _ = read
    sceptic = LinearModel(
        LABELS, {rule_feature("name shape"): 0}, np.stack([row(none=9.0)]), np.zeros(len(LABELS), np.float32)
    )
    own = mention("folding", rule="of my own", start=3)
    kept, left = judge(document, tagging, [own, mention("FoldNet", start=22)], sceptic)
    assert kept == (own,)
    assert [m.text for m in left] == ["FoldNet"]


def test_log_odds_are_bounded_and_grow_with_the_probability() -> None:
    steps = [odds(step / 100) for step in range(101)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (-4, 4)
