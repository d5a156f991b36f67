"""How the concepts of a paper are related: rules propose, a classifier trained on annotated papers decides.

Every two concepts that a sentence joins, of which the paper introduces one, of which one's name ends in the other's or
is built on it, or of which the catalogue knows one as the other's parent, are a candidate. The classifier weighs both
ways of every type at once, first by what needs no words of the text. A relation's score is the probability that the
annotation would have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extractors.document import Document
from extractors.linear import LinearModel, column_of, shipped_model, softmax
from extractors.pair_features import bearings, wording
from extractors.pairs import BACK, FORTH, JOINS, Bond, Pair, find_pairs, label_of
from extractors.types import Kind, Mention, Relation, RelationType, Span
from extractors.vocabulary import vocabulary_of

LEAST: Mapping[RelationType, float] = {
    RelationType.VARIANT_OF: 0.1,
    RelationType.PART_OF: 0.18,
    RelationType.USED_FOR: 0.18,
    RelationType.APPLIED_TO: 0.25,
    RelationType.EVALUATED_ON: 0.3,
    RelationType.COMPARED_WITH: 0.14,
    RelationType.TRAINED_ON: 0.08,
}
"""The probability from which a relation is kept: where F1 is best on annotated papers held out of training, or a little
above, where that makes many more of the relations right and F1 at most a hundredth worse. Of variants that is 0.12;
they are kept from a little below, since three in four are true by the abstract, many of those not annotated."""

LEAST_BARE = 0.25
"""The same of a variant without a proper name of which no rule says so: below, one in six is annotated, and F1 over all
types is the same from 0.1 to 0.3."""

STATED: Mapping[str, float] = {
    "X extends Y": 0.34,
    "X, a Y": 0.2,
    "a Y called X": 0.71,
    "Y such as X": 0.38,
    "long form ends in Y": 0.52,
    "X trained on Y": 0.36,
}
"""Rules whose sentence says so in as many words, so that their relations are kept though the classifier finds them
unlikely; with the share of those that the annotation of 839 papers has too, which is the least score."""

DENIED = 0.03
"""Below this the classifier is believed against the sentence: one in fifteen of what it denies so is annotated."""

RULE, APART = "pair", "pair apart"
"""The rules of a relation that no rule proposed: of two that a sentence has both, and of two that none has."""

UNRELATED = "none"
"""The label of a pair that no relation joins."""

SURE = 0.92
"""A pair of which no rule says anything is not looked at further where its bearings alone make it so likely that
nothing joins it: of papers held out of training 35 in 100, with 1.5 in 100 of the annotated relations found."""


def find_relations(
    document: Document, mentions: tuple[Mention, ...], model: LinearModel | None = None
) -> Iterator[Relation]:
    """Every relation that is stated or likely enough, one between any two concepts; as the text first names the two."""
    weights = model or shipped_model("relations")
    for pair, row in _weighed(list(find_pairs(document, mentions)), weights):
        # What is stated comes before whatever else is likely of the same two.
        stated = _stated(pair, weights.labels, row) if pair.proposed else None
        if found := stated or _likely(pair, weights.labels, row):
            yield _relation(document, pair, *found)


def _weighed(pairs: Sequence[Pair], weights: LinearModel) -> Iterator[tuple[Pair, list[float]]]:
    """The pairs that may be related, with the probabilities of all labels."""
    vocabulary, none = vocabulary_of(weights), column_of(weights.labels, UNRELATED)
    first = weights.sums([bearings(pair, vocabulary) for pair in pairs])
    unrelated = [(*row, 0.0)[none] for row in softmax(first).tolist()]
    worth = [number for number, pair in enumerate(pairs) if unrelated[number] < SURE or pair.proposed]
    looked_at = [pairs[number] for number in worth]
    sums = weights.sums([wording(pair, vocabulary) for pair in looked_at]) - weights.bias
    yield from zip(looked_at, softmax(first[worth] + sums).tolist(), strict=True)


def _stated(pair: Pair, labels: Sequence[str], row: Sequence[float]) -> tuple[Bond, float] | None:
    """What a sentence states of a pair, and its score; None where none does, or where the classifier denies it."""
    likely = defaultdict(float, zip(labels, row, strict=True))
    denied = {label for label in labels if likely[label] < DENIED}
    stated = [(b, each) for b, each in pair.proposed if each.rule in STATED and label_of(b) not in denied]
    if not stated:
        return None
    bond, first = max(stated, key=lambda found: STATED[found[1].rule])
    return bond, round(max(likely[label_of(bond)], STATED[first.rule]), 4)


def _likely(pair: Pair, labels: tuple[str, ...], row: Sequence[float]) -> tuple[Bond, float] | None:
    """What is most above its threshold, of what joins these kinds, and its score; None where nothing is."""
    bare = {(RelationType.VARIANT_OF, way) for way, named in zip((FORTH, BACK), pair.named, strict=True) if not named}
    bare -= {bond for bond, _ in pair.proposed}
    columns = _columns(labels, pair.left.mentions[0].kind, pair.right.mentions[0].kind)
    shares = (*row, 0.0)  # last that of what the model lacks
    least = ((bond, column, LEAST_BARE if bond in bare else LEAST[bond[0]]) for bond, column in columns)
    above, bond, column = max((shares[column] / from_, bond, column) for bond, column, from_ in least)
    return (bond, round(shares[column], 4)) if above >= 1 else None


@cache
def _columns(labels: tuple[str, ...], left: Kind, right: Kind) -> tuple[tuple[Bond, int], ...]:
    """What joins these kinds, and the columns."""
    joining: list[Bond] = [(type_, FORTH) for type_ in RelationType if (left, right) in JOINS[type_]]
    joining += [(type_, BACK) for type_ in RelationType if (right, left) in JOINS[type_]]
    return tuple((bond, column_of(labels, label_of(bond))) for bond in joining)


def _relation(document: Document, pair: Pair, bond: Bond, score: float) -> Relation:
    """With the evidence of the rule that proposed it, else the stretch where the two meet, else the tail's sentence."""
    for its, proposed in pair.proposed:
        if its == bond:
            return Relation(proposed.head, proposed.type, proposed.tail, proposed.evidence, proposed.rule, score)
    type_, way = bond
    if pair.meeting is not None:
        head, tail = pair.meeting if way == FORTH else reversed(pair.meeting)
        evidence = Span(pair.meeting.left.start, max(head.end, tail.end))
        return Relation(head, type_, tail, evidence, RULE, score)
    ends = (pair.left, pair.right) if way == FORTH else (pair.right, pair.left)
    head, tail = ends[0].mentions[0], ends[1].mentions[-1]
    return Relation(head, type_, tail, document.sentence_at(tail.start), APART, score)
