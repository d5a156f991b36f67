"""The wins that a paper claims: what it names where, sentence by sentence, and what those sentences say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.claim_settings import Named
from kg.claims import CUE, Claim, claims_in
from kg.facts import Evidence
from kg.schema import NodeKind, Predicate

_ARTEFACTS = (NodeKind.METHOD, NodeKind.MODEL)


class Naming(NamedTuple):
    """A concept that a paper names: its id and kind, how, and where."""

    concept: str
    kind: NodeKind
    predicate: Predicate
    pieces: Sequence[Evidence]


def claims_of(text: str, namings: Iterable[Naming]) -> Iterator[tuple[str, Claim]]:
    """The claims of the comparing sentences of a paper, each with its sentence; ``text`` is title and abstract."""
    mentions: dict[str, list[Named]] = defaultdict(list)
    cued: dict[str, bool] = {}  # several pieces have one sentence
    comparing = set()
    introduced = []
    for name, kind, predicate, pieces in namings:
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
        start, end = _place(text, sentence, inside[0].start)
        named = [Named(m.start - start, m.end - start, m.concept, m.kind, m.role) for m in inside]
        for claim in claims_in(text[start:end], named, introduced):
            yield sentence, claim


def _place(text: str, sentence: str, at: int) -> tuple[int, int]:
    """Where in a paper's text the sentence stands that holds an offset; its white space may differ there."""
    as_is = text.find(sentence, max(0, at - len(sentence)), at + len(sentence))
    if 0 <= as_is <= at < as_is + len(sentence):
        return as_is, as_is + len(sentence)
    spaced = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    found = (match.span() for match in spaced.finditer(text))
    return next((span for span in found if span[0] <= at < span[1]), (0, 0))
