"""Sentences that claim a win, and near misses that do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim_settings import Named
from kg.claims import claims_in
from kg.schema import NodeKind, Predicate

KINDS = {
    "GLUE": NodeKind.DATASET,
    "SQuAD": NodeKind.DATASET,
    "ImageNet": NodeKind.DATASET,
    "accuracy": NodeKind.METRIC,
    "FLOPs": NodeKind.METRIC,
    "LLaMA": NodeKind.MODEL,
}
NAMES = ("NEW", "OLD", "BASE", "nested BASE", "pruning methods", "in-context learning", "optimizers", *KINDS)


def told(sentence: str, introduced: tuple[str, ...] = ("NEW",)) -> list[str]:
    """The claims of a sentence in which the names above are the mentions and NEW is what the paper introduces."""
    named = sorted(
        Named(
            match.start(),
            match.end(),
            name,
            KINDS.get(name, NodeKind.METHOD),
            Predicate.INTRODUCES if name == "NEW" else Predicate.USES,
        )
        for name in NAMES
        for match in re.finditer(re.escape(name), sentence)
    )
    return [
        " ".join([c.winner, ">", c.loser, *(f"@{each}" for each in (*c.datasets, *c.metrics)), c.margin]).strip()
        for c in claims_in(sentence, named, introduced)
    ]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("NEW outperforms OLD on GLUE.", ["NEW > OLD @GLUE"]),
        ("NEW outperforms OLD by 5.69% on GLUE.", ["NEW > OLD @GLUE 5.69%"]),
        ("NEW consistently surpasses OLD and BASE.", ["NEW > OLD", "NEW > BASE"]),
        ("NEW outperforms both OLD and BASE on GLUE and SQuAD.", ["NEW > OLD @GLUE @SQuAD", "NEW > BASE @GLUE @SQuAD"]),
        ("NEW outperforms methods such as OLD in accuracy.", ["NEW > OLD @accuracy"]),
        ("On ImageNet, our NEW can still surpass OLD.", ["NEW > OLD @ImageNet"]),
        ("Experiments on GLUE show that NEW beats OLD.", ["NEW > OLD @GLUE"]),
        ("We show that our method outperforms OLD.", ["NEW > OLD"]),
        ("Our NEW model achieves 71% accuracy, outperforming OLD by 2 points.", ["NEW > OLD 2 points"]),
        ("We propose NEW, a method that outperforms OLD on GLUE.", ["NEW > OLD @GLUE"]),
        ("NEW outperforms OLD by 1% and surpasses BASE by 2%.", ["NEW > OLD 1%", "NEW > BASE 2%"]),
        ("OLD outperforms BASE on GLUE.", ["OLD > BASE @GLUE"]),
        ("NEW outperforms nested BASE by 2%.", ["NEW > nested BASE 2%"]),
    ],
)
def test_these_claim_a_win(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "NEW does not outperform OLD.",
        "NEW may outperform OLD.",
        "We ask whether NEW outperforms OLD.",
        "NEW is outperformed by OLD.",
        "NEW performs on par with OLD on GLUE.",
        "NEW applied to LLaMA outperforms OLD.",  # the subject is not LLaMA
        "NEW outperforms OLD-based systems.",
        "NEW outperforms existing pruning methods.",  # a class of things, not a thing
        "NEW outperforms other optimizers.",
        "NEW outperforms models trained with OLD.",
        "NEW outperforms prior work on LLaMA.",  # where, not whom
        "NEW outperforms systems across domains including OLD.",
        "NEW outperforms OLD in-context learning.",  # neither OLD nor in-context learning by itself
        "NEW surpasses NEW.",
        "NEW exceeds 90% on GLUE.",
    ],
)
def test_these_claim_none(sentence: str) -> None:
    assert told(sentence) == []


def test_another_clause_s_data_sets_and_metrics_are_not_taken() -> None:
    assert told("NEW performs like OLD on GLUE and outperforms OLD on SQuAD.") == []
    assert told("NEW outperforms OLD on GLUE and matches BASE on SQuAD.") == ["NEW > OLD @GLUE"]
    assert told("NEW outperforms OLD while reducing FLOPs on ImageNet.") == ["NEW > OLD"]
    assert told("NEW outperforms OLD by 1% on GLUE and by 2% on SQuAD.") == ["NEW > OLD @GLUE 1%"]


def test_a_data_set_that_was_trained_on_is_not_where_it_wins() -> None:
    assert told("With pre-training on ImageNet, NEW outperforms OLD.") == ["NEW > OLD"]


def test_margins_given_respectively_are_left_out() -> None:
    assert told("NEW surpasses OLD and BASE by 0.8% and 2.1%, respectively.") == ["NEW > OLD", "NEW > BASE"]


def test_our_method_stands_for_nothing_where_several_are_introduced() -> None:
    assert told("Our method outperforms OLD.", introduced=("NEW", "BASE")) == []


WORDS = (
    *NAMES,
    "outperforms",
    "surpassing",
    "by 2%",
    "on",
    "in",
    "and",
    "our method",
    "such as",
    "while",
    ",",
    ".",
    "that",
)


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_whatever_it_is_given_winner_and_loser_stand_in_the_sentence_and_differ(words: list[str]) -> None:
    sentence = " ".join(words)
    for claim in told(sentence):
        winner, _, rest = claim.partition(" > ")
        assert winner == "NEW" or winner in sentence
        loser = next(name for name in NAMES if rest.startswith(name))
        assert loser in sentence
        assert loser != winner
