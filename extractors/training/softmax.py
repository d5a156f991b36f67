"""Multinomial logistic regression by L-BFGS (Liu and Nocedal, 1989), towards labels that may be shared among several.

The penalty pulls the weights towards those of a model given, zero where none is: what a first, larger and less sure set
of cases has taught is kept wherever the second has nothing to say against it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractors.linear import Floats, LinearModel

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ROUNDS = 60
"""Iterations; the loss then falls by less than a thousandth a round."""


@dataclass(slots=True)
class Cases:
    """The features of each case as numbers, written one behind the other: a million cases fit in memory."""

    numbers: dict[str, int] = field(default_factory=dict)
    flat: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    @classmethod
    def of(cls, cases: Iterable[Iterable[str]]) -> Cases:
        """Cases by the names of their features."""
        found = cls()
        found.extend(cases)
        return found

    def extend(self, cases: Iterable[Iterable[str]]) -> None:
        """More cases, in their order."""
        for case in cases:
            self.add(case)

    def add(self, features: Iterable[str]) -> None:
        """One more case."""
        self.flat.extend([self.numbers.setdefault(feature, len(self.numbers)) for feature in features])
        self.ends.append(len(self.flat))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def seen(self, least: int) -> list[str]:
        """The features that enough cases have, sorted."""
        times = np.bincount(np.frombuffer(self.flat, np.intc), minlength=len(self.numbers))
        return sorted(feature for feature, number in self.numbers.items() if times[number] >= least)

    def matrix(self, index: dict[str, int]) -> csr_matrix:
        """(cases, columns): one where a case has the feature of a column."""
        from scipy.sparse import csr_matrix

        column_of = np.full(len(self.numbers) + 1, -1, np.int32)
        for feature, number in self.numbers.items():
            column_of[number] = index.get(feature, -1)
        columns = column_of[np.frombuffer(self.flat, np.intc)]
        kept = np.concatenate([[0], np.cumsum(columns >= 0)])
        ends = kept[np.frombuffer(self.ends, np.int64)]
        columns = columns[columns >= 0]
        shape = (len(self), len(index))
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=shape)


def fit(
    cases: Cases,
    targets: Floats,
    labels: tuple[str, ...],
    features: Sequence[str],
    strength: float,
    before: LinearModel | None = None,
) -> LinearModel:
    """The model of the least cross-entropy to the targets, each row of which shares one case among the labels.

    ``strength`` is the inverse of the penalty on the distance to ``before``, whose features are kept.
    """
    names = sorted({*features, *before.index}) if before is not None else sorted(features)
    index = {feature: column for column, feature in enumerate(names)}
    start, bias = _start(before, index, labels)
    weights, bias = _descended(cases.matrix(index), targets, strength, start, bias)
    return LinearModel(labels, index, weights, bias)


def _start(before: LinearModel | None, index: dict[str, int], labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    """The weights and the bias to stay near to, by the columns and labels of the new model."""
    weights, bias = np.zeros((len(index), len(labels)), np.float32), np.zeros(len(labels), np.float32)
    if before is not None:
        order = [labels.index(label) for label in before.labels]
        rows = [index[feature] for feature in before.index]
        weights[np.ix_(rows, order)] = before.weights[list(before.index.values())]
        bias[order] = before.bias
    return weights, bias


def _descended(
    matrix: csr_matrix, targets: Floats, strength: float, start: Floats, bias: Floats
) -> tuple[Floats, Floats]:
    from scipy.optimize import minimize

    turned, size = matrix.T.tocsr(), start.size

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        change = point[:size].reshape(start.shape)
        scores = matrix @ (start + change).astype(np.float32) + (bias + point[size:]).astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        sums = powers.sum(axis=1, keepdims=True)
        entropy = float(np.log(sums).sum(dtype=np.float64) - (targets * scores).sum(dtype=np.float64))
        off = powers / sums - targets
        slope = np.concatenate([(strength * (turned @ off) + change).ravel(), strength * off.sum(axis=0)])
        return strength * entropy + 0.5 * float(point[:size] @ point[:size]), slope

    found = minimize(loss, np.zeros(size + len(bias)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return (start + found[:size].reshape(start.shape)).astype(np.float32), (bias + found[size:]).astype(np.float32)
