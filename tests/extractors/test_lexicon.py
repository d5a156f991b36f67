"""Names the catalogue knows, met in text."""

from __future__ import annotations

import pytest

from extractors.catalogue import Entry
from extractors.document import read_document
from extractors.lexicon import Lexicon, find_known, fits_case
from extractors.types import Kind, Paper

LEXICON = Lexicon.of(
    [
        Entry(Kind.METHOD, "FoldNet", ("fold network",)),
        Entry(Kind.METHOD, "matrix folding"),
        Entry(Kind.METHOD, "sparse matrix folding"),
        Entry(Kind.METHOD, "MATS"),
        Entry(Kind.METHOD, "aBert"),
        Entry(Kind.MODEL, "Orbit"),
        Entry(Kind.DATASET, "Orbit"),
    ]
)


def known(abstract: str) -> list[tuple[str, str]]:
    document = read_document(Paper("p", "T", abstract))
    return [(m.text, m.kind.value) for m in find_known(document, LEXICON)]


@pytest.mark.parametrize(
    ("abstract", "surface"),
    [
        ("We use FoldNet.", "FoldNet"),
        ("We use Foldnets here.", "Foldnets"),
        ("We use fold-networks here.", "fold-networks"),
        ("Matrix Folding helps.", "Matrix Folding"),
        ("sparse matrix folding helps", "sparse matrix folding"),
        (r"We use {\em FoldNet}.", "FoldNet"),
        ("We use MATS.", "MATS"),
    ],
)
def test_a_known_name_is_found_in_any_spelling(abstract: str, surface: str) -> None:
    assert known(abstract) == [(surface, "method")]


@pytest.mark.parametrize(
    "abstract",
    ["mats on the floor", "a matrix. Folding it", "foldnet", "a Bert", "https://x.org/FoldNet", "FoldNetting"],
)
def test_a_near_miss_is_not_found(abstract: str) -> None:
    assert known(abstract) == []


def test_an_acronym_in_other_capitals_is_left_where_the_words_around_tell_another_kind() -> None:
    lexicon = Lexicon.of([Entry(Kind.METHOD, "FoLD")])
    texts = ("On the FOLD dataset of cranes.", "We use FOLD here.", "On the FoLD dataset of cranes.")
    documents = (read_document(Paper("p", "T", text)) for text in texts)
    assert [[m.text for m in find_known(document, lexicon)] for document in documents] == [[], ["FOLD"], ["FoLD"]]


def test_the_longest_name_is_found_as_a_whole() -> None:
    name = "folding of sparse matrices by rows and then by columns"
    lexicon = Lexicon.of([Entry(Kind.METHOD, name), Entry(Kind.METHOD, "sparse matrices")])
    document = read_document(Paper("p", "T", f"The {name} helps."))
    assert lexicon.longest == 10
    assert [mention.text for mention in find_known(document, lexicon)] == [name]


@pytest.mark.parametrize(
    ("abstract", "kind"), [("the Orbit dataset", "dataset"), ("the Orbit model", "model"), ("Orbit is here", "model")]
)
def test_a_name_of_two_kinds_is_settled_by_its_surroundings(abstract: str, kind: str) -> None:
    assert known(abstract) == [("Orbit", kind)]


@pytest.mark.parametrize(
    ("written", "surface", "fits"),
    [("Adam", "adam", False), ("GAN", "GANs", True), ("LoRA", "LORA", True), ("pruning", "PRUNING", True)],
)
def test_capitals_ask_for_capitals(written: str, surface: str, fits: bool) -> None:
    assert fits_case(written, surface) is fits
