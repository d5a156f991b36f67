"""The rows a graph is made of: nodes, and facts that carry the evidence for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.confidence import combined
from kg.schema import NodeKind, Predicate, allows

Value: TypeAlias = str | int | float | bool | tuple[str, ...]
"""What a node's attribute may hold. What is unknown is left out rather than None."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the graph. ``id`` is readable and stable: ``method:lora``, ``paper:arxiv:2106.09685``.

    Attributes by kind:

    - paper: ``title``, ``abstract``; ``year``, ``venue``, ``authors``, ``url``, ``sources`` where known; of a
      paper of several sources ``origins``, as ``extractors.types.Paper`` has them
    - concept: ``aliases``; ``year``, ``link`` where the catalogue has them
    - repository and page: ``url``; a page also ``page_kind`` (``project_page``, ``hf_model``, …)
    - result: ``value`` as in the text, ``number`` and ``unit`` where it is one number, ``sentence``
    """

    id: str
    kind: NodeKind
    label: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Why a fact is held: the place in a paper that says so, or a rule that needs no text.

    ``start`` and ``end`` are offsets into the paper's title + line feed + abstract and span what ``sentence`` says
    it with; for a rule without text ``paper`` and ``sentence`` are empty and both offsets are 0.
    ``score`` is in (0, 1].
    """

    paper: str
    start: int
    end: int
    sentence: str
    rule: str
    score: float

    def to_row(self) -> dict[str, str | int | float]:
        """Its values by name."""
        return {
            "paper": self.paper,
            "start": self.start,
            "end": self.end,
            "sentence": self.sentence,
            "rule": self.rule,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """``head predicate tail``, with all its evidence, sorted."""

    head: str
    predicate: Predicate
    tail: str
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """All evidence combined by ``kg.confidence.combined``; in (0, 1)."""
        return combined(piece.score for piece in self.evidence)


def check_fact(fact: Fact, kinds: Mapping[str, NodeKind]) -> None:
    """A ValueError for a fact that the schema forbids, without evidence, or about a node that is not in ``kinds``."""
    said = f"{fact.head} {fact.predicate} {fact.tail}"
    for end in (fact.head, fact.tail):
        if end not in kinds:
            raise ValueError(f"{said}: no node {end}")
    head, tail = kinds[fact.head], kinds[fact.tail]
    if not allows(head, fact.predicate, tail):
        raise ValueError(f"{said}: the schema has no {fact.predicate} from {head} to {tail}")
    if not fact.evidence:
        raise ValueError(f"{said}: no evidence")
