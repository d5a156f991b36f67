from __future__ import annotations

import pytest

from extractors.catalogue import Entry
from extractors.types import Kind
from kg.aliases import AliasTable, long_forms_agree

SAM = Entry(Kind.MODEL, "SAM", ("segment anything model",))
SHARP = Entry(Kind.METHOD, "sharpness-aware minimization", ("SAM",))
LORA = Entry(Kind.METHOD, "LoRA", ("low-rank adaptation",))
LORA_XS = Entry(Kind.METHOD, "LoRA-XS", (), ((Kind.METHOD, "LoRA"),))
LAMDA = Entry(Kind.MODEL, "LaMDA", (), ((Kind.MODEL, "language model"),))
RESIDUAL = Entry(Kind.MODEL, "residual network")
RESNET = Entry(Kind.MODEL, "ResNet", (), ((Kind.MODEL, "residual network"),))
TABLE = AliasTable.of([SAM, SHARP, LORA, LORA_XS, LAMDA, RESIDUAL, RESNET])


@pytest.mark.parametrize(
    ("surface", "kind", "long", "entry"),
    [
        ("LoRA", Kind.METHOD, "", LORA),
        ("low rank adaptation", Kind.METHOD, "", LORA),
        ("LoRA", Kind.METHOD, "Low-Rank Adapters", LORA),
        ("LoRA", Kind.METHOD, "long-range attention", None),
        ("SAM", Kind.MODEL, "", SAM),
        ("SAM", Kind.METHOD, "", SHARP),
        ("SAM", Kind.TASK, "", None),
        ("SAM", Kind.MODEL, "Sharpness-Aware Minimisation", SHARP),
        ("ResNet", Kind.MODEL, "residual networks", RESNET),
        ("unheard of", Kind.METHOD, "", None),
    ],
)
def test_a_surface_names_the_entry_that_kind_and_long_form_agree_with(
    surface: str, kind: Kind, long: str, entry: Entry | None
) -> None:
    assert TABLE.entry_for(surface, kind, long) == entry


def test_a_name_built_on_another_is_known_by_the_other_s_long_form() -> None:
    long = "Low-Rank Adaptation with an eXtremely Small number of parameters"
    assert TABLE.entry_for("LoRA-XS", Kind.METHOD, long) == LORA_XS


def test_a_short_name_alone_does_not_agree_with_any_long_form() -> None:
    long = "large model fine-tuning via low-dimensional adaptation"
    assert TABLE.entry_for("LaMDA", Kind.MODEL, long) is None


def test_the_ids_of_all_entries_are_reserved() -> None:
    assert {"model:sam", "method:sharpness-aware-minimization", "method:lora"} <= TABLE.ids


@pytest.mark.parametrize(
    ("one", "other"), [("low-rank adaptation", "Low-Rank Adapters"), ("mean absolute error", "Mean Absolute Errors")]
)
def test_long_forms_that_say_the_same(one: str, other: str) -> None:
    assert long_forms_agree(one, other)
    assert long_forms_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("masked autoencoder", "mean absolute error"), ("the of", "the of"), ("", "low-rank")]
)
def test_long_forms_that_do_not(one: str, other: str) -> None:
    assert not long_forms_agree(one, other)


def test_a_term_is_one_thing_whatever_kind_a_paper_gives_it() -> None:
    table = AliasTable.of(
        [Entry(Kind.METHOD, "brick folding"), Entry(Kind.METHOD, "FoldNet"), Entry(Kind.TASK, "fold")]
    )
    assert table.sole_term("Brick Folding") == Entry(Kind.METHOD, "brick folding")
    assert [table.sole_term(surface) for surface in ("FoldNet", "fold", "unheard of")] == [None] * 3


def test_a_verb_stands_for_its_noun() -> None:
    pruning = Entry(Kind.METHOD, "pruning")
    table = AliasTable.of([pruning, Entry(Kind.METRIC, "robustness")])
    assert [table.sole_term(surface) for surface in ("pruned", "Prune", "pruner")] == [pruning, pruning, None]
    assert table.sole_term("robust") == Entry(Kind.METRIC, "robustness")
