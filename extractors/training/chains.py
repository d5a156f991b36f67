"""A linear-chain conditional random field (Lafferty et al., 2001) fitted by L-BFGS, towards tags that may be shared.

A target may be certain, as an annotation is, or the probabilities that a teacher gives. As in
``extractors.training.softmax``, the penalty pulls the weights towards those from which the fit starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractors.linear import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ROUNDS = 80
"""Iterations; 150 changed the F1 of exact spans by 0.3, which is within noise."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How likely each tag is at each token, and each tag after each, summed over all neighbours in a sentence."""

    tags: Floats
    """(tokens, tags)"""
    pairs: NDArray[np.float64]
    """(tags, tags), read from row to column."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The field: the logarithms of what it gives to features and to neighbours."""

    emission: Floats
    """(features, tags)"""
    transition: Floats
    """(tags, tags), read from row to column."""


class Sentences:
    """Sentences one behind the other, so arranged that the n-th tokens of all are reckoned at once."""

    def __init__(self, lengths: Iterable[int]) -> None:
        sizes = np.fromiter(lengths, np.intp)
        order = np.argsort(-sizes, kind="stable")
        starts, falling = (np.cumsum(sizes) - sizes)[order], -sizes[order]
        longest = -int(falling.min(initial=0))
        self._steps = [starts[: int(np.searchsorted(falling, -place))] + place for place in range(longest)]
        """Of each place in a sentence, the tokens that stand there."""

    def counted(self, tags: Floats) -> Shares:
        """Tags that are certain, (tokens, tags) of ones and zeros."""
        pairs = np.zeros((tags.shape[1], tags.shape[1]))
        for rows in self._steps[1:]:
            pairs += tags[rows - 1].T @ tags[rows]
        return Shares(tags, pairs)

    def shares(self, emissions: Floats, transitions: Floats) -> tuple[Shares, float]:
        """What a field holds likely, by forward-backward (Rabiner, 1989); and the logarithm of its partition function.

        ``emissions`` are (tokens, tags), ``transitions`` (tags, tags), logarithms both.
        """
        most = emissions.max(axis=1, keepdims=True)
        emitted, passed = np.exp(emissions - most), np.exp(transitions)
        forward, backward = np.empty_like(emitted), np.ones_like(emitted)
        scale = np.empty((len(emitted), 1), emitted.dtype)
        for place, rows in enumerate(self._steps):
            here = (forward[rows - 1] @ passed) * emitted[rows] if place else emitted[rows]
            scale[rows] = here.sum(axis=1, keepdims=True)
            forward[rows] = here / scale[rows]
        pairs = np.zeros(passed.shape)
        for rows in reversed(self._steps[1:]):
            behind = emitted[rows] * backward[rows] / scale[rows]
            backward[rows - 1] = behind @ passed.T
            pairs += (forward[rows - 1].T @ behind) * passed
        return Shares(forward * backward, pairs), float((np.log(scale) + most).sum(dtype=np.float64))


def fit(matrix: csr_matrix, sentences: Sentences, target: Shares, strength: float, start: Weights) -> Weights:
    """The weights of the least cross-entropy to the target; ``strength`` is the inverse of the L2 penalty.

    ``matrix`` is (tokens, features).
    """
    from scipy.optimize import minimize

    turned, size = matrix.T.tocsr(), start.emission.size

    def moved(point: NDArray[np.float64]) -> Weights:
        emission = start.emission + point[:size].reshape(start.emission.shape)
        transition = start.transition + point[size:].reshape(start.transition.shape)
        return Weights(emission.astype(np.float32), transition.astype(np.float32))

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = moved(point)
        emissions = matrix @ weights.emission
        shares, partition = sentences.shares(emissions, weights.transition)
        met = (target.tags * emissions).sum(dtype=np.float64) + (target.pairs * weights.transition).sum()
        off = (turned @ (shares.tags - target.tags)).ravel(), (shares.pairs - target.pairs).ravel()
        return strength * (partition - float(met)) + 0.5 * float(point @ point), strength * np.concatenate(off) + point

    still = np.zeros(size + start.transition.size)
    return moved(minimize(loss, still, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x)
