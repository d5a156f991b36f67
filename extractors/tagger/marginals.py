"""How likely each tag is at each token, given the whole sentence: forward-backward (Rabiner, 1989)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.linear import Floats

SCALED_EVERY = 8
"""Steps after which probabilities are scaled to a sum of one; in double precision far more would do no harm."""


def forward_backward(emissions: Floats, runs: NDArray[np.intp], moves: NDArray[np.float64]) -> Floats:
    """(tokens, tags): each row the probabilities of a token's tags.

    ``runs`` has the number of each token's sentence, from 0 and without gaps; ``moves`` are both directions' moves as
    ``both_ways`` makes them.
    """
    likelihoods = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    tags, lengths = emissions.shape[1], np.bincount(runs)
    since = np.arange(len(runs)) - (np.cumsum(lengths) - lengths)[runs]
    ahead, behind = since, lengths[runs] - 1 - since
    # Step by step through all sentences side by side, from their beginnings and from their ends at once.
    local = np.ones((lengths.max(), len(lengths), 2 * tags))
    local[ahead, runs, :tags] = likelihoods
    local[behind, runs, tags:] = likelihoods
    reached = _reached(local, moves)
    joint = likelihoods * reached[ahead, runs, :tags] * reached[behind, runs, tags:]
    marginals: Floats = (joint / joint.sum(axis=1, keepdims=True)).astype(np.float32)
    return marginals


def both_ways(transitions: Floats) -> NDArray[np.float64]:
    """(2 tags, 2 tags): the exponentials of the transitions, as they are and, for the way back, turned."""
    moves, tags = np.exp(transitions), len(transitions)
    both = np.zeros((2 * tags, 2 * tags))
    both[:tags, :tags], both[tags:, tags:] = moves, moves.T
    return both


def _reached(local: NDArray[np.float64], moves: NDArray[np.float64]) -> NDArray[np.float64]:
    """(steps, sentences, 2 tags): how likely each tag is by what lies before it on either way, up to a factor."""
    reached = np.ones_like(local)
    for step, (last, here, following) in enumerate(zip(reached, local, reached[1:], strict=False), start=1):
        np.dot(last * here, moves, out=following)
        if step % SCALED_EVERY == 0:
            halves = following.reshape(-1, 2, len(moves) // 2)
            halves /= halves.sum(axis=2, keepdims=True)
    return reached
