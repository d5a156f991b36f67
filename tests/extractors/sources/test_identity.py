"""The id of a paper: arXiv id or DOI from wherever they stand, else the given one, else the title's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sources.identity import fold_title, paper_id, title_id


@pytest.mark.parametrize(
    ("given_id", "url", "identifier"),
    [
        ("2106.09685", "", "arxiv:2106.09685"),
        ("2106.09685v2", "", "arxiv:2106.09685"),
        ("arXiv:2106.09685v12", "", "arxiv:2106.09685"),
        ("arxiv: 0704.0001", "", "arxiv:0704.0001"),
        ("hep-th/9901001", "", "arxiv:hep-th/9901001"),
        ("math.GT/0309136v1", "", "arxiv:math/0309136"),
        ("", "https://arxiv.org/abs/2106.09685", "arxiv:2106.09685"),
        ("", "http://www.arxiv.org/pdf/2106.09685v1.pdf", "arxiv:2106.09685"),
        ("", "https://arxiv.org/abs/cs/0112017v1", "arxiv:cs/0112017"),
        ("", "https://export.arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001"),
        ("", "https://huggingface.co/papers/2106.09685", "arxiv:2106.09685"),
        ("", "https://doi.org/10.48550/arXiv.2106.09685", "arxiv:2106.09685"),
        ("17", "https://arxiv.org/abs/2106.09685", "arxiv:2106.09685"),
        ("10.1145/3292500.3330919", "", "doi:10.1145/3292500.3330919"),
        ("doi:10.1145/ABC", "", "doi:10.1145/abc"),
        ("", "https://doi.org/10.1007/S11263-020-01359-2", "doi:10.1007/s11263-020-01359-2"),
        ("", "https://dl.acm.org/doi/pdf/10.1145/3292500.3330919?download=1", "doi:10.1145/3292500.3330919"),
        ("", "https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", "doi:10.1002/abc.123"),
        ("", "https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "doi:10.1007/s1-2"),
        ("", "https://doi.org/10.1016%2Fj.neunet.2020.01.001", "doi:10.1016/j.neunet.2020.01.001"),
        ("2106.09685", "https://doi.org/10.1145/1", "arxiv:2106.09685"),
        ("5c1cd88a08", "https://openreview.net/forum?id=x", "5c1cd88a08"),
        ("1242246", "", "1242246"),
        ("2113.00001", "", "2113.00001"),  # there is no 13th month
        ("2106.0968512", "", "2106.0968512"),
        ("v1.2106.09685", "", "v1.2106.09685"),
        ("mine", "https://notarxiv.org/abs/2106.09685", "mine"),
    ],
)
def test_the_id_of(given_id: str, url: str, identifier: str) -> None:
    assert paper_id(given_id, [url], "A title") == identifier


def test_links_are_asked_in_order() -> None:
    assert paper_id("", ["", "10.1145/1", "arxiv.org/abs/2106.09685"], "A title") == "doi:10.1145/1"


def test_without_any_other_the_id_is_the_titles() -> None:
    assert paper_id("", ["https://example.org"], "LoRA: Low-Rank") == title_id("lora   low RANK") == "t-d0765dc331f7"


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("S^{2}FT: Fine-Tuning", "s2ftfinetuning"),
        ("Poincaré", "poincare"),
        ("ﬁne Straße", "finestrasse"),
        ("α-Divergence", "αdivergence"),
        ("注意力机制", "注意力机制"),
        ("???", "???"),
    ],
)
def test_a_folded_title_is_letters_and_digits(title: str, folded: str) -> None:
    assert fold_title(title) == folded


@given(st.text())
def test_folding_twice_is_folding_once(title: str) -> None:
    assert fold_title(fold_title(title)) == fold_title(title)


@given(st.text(), st.text(), st.text())
def test_any_text_has_an_id(given_id: str, url: str, title: str) -> None:
    assert paper_id(given_id, [url], title)
