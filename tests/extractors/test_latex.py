"""LaTeX leftovers in titles and abstracts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.latex import blank_latex, plain_text
from extractors.pipeline import extract
from extractors.text import find_words, fold, matching_view
from extractors.types import Paper


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"$\text{S}^2$FT", "S2FT"),
        (r"\textbf{LoRA}", "LoRA"),
        (r"{\sc LoRA}", "LoRA"),
        (r"Poincar{\'e} embedding", "Poincaré embedding"),
        (r"Poincar\'{e} embedding", "Poincaré embedding"),
        (r"Schr\"odinger bridge", "Schrödinger bridge"),
        (r"na\"{\i}ve Bayes", "naïve Bayes"),
        (r"Fa\c{c}ade", "Façade"),
        (r"$\lambda$-calculus", "lambda-calculus"),
        (r"low-rank~adaptation", "low-rank adaptation"),
        (r"$k$-means", "k-means"),
    ],
)
def test_latex_has_the_key_of_the_plain_text(latex: str, plain: str) -> None:
    assert fold(latex) == fold(plain)


@pytest.mark.parametrize("leftover", [r"\emph{", "~", "--", "{}", "$", "\\", r"{\'", r"\text{"])
def test_what_is_cut_off_leaves_no_word(leftover: str) -> None:
    assert find_words(matching_view(leftover)) == []


@given(st.text(alphabet="aeS\\{}$^~'\"_ c2-", max_size=30))
def test_no_offset_moves(text: str) -> None:
    assert len(blank_latex(text)) == len(text)
    assert "\\" not in plain_text("\\textbf{" + text.replace("\\", "") + "}")


@pytest.mark.parametrize(
    ("abstract", "text", "name"),
    [
        (r"We train a $\beta$-VAE here.", r"$\beta$-VAE", "β-VAE"),
        (r"We use \texttt{BERT}-base here.", r"\texttt{BERT}-base", "BERT-base"),
        (r"We propose $\text{S}^2$FT. It beats it. We like $\text{S}^2$FT.", r"$\text{S}^2$FT", "S^2FT"),
        (r"We use $k$-means here.", "$k$-means", "k-means"),
        (r"A Schr\"odinger bridge here.", r"Schr\"odinger bridge", "Schrödinger bridge"),
    ],
)
def test_a_mention_keeps_its_braces_whole_and_has_a_plain_name(abstract: str, text: str, name: str) -> None:
    extraction = extract(Paper("p", "A title", abstract))
    assert {(m.text, m.name) for m in extraction.mentions} == {(text, name)}


def test_plain_text_has_no_name_beside_it() -> None:
    (mention,) = extract(Paper("p", "A title", r"We use \textbf{LoRA} here.")).mentions
    assert (mention.text, mention.name) == ("LoRA", "")
