"""What the page needs to know of a graph, as compact tables of JSON values.

Nodes, sentences and facts are rows that point to one another by position, so that each text is held once:

    nodes      [id, kind, label, papers, attributes]     papers: how many papers touch the node
    sentences  [paper, start, end] or [paper, text]      paper: a row of nodes, -1 for none
    facts      [head, predicate, tail, score, evidence]  evidence: [sentence, start, end, rule, score], flattened

Offsets are half-open and count UTF-16 code units, as JavaScript does: a sentence's in title + line feed + abstract,
a piece of evidence's within its sentence. A rule that needs no text has sentence -1. What is lost: nothing but
``sources``, which name files of whoever built the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | dict[str, Json] | None"

KIND_NAMES: dict[NodeKind, str] = {
    NodeKind.PAPER: "papers",
    NodeKind.METHOD: "methods",
    NodeKind.MODEL: "models",
    NodeKind.DATASET: "data sets",
    NodeKind.TASK: "tasks",
    NodeKind.METRIC: "metrics",
    NodeKind.REPOSITORY: "repositories",
    NodeKind.PAGE: "pages",
    NodeKind.RESULT: "results",
}
"""Every kind in the order of the legend, as it is called there."""

SHARED = 2
"""A node that is neither a paper nor introduced by one is drawn when this many papers touch it."""
SMALL = 150
"""A graph of at most this many nodes is drawn whole, but for results."""
FAMILY = 4
"""A concept is drawn, whoever names it, when so many drawn concepts are variants of it."""
LIMIT = 6_000
"""The most nodes drawn; those that the most papers touch come first."""

_LEFT_OUT = frozenset({"title", "sources"})
_PREDICATES = tuple(Predicate)
_KINDS = tuple(KIND_NAMES)
_STRENGTH = {predicate: place for place, predicate in enumerate(_PREDICATES)}


class DrawnNode(NamedTuple):
    """A node that is drawn: its row in the tables, and how many papers touch it."""

    row: int
    kind: NodeKind
    papers: int


class DrawnEdge(NamedTuple):
    """A fact that is drawn, and the rows of the nodes it joins."""

    fact: int
    head: int
    tail: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn; at most one edge joins two nodes."""

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]


def page_tables(graph: Graph) -> dict[str, Json]:
    """The graph as the tables that this module's docstring describes, in the graph's own order."""
    nodes, facts = list(graph.nodes()), list(graph.facts())
    row_of = {node.id: row for row, node in enumerate(nodes)}
    touching = _touching(nodes, facts)
    rules = sorted({piece.rule for fact in facts for piece in fact.evidence})
    sentences = _Sentences(nodes, row_of, {rule: row for row, rule in enumerate(rules)})
    fact_rows: list[Json] = [
        [
            row_of[fact.head],
            _STRENGTH[fact.predicate],
            row_of[fact.tail],
            fact.score,
            [value for piece in fact.evidence for value in sentences.row(piece)],
        ]
        for fact in facts
    ]
    return {
        "about": dict(sorted(graph.about.items())),
        "kinds": [[kind.value, KIND_NAMES[kind]] for kind in _KINDS],
        "predicates": [[predicate.value, RULES[predicate].label] for predicate in _PREDICATES],
        "rules": list(rules),
        "nodes": [_node_row(node, touching[node.id]) for node in nodes],
        "sentences": list(sentences.rows),
        "facts": fact_rows,
    }


def choose_drawn(graph: Graph) -> Drawing:
    """All papers, and what is introduced, shared or has a family; everything else is for search and for the cards."""
    nodes, facts = list(graph.nodes()), list(graph.facts())
    touching = _touching(nodes, facts)
    introduced = {fact.tail for fact in facts if fact.predicate is Predicate.INTRODUCES}
    least = 0 if len(nodes) <= SMALL else SHARED
    told = {
        node.id for node in nodes if node.kind is NodeKind.PAPER or node.id in introduced or touching[node.id] >= least
    }
    variants = Counter(fact.tail for fact in facts if fact.predicate is Predicate.VARIANT_OF and fact.head in told)
    told.update(name for name, count in variants.items() if count >= FAMILY)
    wanted = [row for row, node in enumerate(nodes) if node.kind is not NodeKind.RESULT and node.id in told]
    kept = sorted(sorted(wanted, key=lambda row: (-touching[nodes[row].id], row))[:LIMIT])
    return Drawing(
        tuple(DrawnNode(row, nodes[row].kind, touching[nodes[row].id]) for row in kept),
        _strongest(facts, {nodes[row].id: row for row in kept}),
    )


def _strongest(facts: Sequence[Fact], drawn: dict[str, int]) -> tuple[DrawnEdge, ...]:
    """For each pair of drawn nodes the fact whose predicate the schema lists first."""
    chosen: dict[frozenset[str], int] = {}
    for number, fact in enumerate(facts):
        if fact.head == fact.tail or fact.head not in drawn or fact.tail not in drawn:
            continue
        pair = frozenset((fact.head, fact.tail))
        if pair not in chosen or _STRENGTH[fact.predicate] < _STRENGTH[facts[chosen[pair]].predicate]:
            chosen[pair] = number
    return tuple(
        DrawnEdge(number, drawn[facts[number].head], drawn[facts[number].tail]) for number in sorted(chosen.values())
    )


def _touching(nodes: Iterable[Node], facts: Iterable[Fact]) -> dict[str, int]:
    """For each node the number of papers joined to it; for a paper, of concepts."""
    kind_of = {node.id: node.kind for node in nodes}
    near: dict[str, set[str]] = {name: set() for name in kind_of}
    for fact in facts:
        if kind_of[fact.head] is not NodeKind.PAPER:
            continue
        near[fact.tail].add(fact.head)
        if kind_of[fact.tail] in CONCEPT_KINDS:
            near[fact.head].add(fact.tail)
    return {name: len(others) for name, others in near.items()}


def _node_row(node: Node, papers: int) -> Json:
    attributes: dict[str, Json] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in sorted(node.attributes.items())
        if name not in _LEFT_OUT and value not in ("", ())
    }
    if node.kind is NodeKind.PAPER and node.attributes.get("title", node.label) != node.label:
        attributes["title"] = str(node.attributes["title"])
    return [node.id, _KINDS.index(node.kind), node.label, papers, attributes]


class _Sentences:
    """Collects sentences, each once, as places in a paper's text where they can be found there."""

    def __init__(self, nodes: Sequence[Node], row_of: dict[str, int], rule_row: dict[str, int]) -> None:
        self.rows: list[Json] = []
        self._seen: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._row_of, self._rule_row = row_of, rule_row
        self._texts = {node.id: _text(node) for node in nodes if node.kind is NodeKind.PAPER}

    def row(self, piece: Evidence) -> list[Json]:
        rule = self._rule_row[piece.rule]
        if not piece.sentence:
            return [-1, 0, 0, rule, piece.score]
        number, begin = self._place(piece)
        start, end = max(piece.start - begin, 0), min(piece.end - begin, len(piece.sentence))
        if begin < 0 or start >= end:
            start, end = 0, 0
        return [number, _units(piece.sentence[:start]), _units(piece.sentence[:end]), rule, piece.score]

    def _place(self, piece: Evidence) -> tuple[int, int]:
        """The sentence's row, and where the paper's text has it; -1 where it has not."""
        text = self._texts.get(piece.paper, "")
        begin = text.find(piece.sentence, max(piece.end - len(piece.sentence), 0))
        if begin < 0 or begin > piece.start:
            begin = text.find(piece.sentence)
        key = (piece.paper, piece.sentence, begin)
        if key not in self._seen:
            self._seen[key] = (len(self.rows), begin)
            self.rows.append(self._sentence(piece, text, begin))
        return self._seen[key]

    def _sentence(self, piece: Evidence, text: str, begin: int) -> Json:
        paper = self._row_of.get(piece.paper, -1)
        if begin < 0:
            return [paper, piece.sentence]
        start = _units(text[:begin])
        return [paper, start, start + _units(piece.sentence)]


def _text(paper: Node) -> str:
    return f"{paper.attributes.get('title', paper.label)}\n{paper.attributes.get('abstract', '')}"


def _units(text: str) -> int:
    """The length of a text in UTF-16 code units.

    >>> _units("a\\N{MATHEMATICAL BOLD SMALL A}")
    3
    """
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
