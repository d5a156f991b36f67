"""Quantitative claims."""

from __future__ import annotations

import pytest

from extractors.pipeline import extract
from extractors.types import Paper, Result


def results(sentence: str) -> list[Result]:
    return list(extract(Paper("p", "FoldNet: a fold", sentence)).results)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("FoldNet improves accuracy by 5.69%.", "5.69%"),
        (r"FoldNet improves accuracy by 9\%.", r"9\%"),
        ("FoldNet is up to 2-4 times faster.", "up to 2-4 times"),
        ("FoldNet runs 10sim100times faster.", "10sim100times"),
        ("FoldNet gains 1.3 points.", "1.3 points"),
        ("FoldNet is 3.5x smaller.", "3.5x"),
        ("FoldNet reaches 31.2 BLEU.", "31.2 BLEU"),
        ("FoldNet achieves an FID of 2.31 here.", "2.31"),
        ("FoldNet results in a 6% to 20% drop of accuracy.", "6% to 20%"),
        (r"FoldNet brings a speed-up of 15\%sim30\% here.", r"15\%sim30\%"),
        ("FoldNet saves up to 5.93 GB here.", "up to 5.93 GB"),
        ("FoldNet gains an improvement of 2.4 points.", "2.4 points"),
        ("FoldNet is two orders of magnitude faster.", "two orders of magnitude"),
        ("FoldNet needs three times fewer folds.", "three times"),
    ],
)
def test_a_number_with_a_unit_in_a_claim_is_a_result(sentence: str, value: str) -> None:
    assert [result.value for result in results(sentence)] == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "FoldNet has 7B layers.",
        "FoldNet was made in 2024.",
        "Of folds, 5% exist.",
        "FoldNet reduces CO2.",
        "FoldNet improves a series of 27 folds.",
        "FoldNet achieves folds on images of 64 times 64.",
        "FoldNet leads with a single A100 80GB GPU.",
        "FoldNet scales up to 2.4 billion folds and improves.",
        "We improve.",
    ],
)
def test_other_numbers_are_none(sentence: str) -> None:
    assert results(sentence) == []


def test_a_result_knows_its_method_data_set_metric_and_baseline() -> None:
    (result,) = results("FoldNet outperforms LoRA by 2.1% in accuracy on GLUE.")
    assert [m and m.text for m in (result.method, result.baseline, result.metric, result.dataset)] == [
        "FoldNet",
        "LoRA",
        "accuracy",
        "GLUE",
    ]


def test_the_span_of_a_value_is_its_text() -> None:
    sentence = "FoldNet improves accuracy by 5.69%."
    (result,) = results(sentence)
    assert f"FoldNet: a fold\n{sentence}"[result.value_span.start : result.value_span.end] == result.value
