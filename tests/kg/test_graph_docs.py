"""docs/graph.md names all there is, and its examples run."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kg.questions import PaperQuestion
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def named(kinds: tuple[NodeKind, ...]) -> str:
    """Kinds as the table of edges writes them."""
    if set(CONCEPT_KINDS) <= set(kinds):
        return ", ".join([*(kind.value for kind in kinds if kind not in CONCEPT_KINDS), "any concept"])
    return ", ".join(kind.value for kind in kinds)


@pytest.mark.parametrize("kind", NodeKind)
def test_every_kind_of_node_has_a_row(kind: NodeKind) -> None:
    assert f"\n| `{kind.value}` |" in TEXT


@pytest.mark.parametrize("predicate", Predicate)
def test_every_predicate_has_its_row(predicate: Predicate) -> None:
    rule = RULES[predicate]
    assert f"\n| `{predicate.value}` | {named(rule.heads)} | {named(rule.tails)} | {rule.label} |\n" in TEXT


@pytest.mark.parametrize("field", [field.name for field in fields(PaperQuestion)])
def test_every_filter_is_named(field: str) -> None:
    assert f"`{field}" in QUESTIONS


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec("\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)), {})
    printed = capsys.readouterr().out
    assert printed.startswith("method:lora LoRA")
    assert "LoRA | the catalogue's name" in printed
    assert "├─ QLoRA (method" in printed
    assert "LoftQ: LoRA-Fine-Tuning-Aware Quantization for Large Language Models" in printed
