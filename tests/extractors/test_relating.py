"""Which of the proposed and possible relations are kept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from extractors.document import read_document
from extractors.linear import LinearModel
from extractors.pipeline import extract
from extractors.relating import LEAST, RELATABLE, STATED, find_pairs, find_relations
from extractors.relations import RULES
from extractors.types import Kind, Mention, Paper, RelationType, Role, Span

PAPER = Paper(
    "p", "FoldNet: folding networks", "We propose FoldNet, which extends LoRA. On GLUE, FoldNet outperforms BitFit."
)
LABELS = ("none", *sorted(RelationType))


def model(**bias: float) -> LinearModel:
    """A classifier that says the same of every pair."""
    scores = np.array([bias.get(label, -9.0) for label in LABELS], np.float32)
    return LinearModel(LABELS, {}, np.zeros((0, len(LABELS)), np.float32), scores)


def relations(classifier: LinearModel | None = None) -> list[tuple[str, str, str, float]]:
    mentions = extract(PAPER).mentions
    found = find_relations(read_document(PAPER), mentions, classifier)
    return [(r.head.text, r.type.value, r.tail.text, r.score) for r in found]


def test_what_a_sentence_states_is_kept_though_the_classifier_finds_it_unlikely() -> None:
    assert relations(model(none=2.0, variant_of=0.0)) == [("FoldNet", "variant_of", "LoRA", STATED["X extends Y"])]


def test_what_a_sentence_states_is_left_where_the_classifier_denies_it() -> None:
    assert relations(model(none=9.0)) == []


def test_a_classifier_that_lacks_a_type_never_finds_it_and_denies_nothing_of_it() -> None:
    labels = ("none", "evaluated_on")
    poor = LinearModel(labels, {}, np.zeros((0, 2), np.float32), np.array([9.0, 0.0], np.float32))
    assert relations(poor) == [("FoldNet", "variant_of", "LoRA", STATED["X extends Y"])]


def test_a_sure_classifier_gives_what_is_stated_its_own_higher_score() -> None:
    scores = {(head, tail): score for head, _, tail, score in relations(model(variant_of=9.0))}
    assert scores["FoldNet", "LoRA"] == pytest.approx(1.0, abs=0.01)


def test_a_relation_joins_only_kinds_that_it_may() -> None:
    found = relations(model(evaluated_on=9.0))
    assert ("FoldNet", "evaluated_on", "GLUE") in [each[:3] for each in found]
    assert {tail for _, type_, tail, _ in found if type_ == "evaluated_on"} == {"GLUE"}


def test_two_concepts_are_joined_at_most_once_whichever_way() -> None:
    found = relations(model(compared_with=9.0))
    assert all({one[0], one[2]} != {other[0], other[2]} for one, other in combinations(found, 2))


def test_evidence_is_text_that_holds_both_or_the_sentence_of_the_tail() -> None:
    document = read_document(PAPER)
    for relation in find_relations(document, extract(PAPER).mentions):
        inside = Span(relation.evidence.start, relation.evidence.end)
        assert inside.start <= relation.tail.start < relation.tail.end <= inside.end


def test_every_candidate_is_of_kinds_that_some_relation_joins() -> None:
    pairs = list(find_pairs(read_document(PAPER), extract(PAPER).mentions))
    assert pairs
    assert all((pair.head.mentions[0].kind, pair.tail.mentions[0].kind) in RELATABLE for pair in pairs)
    assert (Kind.DATASET, Kind.METRIC) not in RELATABLE


def test_a_name_that_ends_in_another_is_a_candidate_with_it_wherever_they_stand() -> None:
    text = "Papers", "Folding is old. Some prefer knots. Deep folding is new. Others tie ropes."
    mentions = [
        Mention(start, start + len(word), word, Kind.METHOD, "shape", 0.9, Role.STUDIED)
        for word in ("Folding", "knots", "Deep folding", "ropes")
        for start in ["\n".join(text).index(word)]
    ]
    pairs = find_pairs(read_document(Paper("p", *text)), tuple(mentions))
    joined = {frozenset((pair.head.mentions[0].text, pair.tail.mentions[0].text)) for pair in pairs}
    assert joined == {frozenset(("Folding", "Deep folding"))}


def joined(*written: str, kind: Kind = Kind.METHOD) -> set[tuple[str, str]]:
    """Which of these names are candidates where each has a sentence of its own."""
    text = " ".join(f"{name} is old." for name in written)
    starts = [text.index(f"{name} is") + len("Papers\n") for name in written]
    mentions = [
        Mention(start, start + len(name), name, kind, "shape", 0.9, Role.USED)
        for start, name in zip(starts, written, strict=True)
    ]
    pairs = find_pairs(read_document(Paper("p", "Papers", text)), tuple(mentions))
    return {(pair.head.mentions[0].text, pair.tail.mentions[0].text) for pair in pairs}


def test_a_name_built_on_another_is_a_candidate_with_it_wherever_they_stand() -> None:
    assert joined("FoldNet-XL", "KnotNet", "FoldNet") == {("FoldNet-XL", "FoldNet")}


def test_so_is_what_the_catalogue_has_as_the_parent_of_another() -> None:
    assert joined("LoRA", "KnotNet", "parameter-efficient fine-tuning") == {("LoRA", "parameter-efficient fine-tuning")}


def test_each_type_has_a_threshold_and_each_stated_rule_exists() -> None:
    assert set(LEAST) == set(RelationType)
    assert len(STATED) <= len(RULES)
