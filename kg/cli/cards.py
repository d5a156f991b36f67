"""What ``paperkg show`` has to say of a concept, a paper or a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from kg.concepts import Merge
from kg.facts import Evidence, Node
from kg.family import Variant
from kg.graph import Graph
from kg.json_values import json_value
from kg.nearest import Related
from kg.schema import RELATION_PREDICATES, RULES, Predicate
from kg.tables.columns import Columns, Rows, distinct, ranges
from kg.tables.numbers import columns_of, evidence_of
from kg.usage import usage_of

_OF_CONCEPT = {
    Predicate.INTRODUCES: "Introduced by",
    Predicate.USES: "Used by",
    Predicate.STUDIES: "Studied by",
    Predicate.COMPARES_WITH: "Compared with by",
    Predicate.EVALUATED_ON: "Evaluated on by",
    Predicate.MENTIONS: "Mentioned by",
}
"""How papers stand to a concept, in the order of telling."""

_OF_PAPER = {
    Predicate.HAS_CODE: "Code",
    Predicate.CITES_CODE: "Code of others",
    Predicate.HAS_PAGE: "Pages",
    Predicate.CITES_PAGE: "Pages of others",
    Predicate.INTRODUCES: "Introduces",
    Predicate.USES: "Uses",
    Predicate.STUDIES: "Studies",
    Predicate.COMPARES_WITH: "Compares with",
    Predicate.EVALUATED_ON: "Evaluated on",
    Predicate.MENTIONS: "Mentions",
    Predicate.REPORTS: "Reports",
}
"""What a paper is joined to, in the order of telling."""


@dataclass(frozen=True, slots=True)
class Said:
    """Another node, and the best evidence for its being joined to the one shown."""

    id: str
    label: str
    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """What is told under a heading, best first: as many as were asked for, of ``total``."""

    heading: str
    total: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Parent:
    """What a concept is a variant of, and how surely."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Card:
    """One node with what joins it to others, by heading; printed in this order."""

    node: Node
    about: tuple[tuple[str, object], ...]
    """What is known of it: texts, numbers, and tuples of texts or of parents, the surest first."""
    groups: tuple[Group, ...]
    family: Variant | None = None
    met: tuple[tuple[str, str, int], ...] = ()
    """Concepts most often named in the same papers: name, kind, papers."""
    near: tuple[Related, ...] = ()
    merges: tuple[Merge, ...] = ()

    def lines(self, least: float = 0.0) -> tuple[tuple[str, str], ...]:
        """What is known of it as text, without what is empty, and without parents that are less sure than that."""
        told = ((key, _plain(value, least)) for key, value in self.about)
        return tuple(line for line in told if line[1])

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {
            "id": self.node.id,
            "kind": self.node.kind.value,
            "name": self.node.label,
            "about": json_value(dict(self.about)),
            "joined": {group.heading: json_value(group.said) for group in self.groups},
            "family": json_value(self.family) if self.family else None,
            "met_with": [{"name": name, "kind": kind, "papers": papers} for name, kind, papers in self.met],
            "related": json_value(self.near),
            "spellings": json_value(self.merges),
        }


_CODE_OF = {
    "Code of the papers that introduce it": (Predicate.INTRODUCES,),
    "Code of the papers that use or study it": (Predicate.USES, Predicate.STUDIES),
}


def concept_card(graph: Graph, node: Node, merges: list[Merge], *, limit: int | None = None) -> Card:
    """A concept: its spellings, family, papers by role, code, data sets and tasks it meets.

    ``limit`` is how many are told under a heading, here and below; their evidence alone is read.
    """
    about: list[tuple[str, object]] = [("id", node.id), ("also written", aliases_of(node))]
    about += [(key, node.attributes[key]) for key in ("year", "link") if key in node.attributes]
    about.append(("a variant of", _parents(columns_of(graph.asked), node.id)))
    return Card(
        node,
        tuple(about),
        _groups(graph, _of_concept(columns_of(graph.asked), node.id), limit),
        family=graph.family(node.id),
        met=_met(graph, node.id),
        merges=tuple(merges),
    )


def _parents(columns: Columns, concept: str) -> tuple[Parent, ...]:
    facts = columns.facts_from(columns.row(concept))
    facts = facts[columns.saying(Predicate.VARIANT_OF, facts=facts)]
    rows = columns.facts.tails[facts]
    told = zip(
        columns.nodes.ids.many(rows), columns.nodes.labels.many(rows), columns.facts.scores[facts].tolist(), strict=True
    )
    return tuple(sorted((Parent(*each) for each in told), key=lambda parent: (-parent.score, parent.name)))


_Joined: TypeAlias = tuple[str, Rows, Rows]
"""A heading, the facts under it, and the nodes at the other end of each."""


def _of_concept(columns: Columns, concept: str) -> Iterator[_Joined]:
    """Papers by role, the code of those that introduce the concept, and its relations to other concepts."""
    row = columns.row(concept)
    into, out = columns.facts_to(row), columns.facts_from(row)
    papers = into[columns.papers[columns.facts.heads[into]]]
    for role, heading in _OF_CONCEPT.items():
        facts = papers[columns.saying(role, facts=papers)]
        yield heading, facts, columns.facts.heads[facts]
    for heading, roles in _CODE_OF.items():
        so = distinct(columns.facts.heads[papers[columns.saying(*roles, facts=papers)]])
        yield _outward(columns, heading, ranges(columns.starts, so), Predicate.HAS_CODE)
    for predicate in RELATION_PREDICATES.values():
        if predicate is not Predicate.VARIANT_OF:  # which the family tells
            yield _outward(columns, f"It {RULES[predicate].label}", out, predicate)


def paper_card(graph: Graph, node: Node, *, limit: int | None = None) -> Card:
    """A paper: its links and code, the concepts it names by role, its results, and the nearest papers."""
    keys = ("year", "venue", "authors", "url")
    about: list[tuple[str, object]] = [("id", node.id.removeprefix("paper:"))]
    about += [(key, node.attributes[key]) for key in keys if key in node.attributes]
    columns = columns_of(graph.asked)
    out = columns.facts_from(columns.row(node.id))
    joined = (_outward(columns, heading, out, predicate) for predicate, heading in _OF_PAPER.items())
    near = graph.related(node.id, limit=10 if limit is None else min(limit, 10))
    return Card(node, tuple(about), _groups(graph, joined, limit), near=tuple(near))


def source_card(graph: Graph, node: Node, *, limit: int | None = None) -> Card:
    """A repository, page or result: where it leads and which papers it belongs to."""
    return Card(
        node, tuple(node.attributes.items()), _groups(graph, _of_source(columns_of(graph.asked), node.id), limit)
    )


def _of_source(columns: Columns, source: str) -> Iterator[_Joined]:
    row = columns.row(source)
    into, out = columns.facts_to(row), columns.facts_from(row)
    for predicate in Predicate:
        facts = into[columns.saying(predicate, facts=into)]
        yield f"{RULES[predicate].label} it".capitalize(), facts, columns.facts.heads[facts]
    for predicate in Predicate:
        yield _outward(columns, f"It {RULES[predicate].label}", out, predicate)


def _outward(columns: Columns, heading: str, facts: Rows, predicate: Predicate) -> _Joined:
    """Those of the facts that say this, with what they say it of."""
    saying = facts[columns.saying(predicate, facts=facts)]
    return heading, saying, columns.facts.tails[saying]


def _groups(graph: Graph, joined: Iterable[_Joined], limit: int | None) -> tuple[Group, ...]:
    """The node at the other end of each fact with its best evidence, best first; all evidence is read together."""
    columns = columns_of(graph.asked)
    told = [(heading, len(facts), *_best_first(columns, facts, others, limit)) for heading, facts, others in joined]
    read = np.concatenate([np.zeros(0, dtype=np.int64), *(facts for _, _, facts, _ in told)])
    said = dict(zip(read.tolist(), evidence_of(graph.asked, read), strict=True))
    groups = []
    for heading, total, facts, others in told:
        pairs = zip(facts.tolist(), others.tolist(), strict=True)
        groups.append(Group(heading, total, tuple(_said(columns, fact, other, said[fact]) for fact, other in pairs)))
    return tuple(group for group in groups if group.total)


def _best_first(columns: Columns, facts: Rows, others: Rows, limit: int | None) -> tuple[Rows, Rows]:
    """The facts with the highest scores, then by what the other node is called."""
    labels, scores = columns.nodes.labels.many(others), columns.facts.scores[facts].tolist()
    rows = others.tolist()
    order = sorted(range(len(rows)), key=lambda place: (-scores[place], labels[place].casefold(), rows[place]))[:limit]
    return facts[order], others[order]


def _said(columns: Columns, fact: int, other: int, evidence: Sequence[Evidence]) -> Said:
    best = max(evidence, key=lambda piece: (piece.score, -piece.start))
    return Said(columns.nodes.ids[other], columns.nodes.labels[other], best, float(columns.facts.scores[fact]))


def _met(graph: Graph, concept: str) -> tuple[tuple[str, str, int], ...]:
    usage = usage_of(graph.asked)
    nodes = usage.columns.nodes
    others, counts = usage.beside(usage.columns.row(concept))
    best = np.lexsort((others, -counts))[:20]
    return tuple(
        (nodes.labels[other], nodes.named[nodes.kinds[other]], count)
        for other, count in zip(others[best].tolist(), counts[best].tolist(), strict=True)
        if count > 1
    )


def aliases_of(node: Node) -> tuple[str, ...]:
    """What a node is called besides its label."""
    aliases = node.attributes.get("aliases", ())
    return tuple(alias for alias in aliases if alias != node.label) if isinstance(aliases, tuple) else ()


def _plain(value: object, least: float) -> str:
    if isinstance(value, tuple):
        return ", ".join(filter(None, (_plain(each, least) for each in value)))
    if isinstance(value, Parent):
        return value.name if value.score >= least else ""
    return str(value)
