"""Authors are none of a paper's concepts."""

from __future__ import annotations

import pytest

from extractors.citations import find_cited
from extractors.pipeline import extract
from extractors.types import Paper


@pytest.mark.parametrize(
    ("view", "cited"),
    [
        ("as Adam et al. did", ["Adam et al"]),
        ("by Frantar, Ashkboos et al., 2022", ["Frantar, Ashkboos et al"]),
        ("pruned (Frantar & Alistarh, 2023) by half", ["Frantar & Alistarh, 2023"]),
        ("of Papandreou and Yuille (2011)", ["Papandreou and Yuille (2011"]),
        ("(Jain, 2020; see below)", ["Jain, 2020"]),
    ],
)
def test_authors_are_found_before_et_al_and_before_years(view: str, cited: list[str]) -> None:
    assert [view[span.start : span.end] for span in find_cited(view)] == cited


@pytest.mark.parametrize(
    "view", ["COCO and ImageNet 2012", "PASCAL VOC 2007 and 2012", "BERT (2018) is large", "GLUE, SQuAD and others"]
)
def test_data_and_models_with_years_are_no_authors(view: str) -> None:
    assert find_cited(view) == ()


def test_an_author_is_no_concept_and_the_same_name_elsewhere_is() -> None:
    read = extract(Paper("p", "On optimizers", "We follow Adam et al. and train networks with Adam on ImageNet."))
    assert [mention.start for mention in read.mentions if mention.text == "Adam"] == [read.paper.text.rindex("Adam")]


def test_sizes_and_processors_are_no_concepts() -> None:
    abstract = "We train FoldNet on eight A100 and scale it from 7B-70B, and test models of 1B-64B on GLUE."
    read = extract(Paper("p", "Scaling", abstract))
    assert {mention.text for mention in read.mentions} == {"FoldNet", "GLUE"}
