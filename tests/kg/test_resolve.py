"""Pairs of abstracts: what is one concept, and what is not although the names are alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import extract
from extractors.types import Extraction, Kind, Mention, Paper
from kg.concepts import Merge
from kg.resolve import Resolution, resolve

Reader: TypeAlias = Callable[..., list[Extraction]]


def concept_named(extractions: list[Extraction], resolution: Resolution, paper: int, surface: str) -> str:
    """The id of the concept that the paper's first mention with this surface stands for."""
    extraction = extractions[paper - 1]
    mention = next(m for m in extraction.mentions if m.text == surface)
    return resolution.concept_of(extraction.paper.id, mention)


@pytest.mark.parametrize(
    ("first", "second", "one", "other", "concept"),
    [
        (
            "We propose Low-Rank Adaptation (LoRA) of language models.",
            "Low-rank adapters are tuned on GLUE.",
            "LoRA", "Low-rank adapters", "method:lora",
        ),
        ("We fine-tune Llama 2 on GLUE.", "We fine-tune LLaMA-2 on SQuAD.", "Llama 2", "LLaMA-2", "model:llama-2"),
        ("We fine-tune LLaMA2 on GLUE.", "We fine-tune LLaMA-2 on SQuAD.", "LLaMA2", "LLaMA-2", "model:llama-2"),
        ("We train on CIFAR10.", "We train on CIFAR-10.", "CIFAR10", "CIFAR-10", "dataset:cifar-10"),
        ("We train on CIFAR 10.", "We train on CIFAR–10.", "CIFAR 10", "CIFAR–10", "dataset:cifar-10"),
        (
            "The Segment Anything Model (SAM) segments organs.",
            "We prompt the Segment Anything Model with boxes.",
            "SAM", "Segment Anything Model", "model:sam",
        ),
        (
            "Generative adversarial networks are hard to train.",
            "We train a generative adversarial network (GAN).",
            "Generative adversarial networks", "GAN", "model:generative-adversarial-network",
        ),
        (
            "We propose Zonal Quantum Mixing (ZQM), a new layer. ZQM is fast.",
            "We compare with ZQM on GLUE.",
            "ZQM", "ZQM", "method:zqm",
        ),
    ],
)  # fmt: skip
def test_one_concept_however_it_is_spelled(
    read: Reader, first: str, second: str, one: str, other: str, concept: str
) -> None:
    papers = read(first, second)
    resolution = resolve(papers)
    assert concept_named(papers, resolution, 1, one) == concept
    assert concept_named(papers, resolution, 2, other) == concept


@pytest.mark.parametrize(
    ("first", "second", "surface", "one", "other"),
    [
        (
            "The Segment Anything Model (SAM) segments organs. We tune SAM.",
            "Sharpness-aware minimization (SAM) finds flat minima. SAM is costly.",
            "SAM", "model:sam", "method:sharpness-aware-minimization",
        ),
        (
            "Masked autoencoders (MAE) learn images. MAE is pretrained on ImageNet.",
            "We report the mean absolute error (MAE). Our network has the lowest MAE.",
            "MAE", "method:masked-autoencoding", "metric:mean-absolute-error",
        ),
        (
            "We propose Zonal Quantum Mixing (ZQM), a new layer. ZQM is fast.",
            "We propose Zebra Query Matching (ZQM) for retrieval. ZQM is accurate.",
            "ZQM", "method:zonal-quantum-mixing", "method:zebra-query-matching",
        ),
        (
            "LoRA is tuned on GLUE.",
            "We propose Long-Range Aggregation (LoRA) for video. LoRA sees far.",
            "LoRA", "method:lora", "method:long-range-aggregation",
        ),
    ],
)  # fmt: skip
def test_homographs_stay_apart(read: Reader, first: str, second: str, surface: str, one: str, other: str) -> None:
    papers = read(first, second)
    resolution = resolve(papers)
    assert concept_named(papers, resolution, 1, surface) == one
    assert concept_named(papers, resolution, 2, surface) == other


def test_the_s_of_an_acronym_is_no_plural(read: Reader) -> None:
    papers = read(
        "Driver assistance needs sensors: advanced driver assistance systems (ADAS) see. ADAS is safe.",
        "Adaptive discriminator augmentation (ADA) stabilises training. ADA helps.",
    )
    resolution = resolve(papers)
    assert concept_named(papers, resolution, 1, "ADAS") != concept_named(papers, resolution, 2, "ADA")


AMBIGUOUS = (
    "We propose Zonal Quantum Mixing (ZQM), a new layer. ZQM is fast.",
    "We propose Zebra Query Matching (ZQM) for retrieval. ZQM is accurate.",
    "We compare with ZQM on GLUE.",
)


def test_a_homograph_that_a_paper_does_not_define_is_kept_apart_from_every_sense(read: Reader) -> None:
    papers = read(*AMBIGUOUS)
    resolution = resolve(papers)
    assert len({concept_named(papers, resolution, paper, "ZQM") for paper in (1, 2, 3)}) == 3


def test_each_refusal_says_what_was_refused_and_why(read: Reader) -> None:
    refused = [merge for merge in resolve(read(*AMBIGUOUS)).merges if merge.kept_apart]
    assert (
        Merge(
            "method:zebra-query-matching",
            "ZQM",
            "not Zonal Quantum Mixing: the paper spells it out as Zebra Query Matching",
            "p2",
            kept_apart=True,
        )
        in refused
    )
    undecided = {merge.reason for merge in refused if merge.paper == "p3"}
    assert undecided == {
        "not Zebra Query Matching: the paper does not say which is meant",
        "not Zonal Quantum Mixing: the paper does not say which is meant",
    }


def test_a_catalogued_homograph_is_refused_by_name(read: Reader) -> None:
    papers = read("Sharpness-aware minimization (SAM) finds flat minima. SAM is costly.")
    assert [merge.reason for merge in resolve(papers).merges if merge.kept_apart] == [
        "not SAM (model): the paper spells it out as Sharpness-aware minimization"
    ]


def test_every_surface_has_a_reason(examples: list[Extraction]) -> None:
    resolution = resolve(examples)
    explained = {(merge.concept, merge.surface) for merge in resolution.merges if not merge.kept_apart}
    met = {(concept.id, alias) for concept in resolution.concepts.values() for alias in concept.aliases}
    assert explained == met
    assert all(merge.reason and merge.paper for merge in resolution.merges)


def test_a_reason_that_rests_on_another_paper_names_that_paper(read: Reader) -> None:
    (defining,) = read("We propose Zonal Quantum Mixing (ZQM), a new layer. ZQM is fast.")
    text = "We use zonal quantum mixing."
    mention = Mention(2 + text.index("zonal"), 1 + len(text), "zonal quantum mixing", Kind.METHOD, "test", 0.8)
    using = Extraction(Paper("p2", "A", text), mentions=(mention,))
    resolution = resolve([defining, using])
    assert resolution.concept_of("p2", mention) == "method:zqm"
    found = [merge for merge in resolution.merges if merge.surface == "zonal quantum mixing"]
    assert [(merge.reason, merge.paper) for merge in found] == [("defined as ZQM in another paper", "p1")]


def test_the_id_of_a_catalogued_concept_does_not_depend_on_what_else_is_read(examples: list[Extraction]) -> None:
    together = resolve(examples)
    for extraction in examples[:40]:
        alone = resolve([extraction])
        for mention in extraction.mentions:
            name = alone.concept_of(extraction.paper.id, mention)
            if "the catalogue's name" in {merge.reason for merge in alone.merges if merge.concept == name}:
                assert together.concept_of(extraction.paper.id, mention) == name


def test_what_the_catalogue_does_not_mean_never_has_its_id(read: Reader) -> None:
    papers = read("We propose Long-Range Aggregation (LoRA) for video. LoRA sees far.")
    assert "method:lora" not in resolve(papers).concepts


def test_an_acronym_that_the_paper_spells_otherwise_has_the_kind_of_its_long_form(read: Reader) -> None:
    """MSC is a data set of the catalogue's; here it is a sampler."""
    papers = read("We propose Markov score climbing (MSC). MSC minimises a divergence by a chain of samples.")
    concepts = {concept.name: concept for concept in resolve(papers).concepts.values()}
    assert concepts["MSC"].id == "method:msc"


def test_a_name_called_a_data_set_is_no_method_of_other_capitals(read: Reader) -> None:
    first, second = read("The STAR dataset has videos of reasoning.", "The self-taught reasoner (STaR) learns.")
    resolution = resolve([first, second])
    ids = {m.text: resolution.concept_of(e.paper.id, m) for e in (first, second) for m in e.mentions}
    assert ids["STAR"] != ids["STaR"]
    assert ids["STAR"].startswith("dataset:")


SENTENCES = (
    *AMBIGUOUS,
    "LoRA and QLoRA are tuned on GLUE.",
    "We propose Low-Rank Adaptation (LoRA) of LLaMA-2.",
    "We propose Long-Range Aggregation (LoRA) for video.",
    "Sharpness-aware minimization (SAM) trains ResNet50 on CIFAR10.",
    "The Segment Anything Model (SAM) segments organs.",
    "We study SAM and ZQM-Net.",
    "We propose ZQMNet, a network built on ZQM.",
)


@cache
def read_once(paper: str, text: str) -> Extraction:
    return extract(Paper(paper, "A paper", text))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=6), st.randoms())
def test_the_order_of_papers_does_not_matter(texts: list[list[str]], chance: random.Random) -> None:
    papers = [read_once(f"p{number}", " ".join(text)) for number, text in enumerate(texts)]
    shuffled = papers[:]
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(papers)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_every_mention_has_one_concept_and_every_concept_a_mention(texts: list[str]) -> None:
    papers = [read_once(f"p{number}", text) for number, text in enumerate(texts)]
    resolution = resolve(papers)
    mentions = {(paper.paper.id, mention) for paper in papers for mention in paper.mentions}
    assert resolution.assigned.keys() == mentions
    assert set(resolution.assigned.values()) == set(resolution.concepts)
    assert all(name == concept.id for name, concept in resolution.concepts.items())
