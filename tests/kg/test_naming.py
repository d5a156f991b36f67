from __future__ import annotations

from collections import Counter

from extractors.catalogue import Entry
from extractors.text import fold
from extractors.types import Kind
from kg.naming import Spellings, draft_concept, singular_name

METHOD = Counter({Kind.METHOD: 1})


def spelled(*surfaces: str, long: str = "") -> Spellings:
    spellings = Spellings(fold(surfaces[0]))
    for surface in surfaces:
        spellings.add(surface, long, is_short=bool(long))
    return spellings


def test_the_catalogue_names_what_it_knows() -> None:
    entry = Entry(Kind.METHOD, "LoRA", ("low-rank adaptation",), (), 2021, "arxiv:2106.09685")
    concept = draft_concept(entry, spelled("low-rank adaptation"), Counter({Kind.TASK: 5})).concept(taken=())
    assert (concept.id, concept.name, concept.year) == ("method:lora", "LoRA", 2021)
    assert concept.aliases == ("low-rank adaptation",)


def test_else_the_commonest_spelling_in_the_singular() -> None:
    spellings = spelled("Zonal Mixers", "zonal mixers", "zonal mixers")
    assert draft_concept(None, spellings, METHOD).concept(taken=()).name == "zonal mixer"


def test_an_id_does_not_follow_the_commonest_spelling() -> None:
    few, many = spelled("LoRA-Zed", "LoRAZed"), spelled("LoRA-Zed", *["LoRAZed"] * 9)
    assert draft_concept(None, few, METHOD).concept(taken=()).id == "method:lora-zed"
    assert draft_concept(None, many, METHOD).concept(taken=()).id == "method:lora-zed"


def test_the_kind_is_what_most_mentions_say() -> None:
    kinds = Counter({Kind.METRIC: 1, Kind.DATASET: 2})
    assert draft_concept(None, spelled("ZedBench"), kinds).concept(taken=()).kind is Kind.DATASET


def test_an_id_that_is_another_s_gives_way_to_the_long_form() -> None:
    concept = draft_concept(None, spelled("ADA", long="axial drift analysis"), METHOD).concept(taken=({"method:ada"},))
    assert (concept.id, concept.name) == ("method:axial-drift-analysis", "ADA")


def test_without_a_long_form_a_hash_tells_apart() -> None:
    concept = draft_concept(None, spelled("ADA"), METHOD).concept(taken=({"method:ada"},))
    assert concept.id.startswith("method:ada-")
    assert concept == draft_concept(None, spelled("ADA"), METHOD).concept(taken=({"method:ada"},))


def test_only_the_last_word_is_put_in_the_singular() -> None:
    assert [singular_name(text) for text in ("weights decays", "GANs", "β-VAEs", "")] == [
        "weights decay", "GAN", "β-VAE", "",
    ]  # fmt: skip


def test_a_surface_without_letter_or_digit_has_an_id_too() -> None:
    assert draft_concept(None, Spellings("++", Counter({"++": 1})), METHOD).concept(taken=()).id.removeprefix("method:")
