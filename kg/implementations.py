"""Which repositories implement a concept: the own code of the papers that introduce or use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kg.facts import Evidence
from kg.questions import papers_with_code
from kg.schema import Predicate
from kg.tables.columns import PREDICATES, Columns, Rows
from kg.tables.numbers import columns_of, evidence_of

if TYPE_CHECKING:
    import networkx

_Said: TypeAlias = tuple[int, tuple[Evidence, ...]]
"""A fact and its evidence."""

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
    columns = columns_of(nx)
    facts = columns.facts_to(columns.row(concept))
    with_code = papers_with_code(nx)
    joined: list[tuple[Predicate, int, Rows]] = []
    for role in ROLES:
        in_role = facts[columns.facts.predicates[facts] == PREDICATES.index(role)]
        heads = columns.facts.heads[in_role]
        pairs = zip(in_role[with_code[heads]].tolist(), heads[with_code[heads]].tolist(), strict=True)
        joined += [(role, fact, _own_code(columns, paper)) for fact, paper in pairs]
    read = np.concatenate([np.zeros(0, np.int64), *(np.append(own, fact) for _, fact, own in joined)])
    said = dict(zip(read.tolist(), evidence_of(nx, read), strict=True))
    found: dict[tuple[str, str], Implementation] = {}
    for role, fact, own in joined:
        for code in own.tolist():
            made = _implementation(nx, columns, role, (fact, said[fact]), (code, said[code]))
            found.setdefault((made.paper, made.repository), made)
    return list(found.values())


def _own_code(columns: Columns, paper: int) -> Rows:
    """The facts that join a paper to its own repositories."""
    facts = columns.facts_from(paper)
    own: Rows = facts[columns.facts.predicates[facts] == PREDICATES.index(Predicate.HAS_CODE)]
    return own


def _implementation(
    nx: networkx.MultiDiGraph[str], columns: Columns, role: Predicate, named: _Said, coded: _Said
) -> Implementation:
    """From the fact that joins a paper to the concept, and the one that joins it to a repository."""
    nodes, paper, repository = columns.nodes, columns.facts.heads[named[0]], columns.facts.tails[coded[0]]
    title: str = nodes.labels[paper]
    name: str = nodes.ids[repository]
    return Implementation(
        name,
        nodes.labels[repository],
        nx.nodes[name].get("url", ""),
        role,
        nodes.ids[paper],
        title,
        _best(named[1], title).sentence,
        _best(coded[1], title).sentence,
    )


def _best(evidence: tuple[Evidence, ...], title: str) -> Evidence:
    """The evidence that says most: a sentence rather than none, and rather than the title."""
    return max(evidence, key=lambda piece: (bool(piece.sentence), piece.sentence != title, piece.score, -piece.start))
