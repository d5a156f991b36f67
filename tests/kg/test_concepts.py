from __future__ import annotations

from extractors.types import Kind
from kg.concepts import Concept, Merge
from kg.facts import Node
from kg.schema import NodeKind


def test_an_id_is_made_of_kind_and_key() -> None:
    assert Concept(Kind.METHOD, "lora", "LoRA").id == "method:lora"


def test_what_is_known_of_a_concept_stands_at_its_node() -> None:
    lora = Concept(Kind.METHOD, "lora", "LoRA", ("LoRA",), 2021, "arxiv:2106.09685")
    attributes = {"aliases": ("LoRA",), "year": 2021, "link": "arxiv:2106.09685"}
    assert lora.to_node() == Node("method:lora", NodeKind.METHOD, "LoRA", attributes)


def test_what_is_unknown_is_left_out() -> None:
    assert Concept(Kind.TASK, "parsing", "parsing").to_node().attributes == {"aliases": ()}


def test_merges_sort_by_concept_then_surface() -> None:
    merges = [Merge("b", "x", "r"), Merge("a", "y", "r"), Merge("a", "x", "r", kept_apart=True), Merge("a", "x", "r")]
    assert [(m.concept, m.surface, m.kept_apart) for m in sorted(merges)] == [
        ("a", "x", False), ("a", "x", True), ("a", "y", False), ("b", "x", False),
    ]  # fmt: skip
