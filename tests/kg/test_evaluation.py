"""Extraction scored against annotated papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import InputError
from kg.evaluation import evaluate, read_annotated, reliability
from kg.scoring import score_paper


def concept(name: str, kind: str = "method", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "alt_types": [], "surfaces": [name], "level": "named", "role": "used", **more}


def paper(*concepts: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"id": "p", "title": "T", "abstract": "A", "concepts": list(concepts)}
    return {**base, "repos": [], "relations": [], "results": [], **more}


def figures(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {each.name: (each.precision, each.recall) for each in evaluate([gold], [found])}


def test_a_concept_is_right_by_any_surface_and_typed_right_by_any_type_it_may_have() -> None:
    gold = paper(concept("LoRA", surfaces=["low-rank adaptation"], alt_types=["model"]), concept("GLUE", "dataset"))
    found = paper(concept("Low-Rank Adaptations", "model"), concept("GLUE", "metric"))
    assert figures(gold, found)["concept"] == (1.0, 1.0)
    assert figures(gold, found)["typed"] == (0.5, 0.5)


def test_a_second_name_for_one_concept_counts_as_wrong() -> None:
    gold = paper(concept("LoRA", surfaces=["low-rank adaptation"]))
    assert figures(gold, paper(concept("LoRA"), concept("low-rank adaptation")))["typed"] == (0.5, 1.0)


def test_what_is_optional_counts_on_neither_side() -> None:
    gold = paper(concept("LoRA"), concept("training", level="optional"))
    assert figures(gold, paper(concept("LoRA"), concept("training")))["typed"] == (1.0, 1.0)
    assert figures(gold, paper(concept("LoRA")))["typed"] == (1.0, 1.0)


def test_a_relation_is_right_by_type_and_direction_and_a_comparison_in_either() -> None:
    def relation(head: str, type_: str, tail: str) -> dict[str, str]:
        return {"head": head, "type": type_, "tail": tail}

    names = (concept("LoRA"), concept("QLoRA"))
    gold = paper(
        *names, relations=[relation("QLoRA", "variant_of", "LoRA"), relation("QLoRA", "compared_with", "LoRA")]
    )
    turned = paper(
        *names, relations=[relation("LoRA", "variant_of", "QLoRA"), relation("LoRA", "compared_with", "QLoRA")]
    )
    assert figures(gold, turned)["relation"] == (0.5, 0.5)
    assert figures(gold, turned)["relation compared_with"] == (1.0, 1.0)


def test_roles_are_counted_on_concepts_found_and_typed_right() -> None:
    gold = paper(concept("LoRA"), concept("GLUE", "dataset", role="evaluated_on"))
    assert figures(gold, paper(concept("LoRA"), concept("GLUE", "dataset"), concept("Fold")))["role"] == (0.5, 0.5)


def test_a_repository_is_right_however_its_address_is_written_and_own_when_it_is() -> None:
    gold = paper(repos=[{"url": "https://github.com/a/b", "own": True}])
    found = paper(repos=[{"url": "http://www.GitHub.com/a/b.git", "own": False}])
    assert figures(gold, found)["repository"] == (1.0, 1.0)
    assert figures(gold, found)["repository own"] == (0.0, 0.0)


def test_a_result_is_right_by_its_value_and_one_of_its_parts() -> None:
    def result(**parts: Any) -> dict[str, Any]:
        return {"method": None, "dataset": None, "metric": None, **parts}

    gold = paper(results=[result(value="5.69%", method="LoRA", dataset="GLUE")])
    assert figures(gold, paper(results=[result(value="5.69 %", dataset="GLUE")]))["result"] == (1.0, 1.0)
    assert figures(gold, paper(results=[result(value="5.69 %", method="Fold")]))["result"] == (0.0, 0.0)


def test_a_paper_without_a_record_has_nothing_found() -> None:
    (figure,) = (each for each in evaluate([paper(concept("LoRA"))], []) if each.name == "typed")
    assert (figure.given, figure.found, figure.f1) == (1, 0, 0.0)


def test_the_interval_holds_the_figure_and_is_the_same_for_a_seed() -> None:
    gold = [paper(concept(f"Fold{number}"), id=str(number)) for number in range(12)]
    found = [paper(*row["concepts"][: number % 3], id=row["id"]) for number, row in enumerate(gold)]
    first, again = evaluate(gold, found, seed=4), evaluate(gold, found, seed=4)
    assert first == again
    assert all(each.low <= each.f1 <= each.high for each in first)


def test_reliability_sets_scores_beside_the_share_that_is_right() -> None:
    gold = paper(concept("LoRA"), concept("training", level="optional"))
    found = paper(concept("LoRA", score=0.9), concept("Fold", score=0.95), concept("training", score=0.1))
    (band,) = reliability([gold], [found])
    assert (band.low, band.concepts, band.right) == (0.8, 2, 0.5)
    assert band.score == pytest.approx(0.925)


def test_counts_of_a_paper_never_exceed_what_was_given_or_found() -> None:
    tally = score_paper(paper(concept("LoRA")), paper(concept("LoRA"), concept("Fold")))
    assert all(tally[name, "met"] <= tally[name, "given"] for name, _ in tally)
    assert all(tally[name, "right"] <= tally[name, "found"] for name, _ in tally)


def test_a_line_that_is_no_annotated_paper_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(paper()) + "\n\n" + json.dumps({"id": "q"}) + "\n")
    with pytest.raises(InputError, match=r"gold.jsonl:3: no title"):
        read_annotated(file)
