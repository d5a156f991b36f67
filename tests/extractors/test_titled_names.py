"""Names of several words that a title gives before its colon."""

from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.pipeline import extract
from extractors.titled_names import find_titled_names
from extractors.types import Kind, Paper, Role


def found(title: str, abstract: str) -> list[tuple[str, Kind]]:
    return [(mention.text, mention.kind) for mention in find_titled_names(read_document(Paper("p", title, abstract)))]


def test_a_name_is_found_in_the_title_and_wherever_it_comes_again() -> None:
    abstract = "We present Origami GAN. GANs fold badly. Origami GAN folds well."
    assert found("Origami GAN: Folding Images", abstract) == [("Origami GAN", Kind.MODEL)] * 3


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Paper Cranes 2: A Benchmark of Folds", Kind.DATASET), ("Fold It Again: Tuning Cranes", Kind.METHOD)],
)
def test_the_kind_is_what_the_title_says_it_is(title: str, kind: Kind) -> None:
    name = title.partition(":")[0]
    assert found(title, f"With {name} we go on.") == [(name, kind)] * 2


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Origami GAN: Folding Images", "GANs fold badly, but ours do not."),  # never called so again
        ("Origami GAN: Folding Images", "The origami GAN folds well."),  # but in other letters
        ("Folding Images With an Origami GAN", "Origami GAN folds well."),  # no colon
        ("Folding images: a survey", "Folding images is hard."),  # no name, one capital
        ("ORIGAMI GAN: FOLDING", "We present ORIGAMI GAN."),  # a title in capitals shows no names
        ("Origami GAN", "We say one thing: Origami GAN folds."),  # a colon that is not the title's
        ("", "Origami GAN: it folds. Origami GAN."),
    ],
)
def test_what_is_no_such_name(title: str, abstract: str) -> None:
    assert found(title, abstract) == []


def test_a_known_name_inside_it_is_another_thing() -> None:
    paper = Paper(
        "p",
        "Origami GAN: Folding Images with Paper Models",
        "Inspired by paper, a novel network, referred to as Origami GAN, is introduced. Origami GAN outperforms LoRA.",
    )
    introduced = {mention.text for mention in extract(paper).mentions if mention.role is Role.INTRODUCED}
    assert introduced == {"Origami GAN"}
