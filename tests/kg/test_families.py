from __future__ import annotations

from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.catalogue import Entry
from extractors.name_bases import bases_in
from extractors.text import slug
from extractors.types import Kind
from kg.concepts import Concept
from kg.facts import Evidence, Fact
from kg.families import SHAPE_SCORE, family_facts, find_catalogued, find_shapes, without_cycles
from kg.graph import Graph
from kg.schema import Predicate


def known(*names: tuple[Kind, str]) -> dict[str, Concept]:
    concepts = [Concept(kind, slug(name), name, (name,)) for kind, name in names]
    return {concept.id: concept for concept in concepts}


def methods(*names: str) -> dict[str, Concept]:
    return known(*((Kind.METHOD, name) for name in names))


def variant(head: str, tail: str, score: float = 0.8) -> Fact:
    return Fact(head, Predicate.VARIANT_OF, tail, (Evidence("paper:p", 0, 4, "Text.", "test", score),))


@pytest.mark.parametrize(
    "name", ["QLoRA", "LoRA-GA", "VB-LoRA", "LoRAPrune", "LoRA+", "LoRA-XS", "AdaLoRA", "DyLoRA", "LoRA2", "LongLoRA"]
)
def test_a_name_built_on_lora(name: str) -> None:
    assert [(head, base) for head, _, base in find_shapes(methods("LoRA", name)) if head != "method:lora"] == [
        (methods(name).popitem()[0], "LoRA")
    ]


@pytest.mark.parametrize(
    "name", ["Explora", "color", "Flora", "exploration", "LoRa", "LORAN", "LoR", "Lora-free LoRA x"]
)
def test_a_name_that_only_looks_like_it(name: str) -> None:
    assert list(find_shapes(methods("LoRA", name))) == []


def test_roberta_is_not_bert_by_its_shape() -> None:
    assert list(find_shapes(known((Kind.MODEL, "BERT"), (Kind.MODEL, "RoBERTa")))) == []


def test_a_method_is_no_variant_of_a_model() -> None:
    assert list(find_shapes(known((Kind.MODEL, "GPT"), (Kind.METHOD, "SparseGPT")))) == []


def test_the_longest_base_wins() -> None:
    found = list(find_shapes(methods("LoRA", "QLoRA", "IR-QLoRA")))
    assert ("method:ir-qlora", "method:qlora", "QLoRA") in found
    assert not [pair for pair in found if pair[:2] == ("method:ir-qlora", "method:lora")]


def test_a_base_that_two_concepts_are_called_by_says_nothing() -> None:
    concepts = methods("first thing", "second thing", "ZQM-Net")
    for name in ("method:first-thing", "method:second-thing"):
        concepts[name] = Concept(Kind.METHOD, name.removeprefix("method:"), concepts[name].name, ("ZQM",))
    assert list(find_shapes(concepts)) == []


def test_a_base_is_rather_what_has_the_name_than_what_is_called_by_it() -> None:
    concepts = methods("ZQM", "ZQM-Net")
    concepts["method:other"] = Concept(Kind.METHOD, "other", "other", ("ZQM",))
    assert list(find_shapes(concepts)) == [("method:zqm-net", "method:zqm", "ZQM")]


def test_a_name_of_several_words_is_built_on_the_name_that_closes_it() -> None:
    assert list(find_shapes(methods("GaLore", "Natural GaLore"))) == [
        ("method:natural-galore", "method:galore", "GaLore")
    ]
    assert list(find_shapes(methods("GaLore", "pruning with GaLore", "GaLore tuning", "natural galore"))) == []


def test_short_names_carry_no_family() -> None:
    assert list(find_shapes(known((Kind.MODEL, "T5"), (Kind.MODEL, "FLAN-T5")))) == []


@given(st.text("LoRAQx2-+ ", max_size=12))
def test_a_base_is_a_proper_part_of_the_name(name: str) -> None:
    bases = list(bases_in(name))
    assert all(base in name and base != name for base in bases)
    assert bases == sorted(bases, key=lambda base: (-len(base), base))


def test_the_catalogue_names_the_nearest_ancestor_that_the_input_has() -> None:
    entries = [
        Entry(Kind.METHOD, "AA"),
        Entry(Kind.METHOD, "BB", (), ((Kind.METHOD, "AA"),)),
        Entry(Kind.METHOD, "CC", (), ((Kind.METHOD, "BB"),)),
    ]
    assert list(find_catalogued(methods("AA", "CC"), entries)) == [("method:cc", "method:aa")]
    assert list(find_catalogued(methods("AA", "BB", "CC"), entries)) == [
        ("method:bb", "method:aa"), ("method:cc", "method:bb"),
    ]  # fmt: skip


def test_what_agrees_becomes_one_fact_with_all_its_evidence() -> None:
    concepts = methods("LoRA", "QLoRA")
    (fact,) = family_facts(concepts, [variant("method:qlora", "method:lora")])
    rules = {piece.rule for piece in fact.evidence}
    assert rules == {"test", "catalogue", "name shape: QLoRA is built on LoRA"}
    assert fact.score > 1 - (1 - 0.8) * (1 - SHAPE_SCORE)


def test_what_is_older_is_read_as_no_variant_unless_the_catalogue_has_it_as_one() -> None:
    old, new = Concept(Kind.METHOD, "adam", "Adam", (), 2014), Concept(Kind.METHOD, "sgd-sai", "SGD-SaI", (), 2024)
    concepts = {concept.id: concept for concept in (old, new)}
    assert family_facts(concepts, [variant(old.id, new.id)], ()) == []
    assert [fact.head for fact in family_facts(concepts, [variant(new.id, old.id)], ())] == [new.id]
    entries = (Entry(Kind.METHOD, "Adam", family=((Kind.METHOD, "SGD-SaI"),)), Entry(Kind.METHOD, "SGD-SaI"))
    (kept,) = family_facts(concepts, [variant(old.id, new.id)], entries)
    assert [piece.rule for piece in kept.evidence] == ["catalogue", "test"]


def test_nothing_is_a_variant_of_itself() -> None:
    assert family_facts(methods("ZQM"), [variant("method:zqm", "method:zqm")]) == []


def test_of_a_cycle_the_least_supported_edge_is_left_out() -> None:
    facts = [variant("a", "b", 0.9), variant("b", "c", 0.8), variant("c", "a", 0.3)]
    assert {(fact.head, fact.tail) for fact in without_cycles(facts)} == {("a", "b"), ("b", "c")}


EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([0.3, 0.6, 0.9])), max_size=25)


@given(EDGES)
def test_families_never_hold_a_cycle(edges: list[tuple[int, int, float]]) -> None:
    facts = {(head, tail): variant(f"n{head}", f"n{tail}", score) for head, tail, score in edges if head != tail}
    kept = list(without_cycles(facts.values()))
    graph = networkx.DiGraph([(fact.head, fact.tail) for fact in kept])
    assert networkx.is_directed_acyclic_graph(graph)
    assert kept == list(without_cycles(reversed(list(facts.values()))))
    assert all(first.score >= second.score for first, second in pairwise(kept))


def test_the_families_of_real_papers_hold_no_cycle(example_graph: Graph) -> None:
    pairs = [(fact.head, fact.tail) for fact in example_graph.facts(Predicate.VARIANT_OF)]
    assert len(pairs) > 50
    assert networkx.is_directed_acyclic_graph(networkx.DiGraph(pairs))
