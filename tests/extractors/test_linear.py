"""Linear classifiers over named features."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linear import LinearModel, from_bytes, to_bytes

MODEL = LinearModel(
    labels=("no", "yes"),
    index={"folded": 0, "flat": 1},
    weights=np.array([[-1.0, 2.0], [0.5, -0.5]], np.float32),
    bias=np.array([0.25, 0.0], np.float32),
)
FEATURES = st.lists(st.sampled_from(["folded", "flat", "never met"]))


def test_a_score_is_the_bias_and_the_weights_of_the_features() -> None:
    assert MODEL.scores([["folded"], ["folded", "flat"], []]).tolist() == [[-0.75, 2.0], [-0.25, 1.5], [0.25, 0.0]]


def test_a_feature_it_has_never_met_weighs_nothing() -> None:
    assert MODEL.scores([["never met"]]).tolist() == MODEL.scores([[]]).tolist()


def test_no_cases_give_no_rows() -> None:
    assert MODEL.probabilities([]).shape == (0, 2)


@given(st.lists(FEATURES, max_size=6))
def test_every_row_of_probabilities_sums_to_one(batch: list[list[str]]) -> None:
    assert MODEL.probabilities(batch).sum(axis=1) == pytest.approx(np.ones(len(batch)), abs=1e-5)


@given(st.lists(FEATURES, min_size=1, max_size=6))
def test_a_case_is_weighed_the_same_alone_and_in_a_batch(batch: list[list[str]]) -> None:
    alone = np.concatenate([MODEL.scores([case]) for case in batch])
    assert MODEL.scores(batch) == pytest.approx(alone)


def test_a_model_comes_back_from_its_bytes() -> None:
    again = from_bytes(to_bytes(MODEL))
    assert (again.labels, again.index) == (MODEL.labels, MODEL.index)
    assert again.weights.tolist() == MODEL.weights.tolist()
    assert again.bias.tolist() == MODEL.bias.tolist()


def test_the_same_model_gives_the_same_bytes() -> None:
    assert to_bytes(MODEL) == to_bytes(from_bytes(to_bytes(MODEL)))
