"""Names found by how they are written."""

from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.shapes import find_shaped, has_name_shape
from extractors.types import Paper


def shaped(abstract: str, title: str = "A title") -> list[tuple[str, str]]:
    return [(m.text, m.kind.value) for m in find_shaped(read_document(Paper("p", title, abstract)))]


@pytest.mark.parametrize("token", ["FoldNet", "QZR-GA", "PTQ1.61", "GSM8K", "S2FT", "VQ-VAE-2", "QuIP#"])
def test_names_have_name_shape(token: str) -> None:
    assert has_name_shape(token)


@pytest.mark.parametrize("token", ["Fold", "fold", "Low-Rank", "3D", "2024", "X-ray", "10X", "GPU", "A", "Pre-Trained"])
def test_ordinary_words_have_not(token: str) -> None:
    assert not has_name_shape(token)


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        ("the QZR-based search", ("QZR", "method")),
        ("the QZRBench suite", ("QZRBench", "dataset")),
        ("we train QZR-7B now", ("QZR-7B", "model")),
        ("we run QZRFormer now", ("QZRFormer", "model")),
        ("see S^{2}QZR now", ("S^{2}QZR", "method")),
        ("Quick Zonal Ranking networks (QZR) work", ("QZR", "model")),
    ],
)
def test_a_name_gets_the_kind_its_form_or_its_place_gives_it(abstract: str, found: tuple[str, str]) -> None:
    assert shaped(abstract) == [found]


def test_the_title_says_what_its_name_is() -> None:
    assert shaped("QZR works.", "QZR: A Large Benchmark for Models") == [("QZR", "dataset")] * 2


def test_names_inside_urls_and_shouted_titles_are_none() -> None:
    assert shaped("see https://github.com/QZR/FoldNet now", "ON THE USE OF QZR") == []
