"""Fitting linear classifiers, and predicting each case by a classifier that has not seen its paper."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.linear import Floats, LinearModel
from extractors.training import softmax
from extractors.training.softmax import Cases

LEAST_SEEN = 3
"""Annotated cases that must have a feature for it to get weights."""

LEAST_SILVER = 6
"""The same, of cases that a teacher labels."""

LIGHTEST = 0.02
"""Features whose largest weight is below this are left out: they are many, and change next to nothing."""

FOLDS = 4


@dataclass(frozen=True, slots=True)
class Strengths:
    """Inverse L2 penalties."""

    first: float
    """On the weights, of what is learnt first."""
    after: float
    """On what changes of them, of whatever corrects it."""


def folds_of(papers: int, seed: int) -> list[int]:
    """The fold of each paper, drawn evenly."""
    numbers = [number % FOLDS for number in range(papers)]
    random.Random(seed).shuffle(numbers)
    return numbers


def fit(
    cases: Sequence[Sequence[str]], labels: Sequence[str], strength: float, before: LinearModel | None = None
) -> LinearModel:
    """A multinomial logistic regression over named features; ``strength`` is the inverse of the L2 penalty.

    With a model given, such as what a teacher's labels have taught, the penalty is on the distance to its weights.
    """
    names = tuple(sorted({*labels, *(before.labels if before is not None else ())}))
    numbered = Cases.of(cases)
    targets = np.eye(len(names), dtype=np.float32)[[names.index(label) for label in labels]]
    return softmax.fit(numbered, targets, names, numbered.seen(LEAST_SEEN), strength, before)


def fit_silver(
    cases: Cases, targets: Sequence[Sequence[float]], labels: tuple[str, ...], strength: float
) -> LinearModel:
    """What a teacher's labels teach: each row of targets holds the probabilities of a case's labels."""
    shares = np.array(targets, np.float32).reshape(len(cases), len(labels))
    return softmax.fit(cases, shares, labels, cases.seen(LEAST_SILVER), strength)


def lightened(model: LinearModel, lightest: float = LIGHTEST) -> LinearModel:
    """The model without its lightest features."""
    heavy = np.abs(model.weights).max(axis=1, initial=0.0) >= lightest
    kept = [feature for feature, row in model.index.items() if heavy[row]]
    rows = [model.index[feature] for feature in kept]
    index = {feature: number for number, feature in enumerate(kept)}
    return LinearModel(model.labels, index, model.weights[rows], model.bias)


def fit_in_turn(
    cases: Sequence[Sequence[str]],
    labels: Sequence[str],
    turns: Sequence[int],
    strengths: Strengths,
    before: LinearModel | None = None,
) -> LinearModel:
    """Fitted to the cases of each turn after those of the one before, which they correct; ``turns`` has one a case."""
    for turn in sorted(set(turns)):
        own = [number for number, its in enumerate(turns) if its == turn]
        strength = strengths.first if before is None else strengths.after
        before = fit([cases[n] for n in own], [labels[n] for n in own], strength, before)
    if before is None:
        raise ValueError("no case to fit to")
    return before


def cross_fit(
    cases: Sequence[Sequence[str]],
    labels: Sequence[str | None],
    folds: Sequence[int],
    turns: Sequence[int],
    strengths: Strengths,
    before: LinearModel | None = None,
) -> tuple[tuple[str, ...], Floats]:
    """The labels, and the probabilities of every case by the classifier that was fitted to the other folds.

    A case whose label is None teaches nothing and is predicted all the same.
    """
    given = {label for label in labels if label is not None}
    names = tuple(sorted(given.union(before.labels if before is not None else ())))
    predicted = np.zeros((len(cases), len(names)), np.float32)
    for fold in range(FOLDS):
        train = [i for i, label in enumerate(labels) if folds[i] != fold and label is not None]
        own = [str(labels[i]) for i in train]
        model = fit_in_turn([cases[i] for i in train], own, [turns[i] for i in train], strengths, before)
        test = [i for i in range(len(cases)) if folds[i] == fold]
        columns = [names.index(label) for label in model.labels]
        predicted[np.ix_(test, columns)] = model.probabilities([cases[i] for i in test])
    return names, predicted
