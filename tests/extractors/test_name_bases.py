"""Whose name is built on whose in one paper."""

from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.name_bases import bases_in, find_built
from extractors.parties import Party
from extractors.types import Kind, Mention, Paper, Role


def parties(*named: tuple[str, Kind]) -> list[Party]:
    """One for each name, of its kind."""
    document = read_document(Paper("p", "Papers", " and ".join(name for name, _ in named)))
    found, start = [], len("Papers\n")
    for name, kind in named:
        mention = Mention(start, start + len(name), name, kind, "shape", 0.9, Role.USED)
        found.append(Party.of(document, name, (mention,)))
        start += len(name) + len(" and ")
    return found


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("QFoldNet", "back"),
        ("FoldNet-QA", "front"),
        ("FoldNet-78B", "size"),
        ("FoldNet-Large", "size"),
        ("FoldNet2", "size"),
    ],
)
def test_where_the_base_stands(name: str, place: str) -> None:
    assert find_built(parties((name, Kind.MODEL), ("FoldNet", Kind.MODEL))) == {(name, "FoldNet"): place}


def test_the_longest_base_that_the_paper_names_counts() -> None:
    named = parties(("FoldNet-QA-XL", Kind.MODEL), ("FoldNet", Kind.MODEL), ("FoldNet-QA", Kind.MODEL))
    assert find_built(named) == {("FoldNet-QA-XL", "FoldNet-QA"): "size", ("FoldNet-QA", "FoldNet"): "front"}


def test_neither_what_is_of_another_kind_nor_a_data_set_is_built_on_it() -> None:
    assert find_built(parties(("FoldNet-QA", Kind.METHOD), ("FoldNet", Kind.MODEL))) == {}
    assert find_built(parties(("SuperFOLD", Kind.DATASET), ("FOLD", Kind.DATASET))) == {}


def test_of_one_paper_only_names_of_one_word_are_built_on_others() -> None:
    assert find_built(parties(("Natural FoldNet", Kind.MODEL), ("FoldNet", Kind.MODEL))) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Pruning With LoRA",
        "GPTQ + LoRA",
        "FedAvg plus LoRA",
        "methods like LoRA",
        "Beyond LoRA",
        "DPO vs. LoRA",
        "Non LoRA",
    ],
)
def test_a_word_that_joins_two_makes_no_kind_of_the_second(name: str) -> None:
    assert list(bases_in(name)) == []


def test_brackets_are_no_base() -> None:
    assert list(bases_in("PPO (RLHF)")) == []
