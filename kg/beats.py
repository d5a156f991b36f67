"""What beats what, on which data set: the claims of sentences, each with its source and nothing concluded from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING

import numpy as np

from kg.caching import per_graph
from kg.claim_settings import Named
from kg.claims import CUE, Claim, claims_in
from kg.facts import Evidence
from kg.schema import NodeKind, Predicate
from kg.tables.columns import KINDS, PREDICATES, Columns, Rows, distinct, ranges
from kg.tables.derived import derived, is_derived
from kg.tables.lazy_mappings import kept_of
from kg.tables.numbers import columns_of, evidence_of, field_of, said
from kg.usage import usage_of
from kg.wins import SCHEMA, Win, from_table, to_table

if TYPE_CHECKING:
    import networkx

_ARTEFACTS = (NodeKind.METHOD, NodeKind.MODEL)
TOGETHER = 4096
"""How many papers are read at once."""
FEW = 512
"""Of so many papers the wins are read when they are asked for, rather than those of all papers once."""
_KEPT = "wins"


def find_wins(nx: networkx.MultiDiGraph[str], *, method: str | None = None, dataset: str | None = None) -> list[Win]:
    """The claimed wins, by winner, loser and paper; of one method, as winner or loser, and on one data set if asked.

    They are read from the sentences in which a paper compares with something: of what few papers name from theirs, else
    from all, and then all are kept for the next who asks.
    """
    asked = [concept for concept in (method, dataset) if concept is not None]
    few = _few_papers(nx, asked) if asked else None
    return [
        win
        for win, datasets in (_all_wins(nx) if few is None else _read_wins(nx, few)).items()
        if method in (None, win.winner, win.loser) and (dataset is None or dataset in datasets)
    ]


def _few_papers(nx: networkx.MultiDiGraph[str], concepts: Iterable[str]) -> Rows | None:
    """The papers that name all of these, of a kept graph; None if they are many, or the wins of all are kept."""
    kept, usage = kept_of(nx), usage_of(nx)
    if kept is None or is_derived(kept.tables, _KEPT):
        return None
    papers = (usage.papers(usage.columns.row(concept)) for concept in concepts)
    rows = reduce(partial(np.intersect1d, assume_unique=True), papers)
    return rows if len(rows) <= FEW else None


@per_graph
def _all_wins(nx: networkx.MultiDiGraph[str]) -> dict[Win, tuple[str, ...]]:
    """All wins in order, each with the ids of its data sets."""
    kept = kept_of(nx)
    if kept is None:
        return _read_wins(nx)
    return from_table(derived(kept.tables, _KEPT, SCHEMA, lambda: to_table(_read_wins(nx))))


def _read_wins(nx: networkx.MultiDiGraph[str], among: Rows | None = None) -> dict[Win, tuple[str, ...]]:
    """All wins, or those of these papers, in order, each with the ids of its data sets."""
    columns = columns_of(nx)
    found: dict[Win, set[str]] = defaultdict(set)
    for paper in _papers_that_claim(nx, among):
        for sentence, claim in _claims(columns, paper):
            found[_win(columns, paper.row, sentence, claim)].update(claim.datasets)
    return {win: tuple(sorted(found[win])) for win in sorted(found, key=Win.order)}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper by its row, its text, and the concepts that it names: each by its row, how, and where."""

    row: int
    text: str
    named: tuple[tuple[int, Predicate, tuple[Evidence, ...]], ...]


def _papers_that_claim(nx: networkx.MultiDiGraph[str], among: Rows | None) -> Iterator[_Paper]:
    """The papers, of all or of these, in which a comparing sentence claims a win."""
    columns = columns_of(nx)
    heads, tails = columns.facts.heads, columns.facts.tails
    facts = np.arange(len(heads)) if among is None else ranges(columns.starts, among)
    comparing = facts[columns.saying(Predicate.COMPARES_WITH, facts=facts) & columns.papers[heads[facts]]]
    rows = distinct(heads[comparing[said(nx, comparing, CUE)]])
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        facts = ranges(columns.starts, some)
        facts = facts[columns.concepts[tails[facts]]]
        found: dict[int, list[tuple[int, Predicate, tuple[Evidence, ...]]]] = {row: [] for row in some.tolist()}
        ends = zip(heads[facts].tolist(), tails[facts].tolist(), columns.facts.predicates[facts].tolist(), strict=True)
        for (paper, concept, code), pieces in zip(ends, evidence_of(nx, facts), strict=True):
            found[paper].append((concept, PREDICATES[code], pieces))
        titles, abstracts = field_of(nx, some, "title"), field_of(nx, some, "abstract")
        for (row, named), title, abstract in zip(found.items(), titles, abstracts, strict=True):
            yield _Paper(row, f"{title or ''}\n{abstract or ''}", tuple(named))


def _claims(columns: Columns, paper: _Paper) -> Iterator[tuple[str, Claim]]:
    """The claims of a paper's comparing sentences, each with its sentence."""
    ids, kinds = columns.nodes.ids, columns.nodes.kinds
    mentions: dict[str, list[Named]] = defaultdict(list)
    cued: dict[str, bool] = {}  # several pieces have one sentence
    comparing = set()
    introduced = []
    for concept, predicate, pieces in paper.named:
        name, kind = ids[concept], KINDS[kinds[concept]]
        if predicate is Predicate.INTRODUCES and kind in _ARTEFACTS:
            introduced.append(name)
        for piece in pieces:
            if piece.sentence not in cued:
                cued[piece.sentence] = CUE.search(piece.sentence) is not None
            if cued[piece.sentence]:
                mentions[piece.sentence].append(Named(piece.start, piece.end, name, kind.value, predicate))
                if predicate is Predicate.COMPARES_WITH:
                    comparing.add(piece.sentence)
    for sentence in sorted(comparing):
        inside = sorted(mentions[sentence])
        start, end = _place(paper.text, sentence, inside[0].start)
        named = [Named(m.start - start, m.end - start, m.concept, m.kind, m.role) for m in inside]
        for claim in claims_in(paper.text[start:end], named, introduced):
            yield sentence, claim


def _place(text: str, sentence: str, at: int) -> tuple[int, int]:
    """Where in a paper's text the sentence stands that holds an offset; its white space may differ there."""
    as_is = text.find(sentence, max(0, at - len(sentence)), at + len(sentence))
    if 0 <= as_is <= at < as_is + len(sentence):
        return as_is, as_is + len(sentence)
    spaced = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    found = (match.span() for match in spaced.finditer(text))
    return next((span for span in found if span[0] <= at < span[1]), (0, 0))


def _win(columns: Columns, paper: int, sentence: str, claim: Claim) -> Win:
    nodes = columns.nodes

    def names(concepts: Iterable[str]) -> tuple[str, ...]:
        return tuple(nodes.labels[columns.row(concept)] for concept in concepts)

    winner, loser = names((claim.winner, claim.loser))
    return Win(
        claim.winner,
        winner,
        claim.loser,
        loser,
        names(claim.datasets),
        names(claim.metrics),
        claim.margin,
        nodes.ids[paper],
        nodes.labels[paper],
        sentence,
    )
