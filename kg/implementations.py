"""Which repositories implement a concept: the own code of the papers that introduce or use it."""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from kg.facts import Evidence
from kg.schema import NodeKind, Predicate

ROLES = (Predicate.INTRODUCES, Predicate.USES)
"""How a paper must stand to a concept for its code to count; the first comes first in the answer."""


@dataclass(frozen=True, slots=True)
class Implementation:
    """A repository with the paper whose own code it is, and how that paper stands to the concept.

    ``because`` is the sentence that joins paper and concept; ``sentence`` the one that names the repository, empty
    when the source lists the code apart from the text.
    """

    repository: str
    name: str
    url: str
    role: Predicate
    paper: str
    title: str
    because: str
    sentence: str


def implementations_of(nx: networkx.MultiDiGraph[str], concept: str) -> list[Implementation]:
    """The own repositories of the papers that introduce the concept, then of those that use it, by paper and address.

    What a paper merely cites is no implementation by it. A paper that introduces the concept is not told again as a
    user.
    """
    found: dict[tuple[str, str], Implementation] = {}
    for role in ROLES:
        for paper in sorted(_papers(nx, concept, role)):
            because = _best(nx.edges[paper, concept, role.value]["evidence"], nx.nodes[paper]["label"])
            for made in _own_code(nx, paper, role, because):
                found.setdefault((paper, made.repository), made)
    return list(found.values())


def _papers(nx: networkx.MultiDiGraph[str], concept: str, role: Predicate) -> list[str]:
    return [
        head
        for head, _, key in nx.in_edges(concept, keys=True)
        if key == role and nx.nodes[head]["kind"] == NodeKind.PAPER
    ]


def _own_code(nx: networkx.MultiDiGraph[str], paper: str, role: Predicate, because: Evidence) -> list[Implementation]:
    title: str = nx.nodes[paper]["label"]
    return [
        Implementation(
            repository,
            nx.nodes[repository]["label"],
            nx.nodes[repository].get("url", ""),
            role,
            paper,
            title,
            because.sentence,
            _best(evidence, title).sentence,
        )
        for _, repository, key, evidence in sorted(nx.out_edges(paper, keys=True, data="evidence"))
        if key == Predicate.HAS_CODE
    ]


def _best(evidence: tuple[Evidence, ...], title: str) -> Evidence:
    """The evidence that says most: a sentence rather than none, and rather than the title."""
    return max(evidence, key=lambda piece: (bool(piece.sentence), piece.sentence != title, piece.score, -piece.start))
