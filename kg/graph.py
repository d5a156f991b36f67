"""The graph: a NetworkX MultiDiGraph made from nodes and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import networkx

from kg.adjacency import edges_from, edges_to
from kg.answers import Answers
from kg.beats import Win, find_wins
from kg.bibliography import with_bibliography
from kg.cypher import CypherAnswer, ask_cypher
from kg.facts import Fact, Node
from kg.family import Variant, family_of
from kg.implementations import Implementation, implementations_of
from kg.names import find_node
from kg.nearest import Related, related_papers
from kg.neighbourhood import Neighbourhood, nearest_nodes, part_of
from kg.paths import WALKED, Trail, shortest_path
from kg.questions import PaperQuestion, ask_papers
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate, allows
from kg.siblings import Sibling, siblings_of
from kg.timeline import Timeline, newest_timelines, timeline_of
from kg.together import Together, concepts_together

MultiDiGraph: TypeAlias = "networkx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Papers, concepts, repositories, pages and results, joined by evidenced facts; equal to itself alone.

    ``nx`` is a real ``networkx.MultiDiGraph``. Its nodes carry ``kind`` and ``label`` and the attributes listed at
    ``kg.facts.Node``; its edges are keyed by predicate and carry ``kind`` (the predicate), ``label`` (how it
    reads), ``score`` and ``evidence`` (a tuple of ``kg.facts.Evidence``). Node and edge order is sorted by id.
    ``about`` says how the graph was made: counts and version, nothing that changes from run to run.
    """

    nx: MultiDiGraph
    about: Mapping[str, str | int] = field(default_factory=dict)

    @classmethod
    def from_facts(
        cls, nodes: Iterable[Node], facts: Iterable[Fact], about: Mapping[str, str | int] | None = None
    ) -> Graph:
        """Join nodes and facts; a fact the schema forbids, or about a missing node, is a ValueError."""
        joined: MultiDiGraph = networkx.MultiDiGraph()
        for node in sorted(nodes, key=lambda node: node.id):
            joined.add_node(node.id, kind=node.kind.value, label=node.label, **node.attributes)
        for fact in sorted(facts, key=lambda fact: (fact.head, fact.predicate, fact.tail)):
            _check(joined, fact)
            joined.add_edge(
                fact.head,
                fact.tail,
                key=fact.predicate.value,
                kind=fact.predicate.value,
                label=RULES[fact.predicate].label,
                score=fact.score,
                evidence=fact.evidence,
            )
        return cls(joined, dict(about or {}))

    def nx_with(self, *kinds: str) -> MultiDiGraph:
        """A copy of ``nx`` with ``authors``, ``venues``, ``years`` as nodes as well; see ``kg.bibliography``."""
        return with_bibliography(self.nx, kinds)

    def nodes(self, *kinds: NodeKind) -> Iterator[Node]:
        """The nodes of these kinds (all without any), by id."""
        wanted = {kind.value for kind in kinds}
        for name, attributes in self.nx.nodes(data=True):
            if not wanted or attributes["kind"] in wanted:
                yield self.node(name)

    def concepts(self) -> Iterator[Node]:
        """The nodes that are methods, models, data sets, tasks or metrics, by id."""
        return self.nodes(*CONCEPT_KINDS)

    def node(self, name: str) -> Node:
        """The node with this id; KeyError when there is none."""
        attributes: dict[str, Any] = dict(self.nx.nodes[name])
        return Node(name, NodeKind(attributes.pop("kind")), attributes.pop("label"), attributes)

    def facts(self, *predicates: Predicate) -> Iterator[Fact]:
        """The facts with these predicates (all without any), by head, then tail, then predicate."""
        wanted = {predicate.value for predicate in predicates}
        for head, tail, key, evidence in self.nx.edges(keys=True, data="evidence"):
            if not wanted or key in wanted:
                yield Fact(head, Predicate(key), tail, evidence)

    def facts_of(self, name: str, *predicates: Predicate) -> Iterator[Fact]:
        """The facts whose head is this node."""
        wanted = {predicate.value for predicate in predicates}
        for tail, edges in edges_from(self.nx, name).items():
            for key, attributes in edges.items():
                if not wanted or key in wanted:
                    yield Fact(name, Predicate(key), tail, attributes["evidence"])

    def facts_about(self, name: str, *predicates: Predicate) -> Iterator[Fact]:
        """The facts whose tail is this node."""
        wanted = {predicate.value for predicate in predicates}
        for head, edges in edges_to(self.nx, name).items():
            for key, attributes in edges.items():
                if not wanted or key in wanted:
                    yield Fact(head, Predicate(key), name, attributes["evidence"])

    def find(self, name: str, *kinds: NodeKind) -> Node:
        """The node that a name means; an UnknownNameError with the nearest names when there is none."""
        return self.node(find_node(self.nx, name, kinds or tuple(NodeKind)))

    def family(self, name: str, *, depth: int = 6) -> Variant:
        """The variants of a concept as a tree, each with its evidence; ``print`` draws it."""
        return family_of(self.nx, find_node(self.nx, name, CONCEPT_KINDS), depth)

    def siblings(self, name: str, *, limit: int = 20) -> Answers[Sibling]:
        """The other variants of what a concept is a variant of, the likest first; see ``kg.siblings``."""
        return Answers(Sibling, siblings_of(self.nx, find_node(self.nx, name, CONCEPT_KINDS), limit=limit))

    def related(self, paper: str, *, limit: int = 10) -> Answers[Related]:
        """The papers nearest to one, through the rarest concepts they share, best first."""
        return Answers(Related, related_papers(self.nx, find_node(self.nx, paper, (NodeKind.PAPER,)), limit))

    def together(self, name: str, *, at_least: int = 3, limit: int = 20) -> Answers[Together]:
        """The concepts that share papers with one more often than by chance, by lift; see ``kg.together``."""
        concept = find_node(self.nx, name, CONCEPT_KINDS)
        return Answers(Together, concepts_together(self.nx, concept, at_least=at_least, limit=limit))

    def path(self, start: str, end: str) -> Trail | None:
        """The shortest path between two papers or concepts, each step with its sentence; None when there is none."""
        return shortest_path(self.nx, find_node(self.nx, start, WALKED), find_node(self.nx, end, WALKED))

    def focus(self, name: str, *, depth: int = 2, limit: int = 300) -> Neighbourhood:
        """What is at most ``depth`` steps from a node, ``limit`` nodes in all: a graph that a notebook draws."""
        centre = find_node(self.nx, name)
        kept, left_out = nearest_nodes(self.nx, centre, depth=depth, limit=limit)
        return Neighbourhood(self.node(centre), Graph(part_of(self.nx, set(kept)), self.about), depth, left_out)

    def timeline(self, name: str) -> Timeline:
        """When a concept was first seen, and how many papers name it each year."""
        return timeline_of(self.nx, find_node(self.nx, name, CONCEPT_KINDS))

    def timelines(self, *, limit: int = 100) -> Answers[Timeline]:
        """The same for the concepts that were first seen last, of those that a paper with a year names."""
        return Answers(Timeline, newest_timelines(self.nx, limit))

    def beats(self, *, method: str | None = None, dataset: str | None = None) -> Answers[Win]:
        """What is said to beat what, each with its sentence: of one method, on one data set, or all."""
        wins = find_wins(
            self.nx,
            method=None if method is None else find_node(self.nx, method, (NodeKind.METHOD, NodeKind.MODEL)),
            dataset=None if dataset is None else find_node(self.nx, dataset, (NodeKind.DATASET,)),
        )
        return Answers(Win, wins)

    def code(self, name: str) -> Answers[Implementation]:
        """The own repositories of the papers that introduce or use a concept, introducers first."""
        return Answers(Implementation, implementations_of(self.nx, find_node(self.nx, name, CONCEPT_KINDS)))

    def cypher(self, query: str) -> CypherAnswer:
        """The answer to a Cypher query; needs grand-cypher, see ``kg.cypher``."""
        return ask_cypher(self.nx, query)

    def papers(
        self,
        *,
        introduces: str | None = None,
        uses: str | None = None,
        compares_with: str | None = None,
        evaluated_on: str | None = None,
        task: str | None = None,
        metric: str | None = None,
        mentions: str | None = None,
        with_code: bool | None = None,
        year: int | None = None,
        venue: str | None = None,
        variants: bool = False,
    ) -> Answers[Node]:
        """The papers that fulfil all that is asked, by id; see ``kg.questions.PaperQuestion``."""
        question = PaperQuestion(
            introduces=introduces,
            uses=uses,
            compares_with=compares_with,
            evaluated_on=evaluated_on,
            task=task,
            metric=metric,
            mentions=mentions,
            with_code=with_code,
            year=year,
            venue=venue,
            variants=variants,
        )
        return Answers(Node, map(self.node, ask_papers(self.nx, question)))


def _check(joined: MultiDiGraph, fact: Fact) -> None:
    said = f"{fact.head} {fact.predicate} {fact.tail}"
    for end in (fact.head, fact.tail):
        if end not in joined:
            raise ValueError(f"{said}: no node {end}")
    head, tail = (NodeKind(joined.nodes[end]["kind"]) for end in (fact.head, fact.tail))
    if not allows(head, fact.predicate, tail):
        raise ValueError(f"{said}: the schema has no {fact.predicate} from {head} to {tail}")
    if not fact.evidence:
        raise ValueError(f"{said}: no evidence")
