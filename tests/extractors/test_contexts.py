"""What the words around a name say of its kind."""

from __future__ import annotations

import pytest

from extractors.contexts import kind_around, kind_of_head
from extractors.document import read_document
from extractors.types import Kind, Paper, Span


def around(abstract: str) -> Kind | None:
    document = read_document(Paper("p", "T", abstract))
    start = document.view.index("QZR")
    return kind_around(document, Span(start, start + 3))


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("on the QZR dataset", Kind.DATASET),
        ("on the QZR benchmark dataset", Kind.DATASET),
        ("Experiments on QZR agree.", Kind.DATASET),
        ("benchmarks such as QZR", Kind.DATASET),
        ("QZR, ABX and TUV datasets", Kind.DATASET),
        ("models such as QZR", Kind.MODEL),
        ("metrics including QZR", Kind.METRIC),
        ("algorithms like QZR", Kind.METHOD),
        ("tasks such as QZR", Kind.TASK),
        ("the QZR algorithm", Kind.METHOD),
    ],
)
def test_words_tell_a_kind(abstract: str, kind: Kind) -> None:
    assert around(abstract) is kind


@pytest.mark.parametrize("abstract", ["QZR is here.", "We like QZR", "A dataset. QZR follows", "QZR. Datasets follow."])
def test_other_words_tell_nothing(abstract: str) -> None:
    assert around(abstract) is None


def test_a_phrase_is_of_the_kind_of_its_last_word() -> None:
    assert kind_of_head("low-rank fold network") is Kind.MODEL
    assert kind_of_head("") is None
