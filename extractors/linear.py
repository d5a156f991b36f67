"""Linear classifiers over named features: what the trained parts of this package are made of.

A model is a table: one row of weights a feature, one column a label. It needs numpy alone, and a weight can be read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """Weights by feature and label; features it has never met weigh nothing."""

    labels: tuple[str, ...]
    index: Mapping[str, int]
    """The row of each feature."""
    weights: Floats
    """(features, labels)"""
    bias: Floats
    """(labels,)"""

    def scores(self, batch: Sequence[Iterable[str]]) -> Floats:
        """The sum of the weights of each case's features: (cases, labels)."""
        row_of = self.index.get
        return self.sums([[row for row in map(row_of, case) if row is not None] for case in batch])

    def sums(self, batch: Sequence[Sequence[int]]) -> Floats:
        """The same for features that are looked up already, as rows of the weights."""
        summed = np.zeros((len(batch), len(self.bias)), np.float32)
        filled = [number for number, rows in enumerate(batch) if rows]
        if filled:
            ends = list(accumulate([len(batch[number]) for number in filled]))
            flat = np.fromiter(chain.from_iterable(batch), dtype=np.intp, count=ends[-1])
            starts = [0, *ends[:-1]]
            summed[filled] = np.add.reduceat(self.weights.take(flat, axis=0), starts, axis=0)
        scores: Floats = self.bias + summed
        return scores

    def probabilities(self, batch: Sequence[Iterable[str]]) -> Floats:
        """The softmax of the scores: (cases, labels), each row summing to one."""
        return softmax(self.scores(batch))


def column_of(labels: Sequence[str], label: str) -> int:
    """The column of a label; of one that the model lacks, the one behind the last."""
    return labels.index(label) if label in labels else len(labels)


def softmax(scores: Floats) -> Floats:
    """(cases, labels): each row positive and summing to one."""
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True, initial=0.0))
    probabilities: Floats = exponents / exponents.sum(axis=1, keepdims=True)
    return probabilities


def to_bytes(model: LinearModel) -> bytes:
    """The model as a compressed npz of half-precision weights; the same model gives the same bytes."""
    order = sorted(model.index, key=model.index.__getitem__)
    target = io.BytesIO()
    np.savez_compressed(
        target,
        labels=_packed(model.labels),
        features=_packed(order),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )
    return target.getvalue()


def from_bytes(content: bytes) -> LinearModel:
    """What ``to_bytes`` made."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        features = _unpacked(arrays["features"])
        return LinearModel(
            labels=_unpacked(arrays["labels"]),
            index={feature: row for row, feature in enumerate(features)},
            weights=arrays["weights"].astype(np.float32),
            bias=arrays["bias"],
        )


@cache
def shipped_model(name: str) -> LinearModel:
    """One of the models of ``data/trained``, by name."""
    return from_bytes((files("extractors") / "data" / "trained" / f"{name}.npz").read_bytes())


def _packed(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode().split("\n"))
