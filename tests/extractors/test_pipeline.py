"""One paper in, one extraction out, whatever the paper holds."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import extract, extract_all
from extractors.types import Extraction, Paper

ODD = {
    "nothing": "",
    "a NUL byte": "We use\0LoRA\0.",
    "lone surrogates": "LoRA \ud800 and \udfff GPTQ.",
    "right to left": "\u202eLoRA\u202c مرحبا بالعالم שלום.",
    "a token of 5,000 characters": "A" * 5_000,
    "a name of 5,000 characters": "aB-" * 1_667,
    "digits only": "LoRA, " + "1" * 5_000,
    "punctuation only": "...,,;;((([[{{--++##" * 100,
    "open brackets only": "(" * 5_000 + ")" * 5_000,
    "LaTeX soup": r"{\em $\mathsf{LoRA^{2}}$ \textbf{x}}\\ {{{ \cite{ ~~ \url{" * 40,
    "line ends of every kind": "LoRA.\r\nGPTQ.\rAWQ.\n\n\n",
    "one endless list": "LoRA, " * 1_000,
    "short forms only": "(AB) " * 1_000,
    "cues without end": "extends " + "training " * 1_000 + "LoRA",
    "combining marks": "Lo\u0301RA " + "\u0301" * 300,
}

FRAGMENTS = st.sampled_from(
    [
        *("We propose ", "LoRA", ", a ", "method ", "GLUE", "outperforms ", "called ", " accuracy ", "such as "),
        *("(", ")", ". ", "\n", "{", "}", "\\em ", "$", "~", "\0", "\ud800"),
        *("5.1%", "https://github.com/a/b", "Sparse Fold Search (SFS)", "ﬁ", "β-VAE", "X^{2}Y"),
    ]
)
SOUP = st.lists(FRAGMENTS | st.text(st.characters(), max_size=4), max_size=25).map("".join)


def check(extraction: Extraction) -> None:
    text = extraction.paper.text
    assert all(text[m.start : m.end] == m.text != "" for m in extraction.mentions)
    assert all(0 < m.score <= 1 and m.rule for m in extraction.mentions)
    spans = [mention.span for mention in extraction.mentions]
    assert spans == sorted(set(spans), key=lambda span: (span.start, -span.end))
    assert not any(a.start < b.start < a.end < b.end for a, b in combinations(spans, 2)), "two mentions cross"
    spans = [
        *extraction.sentences,
        *(link.span for link in extraction.links if link.span),
        *(relation.evidence for relation in extraction.relations),
        *(result.evidence for result in extraction.results),
    ]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[r.value_span.start : r.value_span.end] == r.value for r in extraction.results)
    assert {m for r in extraction.relations for m in (r.head, r.tail)} <= set(extraction.mentions)


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read_soundly_and_soon(name: str) -> None:
    began = perf_counter()
    check(extract(Paper("p", ODD[name][:200], ODD[name])))
    assert perf_counter() - began < 10  # bounded work a character; far below a second here


@settings(max_examples=150, deadline=None)
@given(SOUP, SOUP)
def test_every_span_is_its_text_and_mentions_are_in_order_and_do_not_cross(title: str, abstract: str) -> None:
    check(extract(Paper("p", title, abstract)))


@settings(max_examples=30, deadline=None)
@given(SOUP)
def test_reading_twice_gives_the_same(abstract: str) -> None:
    paper = Paper("p", "FoldNet: a fold", abstract)
    assert extract(paper) == extract(paper)


def test_many_papers_keep_their_order_and_do_not_touch_each_other() -> None:
    papers = [Paper(str(n), f"Fold{n}Net: folding", "We use LoRA.") for n in range(3)]
    assert list(extract_all(papers)) == [extract(paper) for paper in reversed(papers)][::-1]


def test_an_abstract_is_read_whole() -> None:
    paper = Paper(
        "p",
        "FoldNet: Fast Folding of Transformers",
        "We propose FoldNet, a post-training quantization method that extends GPTQ. On GLUE, FoldNet outperforms LoRA "
        "by 2.1% in accuracy. Code is available at https://github.com/ann/fold-net{https://github.com/ann/fold-net}.",
    )
    extraction = extract(paper)
    said = {(r.head.text, r.type.value, r.tail.text) for r in extraction.relations}
    assert {
        ("FoldNet", "variant_of", "post-training quantization"),
        ("FoldNet", "variant_of", "GPTQ"),
        ("FoldNet", "compared_with", "LoRA"),
        ("FoldNet", "evaluated_on", "GLUE"),
    } <= said
    assert [(link.url, link.own) for link in extraction.links] == [("https://github.com/ann/fold-net", True)]
    assert [result.value for result in extraction.results] == ["2.1%"]
