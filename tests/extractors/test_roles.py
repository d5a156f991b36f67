"""What a concept is to its paper."""

from __future__ import annotations

import pytest

from extractors.pipeline import extract
from extractors.roles import PRIORITY, role_of
from extractors.types import Kind, Mention, Paper, Role


def role(abstract: str, name: str, title: str = "On folding") -> Role:
    return next(m.role for m in extract(Paper("p", title, abstract)).mentions if m.text == name)


@pytest.mark.parametrize(
    ("abstract", "name", "expected"),
    [
        ("We propose FoldNet, which folds.", "FoldNet", Role.INTRODUCED),
        ("We describe a way of folding called FoldNet.", "FoldNet", Role.INTRODUCED),
        ("FoldNet is a novel way of folding.", "FoldNet", Role.INTRODUCED),
        ("FoldNet outperforms LoRA by far.", "LoRA", Role.COMPARED),
        ("It is faster than LoRA.", "LoRA", Role.COMPARED),
        ("We evaluate on GLUE.", "GLUE", Role.EVALUATED_ON),
        ("We reach a better accuracy.", "accuracy", Role.EVALUATED_ON),
        ("We fine-tune it with LoRA.", "LoRA", Role.USED),
        ("We analyze LoRA.", "LoRA", Role.STUDIED),
        ("Recently, LoRA has become popular.", "LoRA", Role.MENTIONED),
    ],
)
def test_the_words_of_a_sentence_give_a_role(abstract: str, name: str, expected: Role) -> None:
    assert role(abstract, name) is expected


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We compare FoldNet and others.", "FoldNet"),
        ("They propose FoldNet.", "FoldNet"),
        ("We use FoldNet.", "FoldNet"),
    ],
)
def test_other_words_introduce_nothing(abstract: str, name: str) -> None:
    assert role(abstract, name) is not Role.INTRODUCED


def test_a_title_introduces_the_name_before_its_colon_and_uses_what_follows_with() -> None:
    assert role("It folds.", "FoldNet", "FoldNet: a fold") is Role.INTRODUCED
    assert role("It folds.", "LoRA", "Folding with LoRA") is Role.USED
    assert role("It folds.", "GLUE", "Folding GLUE") is Role.EVALUATED_ON


def test_what_is_introduced_is_so_everywhere_and_in_its_other_form() -> None:
    text = "We propose Sparse Fold Search (SFS). Later, SFS outperforms LoRA."
    roles = [m.role for m in extract(Paper("p", "T", text)).mentions if m.text == "SFS"]
    assert roles == [Role.INTRODUCED, Role.INTRODUCED]


def test_without_words_of_introduction_the_most_repeated_new_name_is_taken() -> None:
    assert role("FoldNet folds. FoldNet runs.", "FoldNet") is Role.INTRODUCED
    assert role("FoldNet folds.", "FoldNet") is not Role.INTRODUCED


@pytest.mark.parametrize("first", range(len(PRIORITY)))
def test_a_concept_has_the_strongest_of_its_mentions_roles(first: int) -> None:
    mentions = [Mention(0, 1, "x", Kind.METHOD, "r", 1.0, each) for each in reversed(PRIORITY[first:])]
    assert role_of(mentions) is PRIORITY[first]


def test_no_mention_means_mentioned() -> None:
    assert role_of([]) is Role.MENTIONED
