"""Names that share their beginning with the one before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.coordination import find_conjuncts, with_conjuncts
from extractors.document import read_document
from extractors.pipeline import extract
from extractors.shapes import find_shaped
from extractors.types import Kind, Mention, Paper, Span
from kg.resolve import resolve

CASES = [
    ("CIFAR-10| and -100", ["CIFAR-100"]),
    ("CIFAR-10|/100", ["CIFAR-100"]),
    ("CIFAR-10|, 100, and 1000.", ["CIFAR-100", "CIFAR-1000"]),
    ("LLaMA-7B|/13B", ["LLaMA-13B"]),
    ("LLaMA-7B|, 13B, 30B and 65B", ["LLaMA-13B", "LLaMA-30B", "LLaMA-65B"]),
    ("Llama 2 7B| and 13B", ["Llama 2 13B"]),
    ("LLaMA1|/2/3/3.1", ["LLaMA2", "LLaMA3", "LLaMA3.1"]),
    ("ResNet-18|/34/50", ["ResNet-34", "ResNet-50"]),
    ("GPT-2| and 3 are", ["GPT-3"]),
    ("SQuAD 1.1| and 2.0) by", ["SQuAD 2.0"]),
    ("VOC 2007| & 2012 verifies", ["VOC 2012"]),
    ("ImageNet-A|/R/Sketch", ["ImageNet-R", "ImageNet-Sketch"]),
    ("DeiT Small|/Tiny", ["DeiT Tiny"]),
    ("BERT-base| and -large", ["BERT-large"]),
    ("WMT14 En-De| and En-Fr", ["WMT14 En-Fr"]),
]

NEAR_MISSES = [
    "VOC 2012| and 44.9% on COCO",
    "WikiText2| and 16.05 on PTB",
    "ARMAR-6| and 31 different tools",
    "GPT-2|, 3 billion parameters",
    "ResNet-101|/ResNet-50",
    "GPT-3.5|/GPT-4",
    "ViT-B|/16",
    "RNN-T|/ACH",
    "LoRA| and 10",
    "VGG-16| and 2.1 times",
]


def names(marked: str) -> list[str]:
    head, _, rest = marked.partition("|")
    return [conjunct.name for conjunct in find_conjuncts(head + rest, Span(0, len(head)))]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_an_end_alone_is_a_name_that_shares_its_beginning(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize("marked", NEAR_MISSES)
def test_other_numbers_and_words_are_none(marked: str) -> None:
    assert names(marked) == []


@given(st.text(alphabet="AbN-/ 0127.,Band", max_size=40), st.integers(1, 10))
def test_every_conjunct_is_in_the_text_after_its_head(text: str, end: int) -> None:
    for conjunct in find_conjuncts(text, Span(0, min(end, len(text)))):
        assert conjunct.span.start > min(end, len(text))
        assert conjunct.name.endswith(text[conjunct.span.start : conjunct.span.end])


def mentions(abstract: str) -> list[Mention]:
    return [m for m in extract(Paper("p", "A title", abstract)).mentions if m.name]


def test_a_conjunct_has_the_text_that_stands_there_and_its_own_name_kind_and_role() -> None:
    text = "On CIFAR-10 and -100 we reach 99.5% accuracy."
    first = next(m for m in extract(Paper("p", "A title", text)).mentions if m.text == "CIFAR-10")
    (second,) = mentions(text)
    assert (second.text, second.name, second.form) == ("100", "CIFAR-100", "CIFAR-100")
    assert (second.kind, second.role) == (Kind.DATASET, first.role)
    assert second.score < first.score
    assert first.form == first.text


def test_each_conjunct_is_a_concept_of_its_own_under_its_full_name() -> None:
    together = extract(Paper("a", "T", "We train on CIFAR-10/100."))
    apart = extract(Paper("b", "T", "We train on CIFAR-10 and on CIFAR-100."))
    resolution = resolve([together, apart])
    found = [{resolution.concept_of(e.paper.id, m) for m in e.mentions} for e in (together, apart)]
    assert found[0] == found[1]
    assert {concept.name for concept in resolution.concepts.values()} == {"CIFAR-10", "CIFAR-100"}
    assert all("100" not in concept.aliases for concept in resolution.concepts.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we compare QZRNet/FoldGAN now", ["QZRNet", "FoldGAN"]),
        ("we run QZR-S/B/L now", ["QZR-S"]),
        ("we speak QZR/IP now", ["QZR/IP"]),
    ],
)
def test_a_slash_parts_names_but_not_one_name(text: str, found: list[str]) -> None:
    assert [m.text for m in find_shaped(read_document(Paper("p", "A title", text)))] == found


@pytest.mark.parametrize(
    ("text", "whole", "inner", "found"),
    [
        ("we run tuned ResNet-50/101", "tuned ResNet-50/101", "ResNet-50/101", {"ResNet-50", "ResNet-101"}),
        ("we run CIFAR-10/100 benchmarks", "CIFAR-10/100 benchmarks", "CIFAR-10/100", {"CIFAR-10", "CIFAR-100"}),
    ],
)
def test_of_names_in_one_another_the_innermost_shares_its_beginning(
    text: str, whole: str, inner: str, found: set[str]
) -> None:
    document = read_document(Paper("p", "A title", text))
    both = [
        Mention(start, start + len(name), name, Kind.MODEL, "r", 0.9)
        for name in (whole, inner)
        for start in [document.paper.text.index(name)]
    ]
    made = with_conjuncts(document, both)
    assert {mention.form for mention in made} == {whole, *found}
    assert len({mention.span for mention in made}) == len(made)
