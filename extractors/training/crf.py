"""Fitting the tagger: a conditional random field by crfsuite (Okazaki, 2007), its weights taken into our own table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from extractors.linear import LinearModel
from extractors.tagger.model import TRANSITION
from extractors.tagger.tokens import OUTSIDE, Token
from extractors.types import Kind

TAGS = (OUTSIDE, *(f"{place}-{kind}" for kind in Kind for place in "BI"))

PARAMETERS = {"c1": 0.3, "c2": 0.05, "max_iterations": 100, "feature.possible_transitions": True}
"""L1 and L2 regularisation; the pair was best of nine tried on a held-out quarter of the annotated papers."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document made ready for training."""

    tokens: tuple[Token, ...]
    features: Sequence[list[str]]
    tags: Sequence[str]


def fit(documents: Iterable[Tagged]) -> LinearModel:
    """The weights that make the tags most likely, sentence by sentence. Deterministic: nothing is drawn."""
    import pycrfsuite  # type: ignore[import-untyped,import-not-found,unused-ignore]

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for document in documents:
        for _, run in groupby(range(len(document.tokens)), key=lambda i: document.tokens[i].sentence):
            places = list(run)
            trainer.append([document.features[i] for i in places], [document.tags[i] for i in places])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "tagger.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
        tagger.close()
    leaving = {(f"{TRANSITION}{before}", after): weight for (before, after), weight in found.transitions.items()}
    return _table({**found.state_features, **leaving})


def _table(weights: dict[tuple[str, str], float]) -> LinearModel:
    """One row a feature, one column a tag; a transition's row is named by the tag it leaves."""
    index = {feature: row for row, feature in enumerate(sorted({feature for feature, _ in weights}))}
    table = np.zeros((len(index), len(TAGS)), np.float32)
    for (feature, tag), weight in weights.items():
        table[index[feature], TAGS.index(tag)] = weight
    return LinearModel(TAGS, index, table, np.zeros(len(TAGS), np.float32))
