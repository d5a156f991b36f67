"""The judge: which candidates are concepts, of which kind, and how likely.

Finders propose, each by what it sees; a classifier trained on annotated papers weighs all that speaks for and against a
candidate, every mention of it in the text taken together. A mention's score is the probability that it names a concept
of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from extractors.document import Document
from extractors.gathering import gather
from extractors.judge_features import judge_features, rule_feature
from extractors.linear import Floats, LinearModel, column_of, shipped_model, softmax
from extractors.overlaps import in_order, nest_of, nests_of
from extractors.tagger.model import Tagging
from extractors.types import Kind, Mention
from extractors.vocabulary import vocabulary_of

NONE = "none"
"""The label of a candidate that is no concept."""

LEAST = 0.5
"""The probability of being a concept from which a candidate is kept."""


def judge(
    document: Document, tagging: Tagging, mentions: Iterable[Mention], model: LinearModel | None = None
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The mentions kept, with the likeliest kind and its probability as score; and those left. Both in text order.

    What a finder of the user's own proposes is kept as it is: the judge has not learnt what its word is worth.
    """
    weights = model or shipped_model("judge")
    weighed: list[Mention] = []
    trusted: list[Mention] = []
    for mention in mentions:
        (weighed if rule_feature(mention.rule) in weights.index else trusted).append(mention)
    candidates, nests = gather(document, weighed), nests_of(weighed)
    vocabulary = vocabulary_of(weights)
    rows = [judge_features(document, tagging, key, found, nests, vocabulary) for key, found in candidates.items()]
    return settled(list(candidates.values()), softmax(weights.sums(rows)), weights.labels, trusted)


def settled(
    candidates: Sequence[tuple[Mention, ...]],
    probabilities: Floats,
    labels: Sequence[str],
    trusted: Sequence[Mention] = (),
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Candidates as ``judge`` gives them, by the probabilities of their labels: (candidates, labels).

    What stands in another that is kept is kept where its concept stands nowhere else; what is ``trusted``, always.
    """
    kept: list[tuple[Mention, ...]] = []
    left: list[Mention] = []
    columns = {kind: column_of(labels, kind) for kind in Kind}
    none = column_of(labels, NONE)
    for found, row in zip(candidates, probabilities.tolist(), strict=True):
        shares = (*row, 0.0)  # last that of a label which the model lacks
        kind = max(columns, key=lambda each: shares[columns[each]])
        score = max(0.0001, round(shares[columns[kind]], 4))
        told = tuple(Mention(m.start, m.end, m.text, kind, m.rule, score, m.role, m.name) for m in found)
        if 1.0 - shares[none] >= LEAST:
            kept.append(told)
        else:
            left.extend(told)
    return _standing(kept, trusted), in_order(left)


def _standing(concepts: Sequence[tuple[Mention, ...]], trusted: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of concepts that lie in no other's, all of those that have no such; and what is trusted."""
    nests = nests_of(in_order([*trusted, *chain.from_iterable(concepts)]))
    free = ([m for m in found if not nest_of(m, nests).around] for found in concepts)
    return in_order([*trusted, *chain.from_iterable(its or found for found, its in zip(concepts, free, strict=True))])
