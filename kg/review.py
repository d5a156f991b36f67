"""The doubtful cases of identity, with the sentences that a person needs to settle them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.spelling import spelling_key
from kg.adjacency import kind_of
from kg.caching import per_graph
from kg.concepts import Merge
from kg.facts import Evidence, Node
from kg.graph import Graph
from kg.schema import NodeKind
from kg.tables.numbers import columns_of

if TYPE_CHECKING:
    import networkx

_DOUBTS = (
    (re.compile("several concepts go by this name|does not say which|neither the catalogue's"), 0.9),
    (re.compile("not written as"), 0.8),
    (re.compile("the paper speaks of"), 0.7),
    (re.compile("it is listed with|the paper introduces it as|the paper calls it a data set"), 0.6),
    (re.compile("the words around it say"), 0.5),
    (re.compile("spelled the same, and"), 0.4),
    (re.compile("defined as .* in another paper"), 0.3),
)
"""How doubtful a merge or refusal is by its reason; by any other it is not."""

_REFUSED = re.compile(r"not (?P<name>.+?)(?: \((?P<kind>[a-z]+)\))?: ")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A surface of a paper, what it was taken for or kept apart from, and a sentence for each side.

    ``doubt`` is in (0, 1): the higher, the less there was to decide by. ``other`` is the name of the concept that was
    refused, or empty for a merge.
    """

    doubt: float
    surface: str
    concept: str
    other: str
    reason: str
    paper: str
    sentence: str
    other_paper: str
    other_sentence: str


def find_doubts(graph: Graph, merges: Iterable[Merge]) -> list[Doubt]:
    """All that is doubtful, the most doubtful first, then by concept and surface."""
    found = (doubt for merge in merges for doubt in _doubts(graph, merge))
    return sorted(found, key=lambda doubt: (-doubt.doubt, doubt.concept, doubt.surface, doubt.reason))


def _doubts(graph: Graph, merge: Merge) -> Iterator[Doubt]:
    refused = _REFUSED.match(merge.reason) if merge.kept_apart else None
    doubt = next((doubt for pattern, doubt in _DOUBTS if pattern.search(merge.reason)), 0.0)
    if not doubt or merge.concept not in graph.nx:
        return
    own = _said(graph, merge.concept, merge.surface, paper=f"paper:{merge.paper}")
    other = _other(graph, refused) if refused else graph.node(merge.concept)
    met = _said(graph, other.id, merge.surface, besides=f"paper:{merge.paper}") if other else None
    if met is None:
        return  # no other paper names the concept, so nothing was merged or kept apart
    yield Doubt(
        doubt,
        merge.surface,
        merge.concept,
        refused["name"] if refused else "",
        merge.reason,
        merge.paper,
        own.sentence if own else "",
        met.paper.removeprefix("paper:"),
        met.sentence,
    )


def _other(graph: Graph, refused: re.Match[str]) -> Node | None:
    """The node of the concept that was refused, if the input names it at all."""
    key = spelling_key(refused["name"])
    kinds = (NodeKind(refused["kind"]),) if refused["kind"] in set(NodeKind) else tuple(NodeKind)
    named = _spelled(graph.nx).get(key, ())
    return next((graph.node(name) for name in named if kind_of(graph.nx, name) in kinds), None)


@per_graph
def _spelled(nx: networkx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """The nodes by how their labels are spelled, in the order of the graph."""
    nodes = columns_of(nx).nodes
    spelled: dict[str, list[str]] = {}
    for name, label in zip(nodes.ids.all, nodes.labels.all, strict=True):
        spelled.setdefault(spelling_key(label), []).append(name)
    return spelled


def _said(graph: Graph, concept: str, surface: str, *, paper: str = "", besides: str = "") -> Evidence | None:
    """The sentence of one paper, or of any but one, that names a concept; one with the surface itself if there is."""
    pieces = [
        piece
        for fact in graph.facts_about(concept)
        if fact.head.startswith("paper:") and fact.head != besides and (not paper or fact.head == paper)
        for piece in fact.evidence
        if piece.sentence
    ]
    return min(pieces, key=lambda piece: (surface not in piece.sentence, piece), default=None)
