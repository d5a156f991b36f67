"""Fitting linear classifiers, and predicting each case by a classifier that has not seen its paper."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from extractors.linear import Floats, LinearModel

LEAST_SEEN = 3
"""Cases that must have a feature for it to get weights."""

FOLDS = 4


def folds_of(papers: int, seed: int) -> list[int]:
    """The fold of each paper, drawn evenly."""
    numbers = [number % FOLDS for number in range(papers)]
    random.Random(seed).shuffle(numbers)
    return numbers


def fit(cases: Sequence[Sequence[str]], labels: Sequence[str], strength: float) -> LinearModel:
    """A multinomial logistic regression over named features; ``strength`` is the inverse of the L2 penalty."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,import-not-found,unused-ignore]

    seen = Counter(feature for case in cases for feature in case)
    index = {feature: row for row, feature in enumerate(sorted(f for f, times in seen.items() if times >= LEAST_SEEN))}
    rows = [[index[feature] for feature in case if feature in index] for case in cases]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(index)))
    found = LogisticRegression(C=strength, max_iter=200).fit(matrix, np.array(labels))
    return LinearModel(
        labels=tuple(map(str, found.classes_)),
        index=index,
        weights=np.ascontiguousarray(found.coef_.T, dtype=np.float32),
        bias=found.intercept_.astype(np.float32),
    )


def cross_fit(
    cases: Sequence[Sequence[str]], labels: Sequence[str | None], folds: Sequence[int], strength: float
) -> tuple[tuple[str, ...], Floats]:
    """The labels, and the probabilities of every case by the classifier that was fitted to the other folds.

    A case whose label is None teaches nothing and is predicted all the same.
    """
    names = tuple(sorted({label for label in labels if label is not None}))
    predicted = np.zeros((len(cases), len(names)), np.float32)
    for fold in range(FOLDS):
        train = [i for i, label in enumerate(labels) if folds[i] != fold and label is not None]
        model = fit([cases[i] for i in train], [str(labels[i]) for i in train], strength)
        test = [i for i in range(len(cases)) if folds[i] == fold]
        columns = [names.index(label) for label in model.labels]
        predicted[np.ix_(test, columns)] = model.probabilities([cases[i] for i in test])
    return names, predicted
