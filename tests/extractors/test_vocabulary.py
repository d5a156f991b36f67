"""What becomes of a feature's name: a row of a model where it is looked up, itself where one is trained."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.candidates import find_candidates, find_ruled
from extractors.document import Document, read_document
from extractors.gathering import gather
from extractors.judge_features import judge_features
from extractors.linear import LinearModel, shipped_model
from extractors.overlaps import nests_of
from extractors.pair_features import pair_features
from extractors.pairs import find_pairs
from extractors.pipeline import extract
from extractors.roles import find_casts
from extractors.tagger.model import tag
from extractors.types import Paper
from extractors.vocabulary import KEPT, NAMES, Rows, Vocabulary, distinct, vocabulary_of

FEATURES = ("before a|method", "before fold|method", "before fold|task", "before fold", "before one two")
MODEL = LinearModel(
    ("no", "yes"),
    {feature: row for row, feature in enumerate(FEATURES)},
    np.zeros((len(FEATURES), 2), np.float32),
    np.zeros(2, np.float32),
)
PAPER = Paper(
    "p",
    "FoldNet: Folding Networks for Paper Creases",
    "However, folding is slow. We propose FoldNet, a folding network based on ResNet-50 and LoRA. On ImageNet and "
    "CIFAR-10/100, FoldNet outperforms ResNet by 3.1% accuracy. Unlike LoRA, it needs no fine-tuning for β-VAE.",
)


def test_a_word_completes_the_name_of_a_feature() -> None:
    table = vocabulary_of(MODEL).table("before ", "|method")
    assert [table(word) for word in ("a", "fold", "crease")] == [0, 1, None]
    assert vocabulary_of(MODEL).table("before ")("one two") == 4


def test_a_table_finds_what_the_spelled_name_finds() -> None:
    rows, words = Rows(MODEL), ("a", "fold", "one two", "", "fold|task", "x")
    for before, after in (
        ("before ", ""),
        ("before ", "|method"),
        ("before f", "d"),
        ("", ""),
        ("before one two", "o"),
    ):
        spelled = rows.of(map(NAMES.table(before, after), words))
        assert tuple(map(rows.table(before, after), words)) == spelled


def test_what_depends_on_little_is_made_once_and_what_is_kept_is_bounded() -> None:
    rows, made = Rows(MODEL), []

    def make(_: Vocabulary, number: int) -> int:
        made.append(number)
        return number

    assert [rows.kept(make, 7), rows.kept(make, 7)] == [7, 7]
    assert made == [7]
    assert [rows.kept(make, number) for number in range(KEPT + 1)][-1] == KEPT
    assert rows.kept(make, 7) == 7
    assert made.count(7) == 2


def test_features_that_do_not_count_are_left_out_and_the_others_come_once_in_their_order() -> None:
    assert distinct([3, None, 1, 3, None, 2]) == [3, 1, 2]


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(PAPER)


def looked_up(model: LinearModel, names: list[str]) -> list[int]:
    """The rows of features that are spelled out, as a model's vocabulary should give them."""
    return [model.index[name] for name in names if name in model.index]


def test_the_judge_looks_up_the_features_it_is_trained_on(document: Document) -> None:
    ruled, model = find_ruled(document), shipped_model("judge")
    tagging = tag(document, ruled)
    proposed = find_candidates(document, ruled, tagging)
    nests = nests_of(proposed)
    for key, found in gather(document, proposed).items():
        rows = judge_features(document, tagging, key, found, nests, vocabulary_of(model))
        assert rows == looked_up(model, judge_features(document, tagging, key, found, nests))


def test_roles_and_relations_look_up_the_features_they_are_trained_on(document: Document) -> None:
    mentions = extract(PAPER).mentions
    roles, relations = shipped_model("roles"), shipped_model("relations")
    casts = zip(find_casts(document, mentions, vocabulary_of(roles)), find_casts(document, mentions), strict=True)
    assert all(cast.features == looked_up(roles, spelled.features) for cast, spelled in casts)
    pairs = list(find_pairs(document, mentions))
    assert pairs
    for pair in pairs:
        assert pair_features(pair, vocabulary_of(relations)) == looked_up(relations, pair_features(pair))
