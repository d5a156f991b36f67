"""What a concept is to its paper."""

from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.introductions import find_introduced
from extractors.pipeline import extract
from extractors.roles import PRIORITY, role_of
from extractors.shapes import find_shaped
from extractors.types import Kind, Mention, Paper, Role


def role(abstract: str, name: str, title: str = "On folding") -> Role:
    return next(m.role for m in extract(Paper("p", title, abstract)).mentions if m.text == name)


@pytest.mark.parametrize(
    ("title", "abstract", "name", "expected"),
    [
        ("On folding", "We propose FoldNet, which folds.", "FoldNet", Role.INTRODUCED),
        ("On folding", "We describe a way of folding called FoldNet.", "FoldNet", Role.INTRODUCED),
        ("On folding", "FoldNet is a novel way of folding.", "FoldNet", Role.INTRODUCED),
        ("FoldNet: a fold", "It folds.", "FoldNet", Role.INTRODUCED),
        ("On folding", "FoldNet outperforms LoRA by far.", "LoRA", Role.COMPARED),
        ("On folding", "It is faster than LoRA.", "LoRA", Role.COMPARED),
        ("On folding", "We evaluate on GLUE.", "GLUE", Role.EVALUATED_ON),
        ("On folding", "We reach a better accuracy.", "accuracy", Role.EVALUATED_ON),
        ("On folding", "We fine-tune it with LoRA.", "LoRA", Role.USED),
        ("Folding with LoRA", "It folds.", "LoRA", Role.USED),
        (
            "A study of LoRA",
            "We analyze LoRA and its failures. We investigate when LoRA forgets.",
            "LoRA",
            Role.STUDIED,
        ),
    ],
)
def test_the_words_around_its_mentions_give_a_role(title: str, abstract: str, name: str, expected: Role) -> None:
    assert role(abstract, name, title) is expected


def found_introduced(abstract: str, title: str = "On folding") -> set[str]:
    document = read_document(Paper("p", title, abstract))
    return {mention.text for mention in find_introduced(document, tuple(find_shaped(document)))}


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We compare FoldNet and others.", "FoldNet"),
        ("They propose FoldNet.", "FoldNet"),
        ("We use FoldNet.", "FoldNet"),
    ],
)
def test_other_words_introduce_nothing(abstract: str, name: str) -> None:
    assert name not in found_introduced(abstract)


def test_what_is_introduced_is_so_everywhere_and_in_its_other_form() -> None:
    text = "We propose Sparse Fold Search (SFS). Later, SFS outperforms LoRA."
    roles = [m.role for m in extract(Paper("p", "T", text)).mentions if m.text == "SFS"]
    assert roles == [Role.INTRODUCED, Role.INTRODUCED]


def test_without_words_of_introduction_the_most_repeated_new_name_is_taken() -> None:
    assert found_introduced("FoldNet folds. FoldNet runs.") == {"FoldNet"}
    assert found_introduced("FoldNet folds.") == set()


@pytest.mark.parametrize("first", range(len(PRIORITY)))
def test_a_concept_has_the_strongest_of_its_mentions_roles(first: int) -> None:
    mentions = [Mention(0, 1, "x", Kind.METHOD, "r", 1.0, each) for each in reversed(PRIORITY[first:])]
    assert role_of(mentions) is PRIORITY[first]


def test_no_mention_means_mentioned() -> None:
    assert role_of([]) is Role.MENTIONED
