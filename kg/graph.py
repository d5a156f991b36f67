"""The graph: a NetworkX MultiDiGraph made from nodes and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.adjacency import edges_from, edges_to
from kg.answers import Answers
from kg.bibliography import with_bibliography
from kg.facts import Fact, Node, check_fact
from kg.family import Variant, family_of
from kg.implementations import Implementation, implementations_of
from kg.names import find_node
from kg.nearest import Related, related_papers
from kg.neighbourhood import Neighbourhood, nearest_nodes, nodes_within, part_of
from kg.paths import WALKED, Trail, shortest_path
from kg.questions import PaperQuestion, ask_papers
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate
from kg.siblings import Sibling, siblings_of
from kg.tables.lazy_mappings import TableGraph
from kg.tables.streams import node_of, some_nodes, stream_facts, stream_nodes
from kg.timeline import Timeline, newest_timelines, timeline_of
from kg.together import Together, concepts_together
from kg.wins import Win

if TYPE_CHECKING:
    import networkx

    from kg.cypher import CypherAnswer

MultiDiGraph: TypeAlias = "networkx.MultiDiGraph[str]"


class Graph:
    """Papers, concepts, repositories, pages and results, joined by evidenced facts; equal to itself alone.

    ``nx`` is a real ``networkx.MultiDiGraph``; that of a kept graph reads what it is asked for. Its nodes carry
    ``kind`` and ``label`` and the attributes listed at ``kg.facts.Node``; its edges are keyed by predicate and carry
    ``kind`` (the predicate), ``label`` (how it reads), ``score`` and ``evidence`` (a sequence of ``kg.facts.Evidence``,
    equal to the tuple of them). Node and edge order is sorted by id.
    ``about`` says how the graph was made: counts and version, nothing that changes from run to run.
    """

    __slots__ = ("__weakref__", "_asked", "about")

    def __init__(self, nx: MultiDiGraph | TableGraph, about: Mapping[str, str | int] | None = None) -> None:
        self._asked = nx
        self.about: Mapping[str, str | int] = {} if about is None else about

    @property
    def nx(self) -> MultiDiGraph:
        """The graph for networkx, which is imported for it."""
        if isinstance(self._asked, TableGraph):
            self._asked = self._asked.graph
        return self._asked

    @property
    def asked(self) -> MultiDiGraph:
        """What this package's functions take for ``nx``: as good for them, and without networkx until that is used."""
        return self._asked

    def __reduce__(self) -> tuple[Any, ...]:
        return Graph, (self.nx, self.about)

    def __repr__(self) -> str:
        return f"Graph({self._asked!r}, {self.about!r})"

    @classmethod
    def from_facts(
        cls, nodes: Iterable[Node], facts: Iterable[Fact], about: Mapping[str, str | int] | None = None
    ) -> Graph:
        """Join nodes and facts; a fact the schema forbids, or about a missing node, is a ValueError."""
        import networkx

        joined: MultiDiGraph = networkx.MultiDiGraph()
        kinds: dict[str, NodeKind] = {}
        for node in sorted(nodes, key=lambda node: node.id):
            joined.add_node(node.id, kind=node.kind.value, label=node.label, **node.attributes)
            kinds[node.id] = node.kind
        for fact in sorted(facts, key=lambda fact: (fact.head, fact.predicate, fact.tail)):
            check_fact(fact, kinds)
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
        return stream_nodes(self.asked, kinds)

    def concepts(self) -> Iterator[Node]:
        """The nodes that are methods, models, data sets, tasks or metrics, by id."""
        return self.nodes(*CONCEPT_KINDS)

    def node(self, name: str) -> Node:
        """The node with this id; KeyError when there is none."""
        return node_of(name, self.asked.nodes[name])

    def facts(self, *predicates: Predicate) -> Iterator[Fact]:
        """The facts with these predicates (all without any), by head, then tail, then predicate."""
        return stream_facts(self.asked, predicates)

    def facts_of(self, name: str, *predicates: Predicate) -> Iterator[Fact]:
        """The facts whose head is this node."""
        wanted = {predicate.value for predicate in predicates}
        for tail, edges in edges_from(self.asked, name).items():
            for key, attributes in edges.items():
                if not wanted or key in wanted:
                    yield Fact(name, Predicate(key), tail, tuple(attributes["evidence"]))

    def facts_about(self, name: str, *predicates: Predicate) -> Iterator[Fact]:
        """The facts whose tail is this node."""
        wanted = {predicate.value for predicate in predicates}
        for head, edges in edges_to(self.asked, name).items():
            for key, attributes in edges.items():
                if not wanted or key in wanted:
                    yield Fact(head, Predicate(key), name, tuple(attributes["evidence"]))

    def find(self, name: str, *kinds: NodeKind) -> Node:
        """The node that a name means; an UnknownNameError with the nearest names when there is none."""
        return self.node(find_node(self.asked, name, kinds or tuple(NodeKind)))

    def family(self, name: str, *, depth: int = 6) -> Variant:
        """The variants of a concept as a tree, each with its evidence; ``print`` draws it."""
        return family_of(self.asked, find_node(self.asked, name, CONCEPT_KINDS), depth)

    def siblings(self, name: str, *, limit: int = 20) -> Answers[Sibling]:
        """The other variants of what a concept is a variant of, the likest first; see ``kg.siblings``."""
        return Answers(Sibling, siblings_of(self.asked, find_node(self.asked, name, CONCEPT_KINDS), limit=limit))

    def related(self, paper: str, *, limit: int = 10) -> Answers[Related]:
        """The papers nearest to one, through the rarest concepts they share, best first."""
        return Answers(Related, related_papers(self.asked, find_node(self.asked, paper, (NodeKind.PAPER,)), limit))

    def together(self, name: str, *, at_least: int = 3, limit: int = 20) -> Answers[Together]:
        """The concepts that share papers with one more often than by chance, by lift; see ``kg.together``."""
        concept = find_node(self.asked, name, CONCEPT_KINDS)
        return Answers(Together, concepts_together(self.asked, concept, at_least=at_least, limit=limit))

    def path(self, start: str, end: str) -> Trail | None:
        """The shortest path between two papers or concepts, each step with its sentence; None when there is none."""
        return shortest_path(self.asked, find_node(self.asked, start, WALKED), find_node(self.asked, end, WALKED))

    def focus(self, name: str, *, depth: int = 2, limit: int = 300) -> Neighbourhood:
        """What is at most ``depth`` steps from a node, ``limit`` nodes in all: a graph that a notebook draws."""
        centre = find_node(self.asked, name)
        rows, left_out = nearest_nodes(self.asked, (centre,), depth=depth, limit=limit)
        return Neighbourhood(self.node(centre), Graph(part_of(self.asked, rows), self.about), depth, left_out)

    def subgraph(
        self, *, concept: str | None = None, paper: str | None = None, depth: int = 2, limit: int | None = None
    ) -> Graph:
        """All that is at most ``depth`` steps from a concept, from a paper, or from either: a graph in memory.

        Facts are followed in both directions, through hubs too, and all facts between the nodes are in it. With
        ``limit`` only so many nodes are, the nearest as ``focus`` finds them, which passes over results.
        """
        asked = ((concept, CONCEPT_KINDS), (paper, (NodeKind.PAPER,)))
        centres = [find_node(self.asked, name, kinds) for name, kinds in asked if name is not None]
        if not centres:
            raise ValueError("a subgraph is of a concept or of a paper; name one")
        if limit is None:
            rows = nodes_within(self.asked, centres, depth=depth)
        else:
            rows, _ = nearest_nodes(self.asked, centres, depth=depth, limit=limit)
        return Graph(part_of(self.asked, rows), self.about)

    def timeline(self, name: str) -> Timeline:
        """When a concept was first seen, and how many papers name it each year."""
        return timeline_of(self.asked, find_node(self.asked, name, CONCEPT_KINDS))

    def timelines(self, *, limit: int = 100) -> Answers[Timeline]:
        """The same for the concepts that were first seen last, of those that a paper with a year names."""
        return Answers(Timeline, newest_timelines(self.asked, limit))

    def beats(self, *, method: str | None = None, dataset: str | None = None) -> Answers[Win]:
        """What is said to beat what, each with its sentence: of one method, on one data set, or all."""
        from kg.beats import find_wins  # its many patterns take longer to make than most answers

        wins = find_wins(
            self.asked,
            method=None if method is None else find_node(self.asked, method, (NodeKind.METHOD, NodeKind.MODEL)),
            dataset=None if dataset is None else find_node(self.asked, dataset, (NodeKind.DATASET,)),
        )
        return Answers(Win, wins)

    def code(self, name: str) -> Answers[Implementation]:
        """The own repositories of the papers that introduce or use a concept, introducers first."""
        return Answers(Implementation, implementations_of(self.asked, find_node(self.asked, name, CONCEPT_KINDS)))

    def cypher(self, query: str) -> CypherAnswer:
        """The answer to a Cypher query; needs grand-cypher, see ``kg.cypher``."""
        from kg.cypher import ask_cypher  # likewise

        return ask_cypher(self.asked, query)

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
        return Answers(Node, some_nodes(self.asked, ask_papers(self.asked, question)))
