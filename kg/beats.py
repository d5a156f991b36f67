"""What beats what, on which data set: the claims of sentences, each with its source and nothing concluded from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from kg.claim_settings import Named
from kg.claims import CUE, Claim, claims_in
from kg.facts import Evidence
from kg.schema import NodeKind, Predicate
from kg.tables.columns import KINDS, PREDICATES, Columns, Flags, Rows, distinct, ranges
from kg.tables.numbers import columns_of, evidence_of, field_of, said

_ARTEFACTS = (NodeKind.METHOD, NodeKind.MODEL)
TOGETHER = 1024
"""How many papers are read at once."""


@dataclass(frozen=True, slots=True)
class Win:
    """A sentence's claim that ``winner`` beats ``loser``; ``datasets``, ``metrics`` and ``margin`` as far as it says.

    ``datasets`` and ``metrics`` are names. Two wins are comparable only where their settings are the same: that A
    beats B in one paper and B beats C in another says nothing of A and C.
    """

    winner: str
    winner_name: str
    loser: str
    loser_name: str
    datasets: tuple[str, ...]
    metrics: tuple[str, ...]
    margin: str
    paper: str
    title: str
    sentence: str


def find_wins(nx: networkx.MultiDiGraph[str], *, method: str | None = None, dataset: str | None = None) -> list[Win]:
    """The claimed wins, by winner, loser and paper; of one method, as winner or loser, and on one data set if asked.

    Read from the sentences in which a paper compares with something; only papers that name what is asked are read.
    """
    columns = columns_of(nx)
    asked = [columns.row(concept) for concept in (method, dataset) if concept is not None]
    wins = set()
    for paper in _papers_that_claim(nx, asked):
        for sentence, claim in _claims(columns, paper):
            if method in (None, claim.winner, claim.loser) and (dataset is None or dataset in claim.datasets):
                wins.add(_win(columns, paper.row, sentence, claim))
    return sorted(wins, key=_order)


def _order(win: Win) -> tuple[str, ...]:
    return win.winner_name.casefold(), win.winner, win.loser_name.casefold(), win.loser, win.paper, win.sentence


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper by its row, its text, and the concepts that it names: each by its row, how, and where."""

    row: int
    text: str
    named: tuple[tuple[int, Predicate, tuple[Evidence, ...]], ...]


def _papers_that_claim(nx: networkx.MultiDiGraph[str], asked: Sequence[int]) -> Iterator[_Paper]:
    """The papers in which a comparing sentence claims a win, of those whose claims may be about what is asked."""
    columns = columns_of(nx)
    heads, tails, count = columns.facts.heads, columns.facts.tails, len(columns.nodes.ids)
    among = columns.papers
    for concept in asked:
        among = among & _may_win(nx, columns.facts_to(concept), count)
    comparing = np.flatnonzero(columns.saying(Predicate.COMPARES_WITH) & among[heads])
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


def _may_win(nx: networkx.MultiDiGraph[str], facts: Rows, count: int) -> Flags:
    """Of each node, whether its claims can be about a concept: a sentence of the sort names it, or "our method" may."""
    columns = columns_of(nx)
    introducing = columns.facts.predicates[facts] == PREDICATES.index(Predicate.INTRODUCES)
    flags = np.zeros(count, dtype=np.bool_)
    flags[columns.facts.heads[facts[introducing | said(nx, facts, CUE)]]] = True
    return flags


def _claims(columns: Columns, paper: _Paper) -> Iterator[tuple[str, Claim]]:
    """The claims of a paper's comparing sentences, each with its sentence."""
    ids, kinds = columns.nodes.ids, columns.nodes.kinds
    mentions: dict[str, list[Named]] = defaultdict(list)
    comparing = set()
    introduced = []
    for concept, predicate, pieces in paper.named:
        name, kind = ids[concept], KINDS[kinds[concept]]
        if predicate is Predicate.INTRODUCES and kind in _ARTEFACTS:
            introduced.append(name)
        for piece in pieces:
            if CUE.search(piece.sentence):
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
