"""The sums of weights that are kept for words met before."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.linear import LinearModel
from extractors.tagger.emissions import Seen, Sums

WEIGHTS = np.array([[1, 0], [0, 2], [4, 4]], np.float32)
MODEL = LinearModel(("O", "B-x"), {"0:w=fold": 0, "-1:w=fold": 1, "0:w=crane": 2}, WEIGHTS, np.zeros(2, np.float32))


@pytest.mark.parametrize("most", [1, 2, 100])
def test_however_few_are_kept_the_sums_are_the_same(most: int) -> None:
    sums = Sums(Seen(MODEL), lambda word: (f"w={word}", "unmet"), most)
    for words in (["fold"], ["crane", "fold", "crane"], ["other", "fold"], ["crane"]):
        found = sums.of(words)
        assert found[:, 2].tolist() == [{"fold": [1, 0], "crane": [4, 4], "other": [0, 0]}[word] for word in words]
        assert found[:, 1].tolist() == [[0, 2] if word == "fold" else [0, 0] for word in words]
