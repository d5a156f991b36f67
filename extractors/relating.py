"""How the concepts of a paper are related: rules propose, a classifier trained on annotated papers decides.

Every ordered pair of concepts that a sentence joins, of which the paper introduces one, of which one's name ends in
the other's or is built on it, or of which the catalogue knows one as the other's parent, is a candidate. A relation's
score is the probability that the annotation would have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.ancestry import find_descents
from extractors.document import Document
from extractors.gathering import gather
from extractors.linear import LinearModel, shipped_model, softmax
from extractors.name_bases import find_built
from extractors.pair_features import pair_features
from extractors.parties import Party, closest
from extractors.relations import propose
from extractors.types import ARTEFACTS, Kind, Mention, Relation, RelationType, Role, Span
from extractors.vocabulary import NAMES, Feature, Vocabulary, vocabulary_of

LEAST: Mapping[RelationType, float] = {
    RelationType.VARIANT_OF: 0.16,
    RelationType.PART_OF: 0.16,
    RelationType.USED_FOR: 0.2,
    RelationType.APPLIED_TO: 0.25,
    RelationType.EVALUATED_ON: 0.3,
    RelationType.COMPARED_WITH: 0.18,
    RelationType.TRAINED_ON: 0.1,
}
"""The probability from which a relation is kept: where F1 is best on annotated papers held out of training, or a little
above, where that makes many more of the relations right and F1 at most a hundredth worse."""

STATED: Mapping[str, float] = {
    "X extends Y": 0.37,
    "X, a Y": 0.44,
    "a Y called X": 0.76,
    "Y such as X": 0.51,
    "X trained on Y": 0.27,
}
"""Rules whose sentence says so in as many words, so that their relations are kept though the classifier finds them
unlikely; with the share of each that the annotation of 839 papers has too, which is the least score."""

DENIED = 0.05
"""Below this the classifier is believed against the sentence: one in ten of what it denies so is annotated."""

RULE = "pair"
"""The rule of a relation that no rule proposed."""

_BUILT = frozenset((head, tail) for head in ARTEFACTS for tail in ARTEFACTS)
_ALIKE = _BUILT | {(kind, kind) for kind in Kind} | {(Kind.METHOD, Kind.TASK), (Kind.TASK, Kind.METHOD)}
_ON_DATA = frozenset((head, Kind.DATASET) for head in ARTEFACTS)
_JOINS: Mapping[RelationType, frozenset[tuple[Kind, Kind]]] = {
    RelationType.VARIANT_OF: _ALIKE,
    RelationType.PART_OF: _ALIKE,
    RelationType.USED_FOR: frozenset((head, tail) for head in ARTEFACTS for tail in (Kind.TASK, Kind.METHOD)),
    RelationType.APPLIED_TO: _BUILT | _ON_DATA,
    RelationType.EVALUATED_ON: _ON_DATA,
    RelationType.COMPARED_WITH: _BUILT | {(kind, kind) for kind in Kind},
    RelationType.TRAINED_ON: _ON_DATA,
}
"""The kinds of head and tail that each type joins: those of at least 93 in 100 annotated relations of the type."""

RELATABLE = frozenset().union(*_JOINS.values())
"""The kinds of head and tail between which anything is looked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two concepts of a paper, and what was seen of them."""

    head: Party
    tail: Party
    proposed: tuple[Relation, ...]
    features: list[Feature]


def find_relations(
    document: Document, mentions: tuple[Mention, ...], model: LinearModel | None = None
) -> Iterator[Relation]:
    """Every relation that is stated or likely enough, in the order of the text; one between any two concepts."""
    weights = model or shipped_model("relations")
    pairs = list(find_pairs(document, mentions, vocabulary_of(weights)))
    rows = softmax(weights.sums([pair.features for pair in pairs]))
    decided: dict[frozenset[str], tuple[tuple[bool, float], Pair, RelationType, float]] = {}
    for pair, row in zip(pairs, rows.tolist(), strict=True):
        stated = _stated(pair, weights.labels, row) if pair.proposed else None
        type_, score = stated or _likeliest(pair, weights.labels, row)
        # What is stated comes before whatever else is likely of the same two, in either direction.
        strength, both = (stated is not None, score / LEAST[type_]), frozenset((pair.head.key, pair.tail.key))
        if strength[1] >= 1.0 and (both not in decided or strength > decided[both][0]):
            decided[both] = (strength, pair, type_, score)
    for _, pair, type_, score in decided.values():
        yield _relation(document, pair, type_, score)


def _stated(pair: Pair, labels: Sequence[str], row: Sequence[float]) -> tuple[RelationType, float] | None:
    """What a sentence states of a pair, and its score; None where none does, or where the classifier denies it."""
    likely = defaultdict(float, zip(labels, row, strict=True))
    denied = {type_ for type_ in labels if likely[type_] < DENIED}
    stated = [each for each in pair.proposed if each.rule in STATED and each.type not in denied]
    if not stated:
        return None
    first = max(stated, key=lambda each: STATED[each.rule])
    return first.type, round(max(likely[first.type], STATED[first.rule]), 4)


def _likeliest(pair: Pair, labels: tuple[str, ...], row: Sequence[float]) -> tuple[RelationType, float]:
    """The type that is most above its threshold, of those that join these kinds; and its score."""
    columns = _columns(labels, pair.head.mentions[0].kind, pair.tail.mentions[0].kind)
    shares = (*row, 0.0)  # last that of a type which the model lacks
    _, type_, column = max([(shares[column] / LEAST[type_], type_, column) for type_, column in columns])
    return type_, round(shares[column], 4)


@cache
def _columns(labels: tuple[str, ...], head: Kind, tail: Kind) -> tuple[tuple[RelationType, int], ...]:
    """The types that join these kinds, and their columns; all where none does."""
    joining = [type_ for type_ in RelationType if (head, tail) in _JOINS[type_]] or list(RelationType)
    return tuple((type_, labels.index(type_) if type_ in labels else len(labels)) for type_ in joining)


def find_pairs(document: Document, mentions: tuple[Mention, ...], vocabulary: Vocabulary = NAMES) -> Iterator[Pair]:
    """Every candidate of a paper."""
    parties = [Party.of(document, key, found) for key, found in gather(document, mentions).items()]
    key_of = {mention: party.key for party in parties for mention in party.mentions}
    proposed: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in propose(document, mentions):
        proposed[key_of[relation.head], key_of[relation.tail]].append(relation)
    rules = {keys: [(r.type, r.rule) for r in found] for keys, found in proposed.items()}
    main, starts = _main(parties), tuple(mention.start for mention in mentions)
    descents = find_descents({party.key: party.entry for party in parties})
    built = find_built(parties)
    kin = {keys for keys, descent in descents.items() if descent.steps == 1}.union(built)
    for head, tail in _candidates(parties, kin):
        features = pair_features(head, tail, rules, main, starts, descents, built, vocabulary)
        yield Pair(head, tail, tuple(proposed.get((head.key, tail.key), ())), features)


def _main(parties: Iterable[Party]) -> str:
    """What the paper chiefly introduces: of what is new, what it names most often, then first."""
    new = [party for party in parties if party.is_new]
    return min(new, key=lambda party: (-len(party.mentions), party.mentions[0].start)).key if new else ""


def _candidates(parties: list[Party], kin: Container[tuple[str, str]]) -> Iterator[tuple[Party, Party]]:
    """``kin`` are pairs of keys that are worth a look wherever the two stand."""
    for head in parties:
        for tail in parties:
            if head is tail or (head.mentions[0].kind, tail.mentions[0].kind) not in RELATABLE:
                continue
            introduced = Role.INTRODUCED in (head.role, tail.role)
            near = introduced or not head.sentences.isdisjoint(tail.sentences) or _is_nested(head.key, tail.key)
            if near or (head.key, tail.key) in kin:
                yield head, tail


def _is_nested(one: str, other: str) -> bool:
    """Whether a name ends in the other, as "deep folding" in "folding": likely of one kind, wherever the two stand."""
    return one.endswith(other) or other.endswith(one)


def _relation(document: Document, pair: Pair, type_: RelationType, score: float) -> Relation:
    """With the evidence of the rule that proposed it, else the stretch where the two meet, else the tail's sentence."""
    for proposed in pair.proposed:
        if proposed.type is type_:
            return Relation(proposed.head, type_, proposed.tail, proposed.evidence, proposed.rule, score)
    meeting = closest(pair.head, pair.tail)
    if meeting is not None:
        evidence = Span(meeting.left.start, max(meeting.left.end, meeting.right.end))
        return Relation(meeting.head, type_, meeting.tail, evidence, RULE, score)
    head, tail = pair.head.mentions[0], pair.tail.mentions[-1]
    return Relation(head, type_, tail, document.sentence_at(tail.start), RULE, score)
