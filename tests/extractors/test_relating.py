"""Which of the proposed and possible relations are kept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from extractors.document import read_document
from extractors.linear import LinearModel
from extractors.pairs import BACK, BONDS, FORTH, Pair, find_pairs, label_of
from extractors.pipeline import extract
from extractors.relating import LEAST, STATED, find_relations
from extractors.relations import RULES
from extractors.types import Paper, RelationType, Span

PAPER = Paper(
    "p", "FoldNet: folding networks", "We propose FoldNet, which extends LoRA. On GLUE, FoldNet outperforms BitFit."
)
LABELS = ("none", *map(label_of, BONDS))


def model(way: str = FORTH, **bias: float) -> LinearModel:
    """A classifier that says the same of every pair, from the left one to the right one or the other way."""
    given = {name if name == "none" else f"{name}{way}": score for name, score in bias.items()}
    scores = np.array([given.get(label, -9.0) for label in LABELS], np.float32)
    return LinearModel(LABELS, {}, np.zeros((0, len(LABELS)), np.float32), scores)


def relations(classifier: LinearModel | None = None, paper: Paper = PAPER) -> list[tuple[str, str, str, float]]:
    mentions = extract(paper).mentions
    found = find_relations(read_document(paper), mentions, classifier)
    return [(r.head.text, r.type.value, r.tail.text, r.score) for r in found]


def test_what_a_sentence_states_is_kept_though_the_classifier_finds_it_unlikely() -> None:
    assert relations(model(none=3.0, variant_of=0.0)) == [("FoldNet", "variant_of", "LoRA", STATED["X extends Y"])]


def test_what_a_sentence_states_is_left_where_the_classifier_denies_it() -> None:
    assert relations(model(none=9.0)) == []


def test_a_classifier_that_lacks_a_type_never_finds_it_and_denies_nothing_of_it() -> None:
    labels = ("none", "evaluated_on>")
    poor = LinearModel(labels, {}, np.zeros((0, 2), np.float32), np.array([9.0, 0.0], np.float32))
    assert relations(poor) == [("FoldNet", "variant_of", "LoRA", STATED["X extends Y"])]


def test_a_classifier_that_knows_no_none_still_finds_what_it_knows() -> None:
    poor = LinearModel(("evaluated_on<",), {}, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))
    assert ("FoldNet", "evaluated_on", "GLUE", 1.0) in relations(poor)


def test_a_sure_classifier_gives_what_is_stated_its_own_higher_score() -> None:
    scores = {(head, tail): score for head, _, tail, score in relations(model(variant_of=9.0))}
    assert scores["FoldNet", "LoRA"] == pytest.approx(1.0, abs=0.01)


def test_a_variant_without_a_proper_name_must_be_likelier_where_no_rule_says_so() -> None:
    paper = Paper("p", "Small networks", "We combine quantization with pruning and LoRA.")
    one_in_five, one_in_two = model(BACK, none=0.0, variant_of=-1.39), model(BACK, none=0.0, variant_of=0.0)
    assert {head for head, *_ in relations(one_in_five, paper)} == {"LoRA"}
    assert {head for head, *_ in relations(one_in_two, paper)} == {"LoRA", "pruning"}


def test_a_relation_joins_only_kinds_that_it_may() -> None:
    found = relations(model(BACK, evaluated_on=9.0))
    assert ("FoldNet", "evaluated_on", "GLUE") in [each[:3] for each in found]
    assert {tail for _, type_, tail, _ in found if type_ == "evaluated_on"} == {"GLUE"}


def test_a_relation_goes_the_way_that_the_classifier_finds_likely() -> None:
    assert ("FoldNet", "compared_with", "BitFit") in [each[:3] for each in relations(model(compared_with=9.0))]
    assert ("BitFit", "compared_with", "FoldNet") in [each[:3] for each in relations(model(BACK, compared_with=9.0))]


def test_two_concepts_are_joined_at_most_once_whichever_way() -> None:
    found = relations(model(compared_with=9.0))
    assert all({one[0], one[2]} != {other[0], other[2]} for one, other in combinations(found, 2))


def test_evidence_is_text_that_holds_both_or_the_sentence_of_the_tail() -> None:
    document = read_document(PAPER)
    for relation in find_relations(document, extract(PAPER).mentions):
        inside = Span(relation.evidence.start, relation.evidence.end)
        assert inside.start <= relation.tail.start < relation.tail.end <= inside.end


def test_a_pair_that_all_but_its_words_speaks_against_is_not_looked_at_further(monkeypatch: pytest.MonkeyPatch) -> None:
    document, mentions, looked_at = read_document(PAPER), extract(PAPER).mentions, list[Pair]()
    monkeypatch.setattr("extractors.relating.wording", lambda pair, _: looked_at.append(pair) or [])
    list(find_relations(document, mentions, model(none=9.0)))
    assert looked_at
    assert all(pair.proposed for pair in looked_at)
    looked_at.clear()
    list(find_relations(document, mentions, model(compared_with=9.0)))
    assert len(looked_at) == len(list(find_pairs(document, mentions)))


def test_each_type_has_a_threshold_and_each_stated_rule_exists() -> None:
    assert set(LEAST) == set(RelationType)
    assert len(STATED) <= len(RULES)
