"""The conditional random field: its reckoning beside all paths written out, and what a fit makes of it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extractors.linear import Floats
from extractors.tagger.marginals import both_ways, forward_backward
from extractors.training.chains import Sentences, Shares, Weights, fit

TAGS = 3
LOGS = st.floats(-3, 3, width=32)


def written_out(emissions: Floats, transitions: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Tags, pairs and partition function of one sentence, path by path."""
    tags, pairs, whole = np.zeros(emissions.shape), np.zeros(transitions.shape), 0.0
    for path in product(range(TAGS), repeat=len(emissions)):
        weight = np.exp(
            sum(float(emissions[place, tag]) for place, tag in enumerate(path))
            + sum(float(transitions[one, other]) for one, other in pairwise(path))
        )
        whole += weight
        for place, tag in enumerate(path):
            tags[place, tag] += weight
        for one, other in pairwise(path):
            pairs[one, other] += weight
    return tags / whole, pairs / whole, float(np.log(whole))


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes),
            arrays(np.float32, (sum(sizes), TAGS), elements=LOGS),
            arrays(np.float32, (TAGS, TAGS), elements=LOGS),
        )
    )
)
def test_shares_are_those_of_all_paths_written_out(case: tuple[list[int], Floats, Floats]) -> None:
    sizes, emissions, transitions = case
    found, partition = Sentences(sizes).shares(emissions, transitions)
    ends = np.cumsum(sizes)
    single = [written_out(emissions[end - size : end], transitions) for size, end in zip(sizes, ends, strict=True)]
    np.testing.assert_allclose(found.tags, np.concatenate([tags for tags, _, _ in single]), atol=1e-4)
    np.testing.assert_allclose(found.pairs, sum(pairs for _, pairs, _ in single), atol=1e-4)
    assert partition == pytest.approx(sum(logs for _, _, logs in single), abs=1e-3)


def test_the_tagger_reckons_the_same_when_it_reads() -> None:
    draw = np.random.default_rng(0)
    emissions = draw.normal(size=(30, TAGS)).astype(np.float32)
    transitions = draw.normal(size=(TAGS, TAGS)).astype(np.float32)
    sizes = [12, 1, 17]
    found, _ = Sentences(sizes).shares(emissions, transitions)
    runs = np.repeat(np.arange(3), sizes)
    np.testing.assert_allclose(found.tags, forward_backward(emissions, runs, both_ways(transitions)), atol=1e-5)


def test_neighbours_are_counted_within_sentences_alone() -> None:
    tags = np.eye(TAGS, dtype=np.float32)[[0, 1, 1, 2, 0]]
    assert Sentences([3, 2]).counted(tags).pairs.tolist() == [[0, 1, 0], [0, 1, 0], [1, 0, 0]]


def still(features: int) -> Weights:
    return Weights(np.zeros((features, TAGS), np.float32), np.zeros((TAGS, TAGS), np.float32))


def test_a_fit_comes_near_its_target_be_it_certain_or_shared() -> None:
    matrix = csr_matrix(np.tile(np.eye(2, dtype=np.float32), (50, 1)))
    shared = np.tile(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]], np.float32), (50, 1))
    sentences = Sentences([2] * 50)
    target = Shares(shared, 50 * np.outer(shared[0], shared[1]))
    found = fit(matrix, sentences, target, 100.0, still(2))
    shares, _ = sentences.shares(matrix @ found.emission, found.transition)
    np.testing.assert_allclose(shares.tags, shared, atol=0.02)


def test_weights_stay_near_those_they_start_from() -> None:
    start = Weights(np.full((2, TAGS), 0.5, np.float32), np.full((TAGS, TAGS), 0.25, np.float32))
    matrix, sentences = csr_matrix(np.array([[1, 0]] * 4, np.float32)), Sentences([2, 2])
    target = sentences.counted(np.eye(TAGS, dtype=np.float32)[[0, 0, 0, 0]])
    loose, tight = (fit(matrix, sentences, target, strength, start) for strength in (10.0, 0.001))
    assert loose.emission[1].tolist() == start.emission[1].tolist(), "no token has the second feature"
    assert loose.emission[0, 0] > 1.0
    np.testing.assert_allclose(tight.emission, start.emission, atol=0.01)
