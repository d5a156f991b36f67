"""What silver papers teach of tags, roles and relations, before the annotation corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from extractors.candidates import find_ruled
from extractors.document import read_document
from extractors.linear import Floats, LinearModel
from extractors.pair_features import pair_features
from extractors.pairs import BACK, BONDS, FORTH, find_pairs, label_of
from extractors.relating import UNRELATED
from extractors.roles import assign_roles, find_casts
from extractors.tagger.features import mark, to_strings
from extractors.tagger.model import Tagger, tag
from extractors.tagger.tokens import OUTSIDE
from extractors.training.chains import Sentences
from extractors.training.classifiers import fit_silver
from extractors.training.crf import TAGS, fit_shared, sentence_lengths
from extractors.training.silver import SilverPaper
from extractors.training.softmax import Cases
from extractors.types import RelationType, Role

STRENGTH = 0.01
"""Inverse L2 penalty; of 0.003, 0.01 and 0.03 the best on held-out annotated papers."""

TAGGED_EVERY = 3
"""One in so many silver papers teaches tags: each has hundreds of tokens."""

LEAST_TAGGED = 8
"""Tokens of silver papers that must have a feature for the tagger to weigh it."""

TAG_STRENGTH = 0.1
"""Inverse L2 penalty; 0.03 did as well."""

FAINTEST = 1e-5
"""The least probability of a tag, so that neither of two opinions can rule one out alone."""

LEAST_NONE = 1e-3
"""The least probability that nothing joins two concepts one way, so that both ways may be all but sure."""

ROLES = tuple(sorted(role.value for role in Role))
LABELS = tuple(sorted((*map(label_of, BONDS), UNRELATED)))


def learn_tags(papers: Sequence[SilverPaper], first: Tagger) -> LinearModel:
    """A tagger from what the teacher and a first tagger hold likely together: the geometric mean of the two."""
    cases, lengths, nodes = Cases(), list[int](), list[Floats]()
    for silver in papers[::TAGGED_EVERY]:
        document = read_document(silver.paper)
        ruled = find_ruled(document)
        tagging = tag(document, ruled, first)
        cases.extend(to_strings(tagging.tokens, mark(document, tagging.tokens, ruled, first.words), first.words))
        lengths += sentence_lengths(tagging.tokens)
        both = np.stack([tagging.marginals, _tag_shares(silver.tags, len(tagging.tokens))])
        nodes.append(np.log(np.maximum(both, FAINTEST)).mean(axis=0))
    sentences = Sentences(lengths)
    target, _ = sentences.shares(np.concatenate(nodes), _orderly())
    return fit_shared(cases, sentences, target, LEAST_TAGGED, TAG_STRENGTH)


def _tag_shares(tags: Mapping[int, Mapping[str, float]], tokens: int) -> Floats:
    """(tokens, tags): each row summing to one."""
    shares = np.zeros((tokens, len(TAGS)), np.float32)
    for token, said in tags.items():
        shares[token, [TAGS.index(each) for each in said]] = list(said.values())
    shares[:, TAGS.index(OUTSIDE)] += 1.0 - shares.sum(axis=1)
    return shares


def _orderly() -> Floats:
    """(tags, tags): nothing but a beginning or the inside of the same kind comes before an inside."""
    barred = [[to[0] == "I" and before[1:] != to[1:] for to in TAGS] for before in TAGS]
    return np.where(barred, np.float32(-30.0), np.float32(0.0))


def learn_roles(papers: Iterable[SilverPaper]) -> LinearModel:
    """A classifier of roles from the teacher's opinion alone."""
    cases, targets = Cases(), []
    for silver in papers:
        number_of = silver.number_of
        for cast in find_casts(read_document(silver.paper), silver.mentions):
            cases.add(cast.features)
            shares = silver.roles[number_of[cast.mentions[0].span]]
            targets.append(_shared([shares.get(Role(role), 0.0) for role in ROLES]))
    return fit_silver(cases, targets, ROLES, STRENGTH)


def learn_relations(papers: Iterable[SilverPaper], roles: LinearModel) -> LinearModel:
    """A classifier of pairs from the teacher's opinion alone, the roles being those that a classifier gives."""
    cases, targets = Cases(), []
    for silver in papers:
        number_of, document = silver.number_of, read_document(silver.paper)
        for pair in find_pairs(document, assign_roles(document, silver.mentions, roles)):
            cases.add(pair_features(pair))
            left, right = number_of[pair.left.mentions[0].span], number_of[pair.right.mentions[0].span]
            shares = _joining(silver.relations.get((left, right), {}), silver.relations.get((right, left), {}))
            targets.append(_shared([shares.get(label, 0.0) for label in LABELS]))
    return fit_silver(cases, targets, LABELS, STRENGTH)


def _joining(forth: Mapping[RelationType, float], back: Mapping[RelationType, float]) -> dict[str, float]:
    """How likely each label is, from what is said of either way by itself: one is so if the other is none."""
    no_forth, no_back = (max(LEAST_NONE, 1.0 - sum(shares.values())) for shares in (forth, back))
    shares = {label_of((type_, FORTH)): share * no_back for type_, share in forth.items()}
    shares |= {label_of((type_, BACK)): share * no_forth for type_, share in back.items()}
    return {**shares, UNRELATED: no_forth * no_back}


def _shared(shares: Sequence[float]) -> list[float]:
    """Shares that sum to one, whatever was rounded away."""
    total = sum(shares)
    return [share / total for share in shares]
