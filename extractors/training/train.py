"""From annotated papers to the trained parts, each stage learning from what the stage before says of unseen papers.

Where some papers are annotated with less care, they teach judge and roles first, and the others correct what they
taught; tagger and relations, of which that made neither better, learn from all alike.

The judge is to learn from a tagger's doubts, so what it learns from is tagged by taggers that have not seen the paper;
likewise roles are learned from what the judge keeps of unseen papers, and relations from the roles it then has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extractors.candidates import find_candidates, find_ruled
from extractors.document import Document, read_document
from extractors.gathering import gather
from extractors.judge_features import judge_features
from extractors.judging import NONE, settled
from extractors.linear import LinearModel
from extractors.overlaps import Nests, nest_of, nests_of
from extractors.pair_features import pair_features
from extractors.pairs import BACK, BONDS, FORTH, Bond, Pair, find_pairs, label_of
from extractors.relating import UNRELATED
from extractors.roles import Cast, find_casts, with_roles
from extractors.tagger.features import mark, to_strings
from extractors.tagger.model import Tagger, Tagging, tag
from extractors.tagger.spans import RULE
from extractors.tagger.tokens import find_tokens, to_tags
from extractors.tagger.words import Words
from extractors.training import crf
from extractors.training.classifiers import FOLDS, Strengths, cross_fit, fit_in_turn, folds_of, lightened
from extractors.training.gold import GoldConcept, GoldPaper
from extractors.training.silver import SilverPaper
from extractors.training.taught import learn_relations, learn_roles, learn_tags
from extractors.types import Mention, RelationType, Role

JUDGE, ROLES, PAIRS = Strengths(0.1, 0.02), Strengths(0.1, 0.01), Strengths(0.1, 0.01)
"""Of the three classifiers: of 0.05, 0.1 and 0.15 none is better at first by cross-validation; later these are the best
of 0.005 to 0.1, or within noise of it."""

LIGHTEST_PAIR = 0.03
"""The least of the largest weight of a feature of pairs: they are twice as many from 0.02 on, for 98 in 100 of the same
relations."""

Said: TypeAlias = tuple[RelationType, float, bool]
"""Of a pair of concepts, a type of relation one way, its probability, and whether the annotation has it."""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated paper made ready: read, and searched by the rules."""

    turn: int
    """When it teaches: the most careful annotation last."""
    gold: GoldPaper
    document: Document
    ruled: tuple[Mention, ...]

    @classmethod
    def of(cls, turn: int, gold: GoldPaper) -> Case:
        """Read one paper."""
        document = read_document(gold.paper)
        return cls(turn, gold, document, find_ruled(document))


@dataclass(frozen=True, slots=True)
class Trained:
    """The four models, and what each says of papers it has not seen."""

    tagger: LinearModel
    judge: LinearModel
    roles: LinearModel
    relations: LinearModel
    unseen: tuple[Unseen, ...]

    @property
    def models(self) -> dict[str, LinearModel]:
        """By the name of the file that each is kept in."""
        return {"tagger": self.tagger, "judge": self.judge, "roles": self.roles, "relations": self.relations}


@dataclass(frozen=True, slots=True)
class Unseen:
    """A paper as models read it that have not seen its annotation."""

    case: Case
    mentions: tuple[Mention, ...]
    candidates: tuple[tuple[float, str | None], ...]
    """Of every candidate, the probability of being a concept, and its kind, ``none``, or None where optional."""
    pairs: tuple[Said, ...]
    """Of every pair, type and way, the probability of the relation, and whether the annotation has it."""
    proposed: tuple[tuple[str, bool], ...]
    """Of every relation that a rule proposes, the rule, and whether the annotation has the relation."""


def train(
    groups: Sequence[Sequence[GoldPaper]],
    words: Words,
    seed: int,
    told: Callable[[str], None],
    silver: Sequence[SilverPaper] = (),
) -> Trained:
    """All four models. Deterministic for a seed; ``told`` is given a line at every stage.

    Of ``groups`` the first is annotated with most care, and teaches last. Before them all ``silver`` teaches the tagger
    and the classifiers of roles and relations.
    """
    cases = [Case.of(-number, paper) for number, group in enumerate(groups) for paper in group]
    folds = folds_of(len(cases), seed)
    taggings = _tagged_unseen(cases, folds, words, told)
    told("fitting the judge")
    judge, kept, weighed = _judge(cases, taggings, folds)
    told("fitting the roles")
    roles, mentions = _roles(cases, kept, folds, learn_roles(silver) if silver else None)
    told("fitting the relations")
    relations, said = _relations(cases, mentions, folds, learn_relations(silver, roles) if silver else None)
    told("fitting the tagger on all papers")
    before = _tagger_taught(cases, words, silver, told) if silver else None
    tagger = lightened(crf.fit_tagged((_tagged(case, words) for case in cases), before))
    parts = zip(cases, mentions, weighed, said, strict=True)
    unseen = tuple(Unseen(case, own, candidates, *told_of) for case, own, candidates, told_of in parts)
    return Trained(tagger, judge, roles, relations, unseen)


def _tagged(case: Case, words: Words) -> crf.Tagged:
    tokens = find_tokens(case.document)
    features = to_strings(tokens, mark(case.document, tokens, case.ruled, words), words)
    required = ((span, concept.kind.value) for span, concept in case.gold.spans() if concept.required)
    return crf.Tagged(tokens, features, to_tags(tokens, required))


def _tagger_taught(
    cases: Sequence[Case], words: Words, silver: Sequence[SilverPaper], told: Callable[[str], None]
) -> LinearModel:
    """What the teacher and a first tagger, which the annotation alone has taught, teach together."""
    told("fitting a first tagger")
    first = crf.fit_tagged(_tagged(case, words) for case in cases)
    told("fitting the tagger to silver papers")
    return learn_tags(silver, Tagger(first, words))


def _tagged_unseen(
    cases: Sequence[Case], folds: Sequence[int], words: Words, told: Callable[[str], None]
) -> list[Tagging]:
    """Each paper tagged by a tagger fitted to the other folds.

    Silver papers do not teach it: they echo every annotated paper, and the judge would learn to trust it too much.
    """
    taggings: dict[int, Tagging] = {}
    for fold in range(FOLDS):
        told(f"fitting the tagger without fold {fold + 1} of {FOLDS}")
        learnt = crf.fit_tagged(_tagged(case, words) for case, own in zip(cases, folds, strict=True) if own != fold)
        tagger = Tagger(learnt, words)
        for index, case in enumerate(cases):
            if folds[index] == fold:
                taggings[index] = tag(case.document, case.ruled, tagger)
    return [taggings[index] for index in range(len(cases))]


def _concept_of(case: Case, mentions: Iterable[Mention]) -> GoldConcept | None:
    """The annotated concept that a candidate stands for, if any."""
    found = (case.gold.named(mention.form) for mention in mentions)
    return next((concept for concept in found if concept is not None), None)


def _label(case: Case, found: tuple[Mention, ...], nests: Nests) -> str | None:
    """A candidate's kind; None where it is optional; ``none`` too where the tagger has more words of what it holds."""
    concept = _concept_of(case, found)
    inside = (inner for m in found if m.rule == RULE for inner in nest_of(m, nests).inside)
    if concept is None or any(case.gold.named(inner.form) is concept for inner in inside):
        return NONE
    return concept.kind.value if concept.required else None


def _judge(
    cases: Sequence[Case], taggings: Sequence[Tagging], folds: Sequence[int]
) -> tuple[LinearModel, list[tuple[Mention, ...]], list[tuple[tuple[float, str | None], ...]]]:
    """The judge, and what it keeps and says of unseen papers."""
    groups, features, labels, owners = [], [], [], list[int]()
    for index, (case, tagging) in enumerate(zip(cases, taggings, strict=True)):
        proposed = find_candidates(case.document, case.ruled, tagging)
        nests = nests_of(proposed)
        for key, found in gather(case.document, proposed).items():
            groups.append(found)
            features.append(judge_features(case.document, tagging, key, found, nests))
            labels.append(_label(case, found, nests))
            owners.append(index)
    turns = [cases[owner].turn for owner in owners]
    names, predicted = cross_fit(features, labels, [folds[n] for n in owners], turns, JUDGE)
    kept: list[tuple[Mention, ...]] = []
    weighed = []
    for index in range(len(cases)):
        own = [number for number, owner in enumerate(owners) if owner == index]
        kept.append(settled([groups[number] for number in own], predicted[own], names)[0])
        weighed.append(tuple((float(1 - predicted[n][names.index(NONE)]), labels[n]) for n in own))
    sure = [number for number, label in enumerate(labels) if label is not None]
    model = fit_in_turn([features[n] for n in sure], [str(labels[n]) for n in sure], [turns[n] for n in sure], JUDGE)
    return model, kept, weighed


def _roles(
    cases: Sequence[Case], kept: Sequence[tuple[Mention, ...]], folds: Sequence[int], before: LinearModel | None
) -> tuple[LinearModel, list[tuple[Mention, ...]]]:
    """The classifier of roles, and the mentions of unseen papers with the roles it gives them."""
    casts: list[list[Cast]] = [list(find_casts(case.document, own)) for case, own in zip(cases, kept, strict=True)]
    features, labels, owners = [], [], []
    for index, case in enumerate(cases):
        for cast in casts[index]:
            concept = _concept_of(case, cast.mentions)
            features.append(cast.features)
            labels.append(concept.role.value if concept is not None and concept.required else None)
            owners.append(index)
    turns = [cases[owner].turn for owner in owners]
    names, predicted = cross_fit(features, labels, [folds[n] for n in owners], turns, ROLES, before)
    likeliest = iter([Role(names[column]) for column in predicted.argmax(axis=1)])
    mentions = [with_roles(own, [next(likeliest) for _ in own]) for own in casts]
    known = [number for number, label in enumerate(labels) if label is not None]
    own = [str(labels[n]) for n in known]
    model = fit_in_turn([features[n] for n in known], own, [turns[n] for n in known], ROLES, before)
    return lightened(model), mentions


def _relations(
    cases: Sequence[Case], mentions: Sequence[tuple[Mention, ...]], folds: Sequence[int], before: LinearModel | None
) -> tuple[LinearModel, list[tuple[tuple[Said, ...], tuple[tuple[str, bool], ...]]]]:
    """The classifier of pairs; and what it and the rules say of unseen papers, as ``Unseen`` holds it."""
    pairs = [list(find_pairs(case.document, own)) for case, own in zip(cases, mentions, strict=True)]
    true = [[_relations_of(case, pair) for pair in own] for case, own in zip(cases, pairs, strict=True)]
    features = [pair_features(pair) for own in pairs for pair in own]
    labels = [min(map(label_of, bonds), default=UNRELATED) for own in true for bonds in own]
    owners = [index for index, own in enumerate(pairs) for _ in own]
    alike = [0] * len(owners)
    names, predicted = cross_fit(features, labels, [folds[n] for n in owners], alike, PAIRS, before)
    said: list[list[Said]] = [[] for _ in cases]
    columns = [(bond, names.index(label_of(bond))) for bond in BONDS if label_of(bond) in names]
    for row, owner, bonds in zip(predicted, owners, (bonds for own in true for bonds in own), strict=True):
        said[owner] += [(bond[0], float(row[column]), bond in bonds) for bond, column in columns]
    ruled = (
        tuple((r.rule, bond in bonds) for pair, bonds in zip(own, of_own, strict=True) for bond, r in pair.proposed)
        for own, of_own in zip(pairs, true, strict=True)
    )
    model = lightened(fit_in_turn(features, labels, alike, PAIRS, before), LIGHTEST_PAIR)
    return model, [(tuple(own), rules) for own, rules in zip(said, ruled, strict=True)]


def _relations_of(case: Case, pair: Pair) -> set[Bond]:
    """By what the annotation joins a pair."""
    left, right = _concept_of(case, pair.left.mentions), _concept_of(case, pair.right.mentions)
    if left is None or right is None:
        return set()
    ways = {(left.name, right.name): FORTH, (right.name, left.name): BACK}
    return {(type_, ways[head, tail]) for head, type_, tail in case.gold.relations if (head, tail) in ways}
