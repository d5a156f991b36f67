"""The fit of linear classifiers, beside scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.training import softmax
from extractors.training.classifiers import fit, lightened
from extractors.training.softmax import Cases

CASES = [["a", "b"], ["a"], ["b", "c"], ["c"], ["a", "c"], ["b"], ["a", "b", "c"], ["c", "d"]] * 6
LABELS = ["one", "one", "two", "three", "two", "one", "three", "three"] * 6


def test_the_weights_are_those_that_another_library_finds() -> None:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,import-not-found,unused-ignore]

    model = fit(CASES, LABELS, 0.1)
    table = np.array([[feature in case for feature in model.index] for case in CASES], float)
    found = LogisticRegression(C=0.1, tol=1e-8, max_iter=1000).fit(table, LABELS)
    assert model.labels == tuple(found.classes_)
    np.testing.assert_allclose(model.weights, found.coef_.T, atol=2e-3)
    np.testing.assert_allclose(model.probabilities(CASES), found.predict_proba(table), atol=2e-3)


def test_a_label_shared_among_several_is_learnt_as_shared() -> None:
    cases = Cases.of([["a"]] * 40)
    targets = np.tile(np.array([[0.75, 0.25]], np.float32), (40, 1))
    model = softmax.fit(cases, targets, ("x", "y"), ["a"], 10.0)
    assert model.probabilities([["a"]])[0].tolist() == pytest.approx([0.75, 0.25], abs=0.01)


def test_what_was_learnt_before_stays_where_nothing_speaks_against_it() -> None:
    before = fit(CASES, LABELS, 1.0)
    after = fit([["d"]] * 9, ["one"] * 9, 0.5, before)
    unchanged = after.weights[after.index["a"]] == before.weights[before.index["a"]]
    assert unchanged.all()
    assert after.probabilities([["d"]])[0][0] > before.probabilities([["d"]])[0][0]


def test_features_that_weigh_next_to_nothing_are_left_out() -> None:
    model = fit([*CASES, *[["a", "z"], ["b", "z"], ["c", "z"]] * 3], [*LABELS, *["one", "two", "three"] * 3], 0.001)
    light = lightened(model)
    assert set(light.index) < set(model.index)
    assert all(np.array_equal(light.weights[row], model.weights[model.index[f]]) for f, row in light.index.items())
