"""What ``paperkg show`` has to say of a concept, a paper or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from kg.adjacency import label_of
from kg.concepts import Merge
from kg.facts import Evidence, Fact, Node
from kg.family import Variant
from kg.graph import Graph
from kg.kinship import kinship_of
from kg.nearest import Related
from kg.schema import RELATION_PREDICATES, RULES, Predicate
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
class Card:
    """One node with what joins it to others, by heading; printed in this order."""

    node: Node
    lines: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Said, ...]], ...]
    family: Variant | None = None
    met: tuple[tuple[str, str, int], ...] = ()
    """Concepts most often named in the same papers: name, kind, papers."""
    near: tuple[Related, ...] = ()
    merges: tuple[Merge, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {
            "id": self.node.id,
            "kind": self.node.kind.value,
            "name": self.node.label,
            "about": dict(self.lines),
            "joined": {heading: [asdict(said) for said in group] for heading, group in self.groups},
            "family": asdict(self.family) if self.family else None,
            "met_with": [{"name": name, "kind": kind, "papers": papers} for name, kind, papers in self.met],
            "related": [asdict(each) for each in self.near],
            "spellings": [asdict(merge) for merge in self.merges],
        }


_CODE_OF = {
    "Code of the papers that introduce it": (Predicate.INTRODUCES,),
    "Code of the papers that use or study it": (Predicate.USES, Predicate.STUDIES),
}


def concept_card(graph: Graph, node: Node, merges: list[Merge]) -> Card:
    """A concept: its spellings, family, papers by role, code, data sets and tasks it meets."""
    lines = [("id", node.id), ("also written", ", ".join(_aliases(node)))]
    lines += [(key, str(node.attributes[key])) for key in ("year", "link") if key in node.attributes]
    kinship = kinship_of(graph.nx)
    above = kinship.parents(kinship.columns.row(node.id))
    lines.append(("a variant of", ", ".join(kinship.columns.nodes.labels[parent] for parent in above)))
    return Card(
        node,
        tuple(line for line in lines if line[1]),
        tuple((heading, said) for heading, said in _concept_groups(graph, node.id) if said),
        family=graph.family(node.id),
        met=_met(graph, node.id),
        merges=tuple(merges),
    )


def _concept_groups(graph: Graph, concept: str) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """Papers by role, the code of those that introduce the concept, and its relations to other concepts."""
    for role, heading in _OF_CONCEPT.items():
        papers = (fact for fact in graph.facts_about(concept, role) if fact.head.startswith("paper:"))
        yield heading, _said(graph, papers, head=True)
    for heading, roles in _CODE_OF.items():
        papers_so = sorted({fact.head for fact in graph.facts_about(concept, *roles) if fact.head.startswith("paper:")})
        yield heading, _said(graph, (fact for paper in papers_so for fact in graph.facts_of(paper, Predicate.HAS_CODE)))
    for predicate in RELATION_PREDICATES.values():
        if predicate is not Predicate.VARIANT_OF:  # which the family tells
            yield f"It {RULES[predicate].label}", _said(graph, graph.facts_of(concept, predicate))


def paper_card(graph: Graph, node: Node) -> Card:
    """A paper: its links and code, the concepts it names by role, its results, and the nearest papers."""
    keys = ("year", "venue", "authors", "url")
    lines = [("id", node.id.removeprefix("paper:"))]
    lines += [(key, _plain(node.attributes[key])) for key in keys if key in node.attributes]
    groups = tuple(
        (heading, said)
        for predicate, heading in _OF_PAPER.items()
        if (said := _said(graph, graph.facts_of(node.id, predicate)))
    )
    return Card(node, tuple(lines), groups, near=tuple(graph.related(node.id, limit=10)))


def source_card(graph: Graph, node: Node) -> Card:
    """A repository, page or result: where it leads and which papers it belongs to."""
    lines = tuple((key, _plain(value)) for key, value in node.attributes.items())
    groups = tuple(
        (f"{RULES[predicate].label} it".capitalize(), said)
        for predicate in Predicate
        if (said := _said(graph, graph.facts_about(node.id, predicate), head=True))
    )
    outward = tuple(
        (f"It {RULES[p].label}", said) for p in Predicate if (said := _said(graph, graph.facts_of(node.id, p)))
    )
    return Card(node, lines, groups + outward)


def _said(graph: Graph, facts: Iterator[Fact], *, head: bool = False) -> tuple[Said, ...]:
    """The node at the other end of each fact with its best evidence, best first."""
    found = []
    for fact in facts:
        other = fact.head if head else fact.tail
        best = max(fact.evidence, key=lambda piece: (piece.score, -piece.start))
        found.append(Said(other, label_of(graph.nx, other), best, fact.score))
    return tuple(sorted(found, key=lambda said: (-said.score, said.label.casefold(), said.id)))


def _met(graph: Graph, concept: str) -> tuple[tuple[str, str, int], ...]:
    usage = usage_of(graph.nx)
    nodes = usage.columns.nodes
    others, counts = usage.beside(usage.columns.row(concept))
    best = np.lexsort((others, -counts))[:20]
    return tuple(
        (nodes.labels[other], nodes.named[nodes.kinds[other]], count)
        for other, count in zip(others[best].tolist(), counts[best].tolist(), strict=True)
        if count > 1
    )


def _aliases(node: Node) -> tuple[str, ...]:
    aliases = node.attributes.get("aliases", ())
    return tuple(alias for alias in aliases if alias != node.label) if isinstance(aliases, tuple) else ()


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
