"""The fit of linear classifiers, beside scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.training import softmax
from extractors.training.classifiers import Strengths, cross_fit, fit, fit_in_turn, lightened
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


STRENGTHS = Strengths(1.0, 0.5)


def test_what_teaches_later_corrects_what_taught_first() -> None:
    turns, labels = [0] * 9 + [1] * 9, ["one"] * 9 + ["two"] * 9
    model = fit_in_turn([["d"]] * 18, labels, turns, STRENGTHS)
    by_hand = fit([["d"]] * 9, ["two"] * 9, 0.5, fit([["d"]] * 9, ["one"] * 9, 1.0))
    np.testing.assert_array_equal(model.weights, by_hand.weights)
    turned = fit_in_turn([["d"]] * 18, labels, turns[::-1], STRENGTHS)
    share = model.probabilities([["d"]])[0]
    assert share[model.labels.index("two")] > 0.5 > turned.probabilities([["d"]])[0][turned.labels.index("two")]


def test_a_case_is_predicted_by_what_learnt_from_other_folds() -> None:
    cases, labels, folds = [["d"]] * 8, ["one"] * 4 + ["two"] * 4, [0] * 4 + [1, 2, 3, 1]
    names, predicted = cross_fit(cases, labels, folds, [0] * 8, STRENGTHS)
    assert (predicted[:4, names.index("two")] > 0.99).all()


def test_nothing_to_fit_to_is_said() -> None:
    with pytest.raises(ValueError, match="no case"):
        fit_in_turn([], [], [], STRENGTHS)


def test_features_that_weigh_next_to_nothing_are_left_out() -> None:
    model = fit([*CASES, *[["a", "z"], ["b", "z"], ["c", "z"]] * 3], [*LABELS, *["one", "two", "three"] * 3], 0.001)
    light = lightened(model)
    assert set(light.index) < set(model.index)
    assert all(np.array_equal(light.weights[row], model.weights[model.index[f]]) for f, row in light.index.items())
