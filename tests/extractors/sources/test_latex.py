"""Letters that LaTeX spells become letters; nothing else of it is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from extractors.sources.latex import plain_text

ACCENTED = [
    (r"G{\"o}del", "Gödel"), (r"G{\"{o}}del", "Gödel"), (r"G\"odel", "Gödel"), (r"G\"{o}del", "Gödel"),
    (r"Ren{\'e}e", "Renée"), (r"\'Eric", "Éric"), (r"na\"{\i}ve", "naïve"), (r"na{\"\i}ve", "naïve"),
    (r"Fran\c{c}ois", "François"), (r"Fran{\c c}ois", "François"), (r"Mi\v{s}i\'{c}", "Mišić"),
    (r"Erd\H{o}s", "Erdős"), (r"{\O}re", "Øre"), (r"\O re", "Øre"), (r"\AA ngstr\"om", "Ångström"),
    (r"stra{\ss}e", "straße"), (r"\L{}ukasz", "Łukasz"), (r"S\~ao", "São"), (r"\u{g}", "ğ"), (r"\.Z", "Ż"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text"), ACCENTED)
def test_accents_and_letters_become_unicode_as_another_reader_has_them(latex: str, text: str) -> None:
    assert plain_text(latex) == text
    assert LatexNodes2Text().latex_to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{BERT}: {P}re-training", "BERT: Pre-training"),
        ("{{All {of} it}}", "All of it"),
        (r"R\&D at 5\% for \$7 of a\_b \#1 \{x\}", "R&D at 5% for $7 of a_b #1 {x}"),
        ("five % of it stays", "five % of it stays"),
        (r"an unknown \macro{of {two} words} and \another", r"an unknown \macro{of {two} words} and \another"),
        (r"\frac{a}{b} and \cite[p.~2]{key}", r"\frac{a}{b} and \cite[p. 2]{key}"),
        (r"$x_{i} \in \mathbb{R}^{d}$ in {Space}", r"$x_{i} \in \mathbb{R}^{d}$ in Space"),
        (r"\(x_{i}\) and \[y_{j}\]", r"\(x_{i}\) and \[y_{j}\]"),
        ("between~words", "between words"),
        ("a lone } or { is lost", "a lone  or  is lost"),
        ("nothing at all", "nothing at all"),
    ],
)
def test_protection_goes_and_everything_else_stays(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@given(st.text(st.characters(exclude_characters="\\{}~$\x01\x02\x03\x04")))
def test_text_without_signs_of_latex_is_itself(text: str) -> None:
    assert plain_text(text) == text


@given(st.text(alphabet="\\{}$ab'\"c~% \n&"))
def test_no_text_is_too_odd(text: str) -> None:
    assert plain_text(text).count("a") <= text.count("a")
