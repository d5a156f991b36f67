"""What beats what, on which data set: the claims of sentences, each with its source and nothing concluded from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx

from kg.adjacency import edges_from
from kg.claim_settings import Named
from kg.claims import CUE, Claim, claims_in
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)
_ARTEFACTS = frozenset({NodeKind.METHOD.value, NodeKind.MODEL.value})


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
    asked = [concept for concept in (method, dataset) if concept is not None]
    papers: Iterable[str] = nx.predecessors(asked[0]) if asked else nx.nodes
    wins = []
    for paper in papers:
        if nx.nodes[paper]["kind"] == NodeKind.PAPER and all(_may_win(nx, paper, concept) for concept in asked):
            for sentence, claim in _claims(nx, paper):
                if method in (None, claim.winner, claim.loser) and (dataset is None or dataset in claim.datasets):
                    wins.append(_win(nx, paper, sentence, claim))
    return sorted(set(wins), key=_order)


def _order(win: Win) -> tuple[str, ...]:
    return win.winner_name.casefold(), win.winner, win.loser_name.casefold(), win.loser, win.paper, win.sentence


def _may_win(nx: networkx.MultiDiGraph[str], paper: str, concept: str) -> bool:
    """Whether a claim of the paper can be about the concept: a sentence of the sort names it, or "our method" may."""
    if not nx.has_edge(paper, concept):
        return False
    facts = nx[paper][concept]
    said = (piece.sentence for fact in facts.values() for piece in fact["evidence"])
    return Predicate.INTRODUCES in facts or any(CUE.search(sentence) for sentence in said)


def _claims(nx: networkx.MultiDiGraph[str], paper: str) -> Iterator[tuple[str, Claim]]:
    """The claims of a paper's comparing sentences, each with its sentence."""
    if not any(Predicate.COMPARES_WITH in keys for keys in edges_from(nx, paper).values()):
        return
    text = f"{nx.nodes[paper].get('title', '')}\n{nx.nodes[paper].get('abstract', '')}"
    mentions = _comparing_sentences(nx, paper) if CUE.search(text) else {}
    introduced = [
        concept
        for concept in nx.successors(paper)
        if nx.nodes[concept]["kind"] in _ARTEFACTS and nx.has_edge(paper, concept, Predicate.INTRODUCES.value)
    ]
    for sentence, inside in sorted(mentions.items()):
        start, end = _place(text, sentence, min(inside).start)
        named = [Named(m.start - start, m.end - start, m.concept, m.kind, m.role) for m in sorted(inside)]
        for claim in claims_in(text[start:end], named, introduced):
            yield sentence, claim


def _comparing_sentences(nx: networkx.MultiDiGraph[str], paper: str) -> dict[str, list[Named]]:
    """The mentions in each sentence that claims a win and names what the paper compares with, by their place in it."""
    mentions: dict[str, list[Named]] = defaultdict(list)
    comparing = set()
    for concept, edges in edges_from(nx, paper).items():
        kind = nx.nodes[concept]["kind"]
        pieces = [(key, piece) for key, edge in edges.items() for piece in edge["evidence"] if kind in _CONCEPTS]
        for key, piece in pieces:
            if CUE.search(piece.sentence):
                mentions[piece.sentence].append(Named(piece.start, piece.end, concept, kind, Predicate(key)))
                if key == Predicate.COMPARES_WITH:
                    comparing.add(piece.sentence)
    return {sentence: mentions[sentence] for sentence in comparing}


def _place(text: str, sentence: str, at: int) -> tuple[int, int]:
    """Where in a paper's text the sentence stands that holds an offset; its white space may differ there."""
    as_is = text.find(sentence, max(0, at - len(sentence)), at + len(sentence))
    if 0 <= as_is <= at < as_is + len(sentence):
        return as_is, as_is + len(sentence)
    spaced = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    found = (match.span() for match in spaced.finditer(text))
    return next((span for span in found if span[0] <= at < span[1]), (0, 0))


def _win(nx: networkx.MultiDiGraph[str], paper: str, sentence: str, claim: Claim) -> Win:
    def names(concepts: Iterable[str]) -> tuple[str, ...]:
        return tuple(nx.nodes[concept]["label"] for concept in concepts)

    winner, loser = names((claim.winner, claim.loser))
    return Win(
        claim.winner,
        winner,
        claim.loser,
        loser,
        names(claim.datasets),
        names(claim.metrics),
        claim.margin,
        paper,
        nx.nodes[paper]["label"],
        sentence,
    )
