"""What ``paperkg show`` says of a concept, a paper or a source, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from kg.concepts import Merge
from kg.facts import Evidence, Fact, Node
from kg.family import Variant, parents
from kg.graph import Graph
from kg.nearest import Related
from kg.schema import CONCEPT_KINDS, RULES, NodeKind, Predicate

ROLES = (
    Predicate.INTRODUCES,
    Predicate.USES,
    Predicate.STUDIES,
    Predicate.COMPARES_WITH,
    Predicate.EVALUATED_ON,
    Predicate.MENTIONS,
)
"""How papers stand to a concept, in the order of telling."""

_HEADINGS = {
    Predicate.INTRODUCES: "Introduced by",
    Predicate.USES: "Used by",
    Predicate.STUDIES: "Studied by",
    Predicate.COMPARES_WITH: "Compared with by",
    Predicate.EVALUATED_ON: "Evaluated on by",
    Predicate.MENTIONS: "Mentioned by",
}
_SENTENCE = 220
"""Characters of a sentence that are shown."""


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

    def print(self, out: Console, limit: int) -> None:
        """Print for a person; at most ``limit`` nodes a heading."""
        out.print(Text.assemble((self.node.label, "bold"), ("  " + self.node.kind.value, "cyan")))
        for name, value in self.lines:
            out.print(Text.assemble((f"  {name}: ", "dim"), value))
        if self.family is not None and self.family.variants:
            out.print(Text("\nFamily", style="bold"))
            out.print(_tree(self.family))
        for heading, group in self.groups:
            _print_group(out, heading, group, limit)
        if self.met:
            out.print(Text("\nOften together with", style="bold"))
            out.print(Text("  " + ", ".join(f"{name} ({papers})" for name, _, papers in self.met[: 2 * limit])))
        if self.near:
            out.print(Text("\nNearest papers", style="bold"))
            for each in self.near[:limit]:
                out.print(
                    Text.assemble(
                        f"  {each.score:.2f}  {each.title}  ", (", ".join(s.name for s in each.shared[:4]), "dim")
                    )
                )
        if self.merges:
            out.print(Text("\nWhy these spellings", style="bold"))
            for merge in self.merges:
                out.print(
                    Text.assemble(
                        f"  {merge.surface}: ",
                        (f"{merge.reason} [{merge.paper}]" if merge.paper else merge.reason, "dim"),
                    )
                )


def concept_card(graph: Graph, node: Node, merges: list[Merge]) -> Card:
    """A concept: its spellings, family, papers by role, code, data sets and tasks it meets."""
    lines = [("id", node.id), ("also written", ", ".join(_aliases(node)))]
    lines += [(key, str(node.attributes[key])) for key in ("year", "link") if key in node.attributes]
    above = [graph.nx.nodes[parent]["label"] for parent in parents(graph.nx, node.id)]
    if above:
        lines.append(("a variant of", ", ".join(above)))
    groups = [
        (
            _HEADINGS[role],
            _said(graph, (f for f in graph.facts_about(node.id, role) if f.head.startswith("paper:")), head=True),
        )
        for role in ROLES
    ]
    introducers = [fact.head for fact in graph.facts_about(node.id, Predicate.INTRODUCES)]
    code = _said(graph, (fact for paper in introducers for fact in graph.facts_of(paper, Predicate.HAS_CODE)))
    related = [(f"It {RULES[p].label}", _said(graph, graph.facts_of(node.id, p))) for p in _BETWEEN]
    kept = tuple(
        (heading, group)
        for heading, group in [*groups, ("Code of the papers that introduce it", code), *related]
        if group
    )
    return Card(
        node,
        tuple(line for line in lines if line[1]),
        kept,
        graph.family(node.id),
        _met(graph, node.id),
        (),
        tuple(merges),
    )


_BETWEEN = (
    Predicate.PART_OF,
    Predicate.USED_FOR,
    Predicate.APPLIED_TO,
    Predicate.EVALUATED_ON,
    Predicate.COMPARED_WITH,
    Predicate.TRAINED_ON,
)


def paper_card(graph: Graph, node: Node) -> Card:
    """A paper: its links and code, the concepts it names by role, its results, and the nearest papers."""
    keys = ("year", "venue", "authors", "url")
    lines = [("id", node.id.removeprefix("paper:"))]
    lines += [(key, _plain(node.attributes[key])) for key in keys if key in node.attributes]
    headings = {
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
    groups = tuple(
        (heading, said)
        for predicate, heading in headings.items()
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
        found.append(Said(other, graph.nx.nodes[other]["label"], best, fact.score))
    return tuple(sorted(found, key=lambda said: (-said.score, said.label.casefold(), said.id)))


def _met(graph: Graph, concept: str) -> tuple[tuple[str, str, int], ...]:
    wanted = {kind.value for kind in CONCEPT_KINDS}
    counts: Counter[str] = Counter()
    for paper in {head for head in graph.nx.predecessors(concept) if graph.nx.nodes[head]["kind"] == NodeKind.PAPER}:
        counts.update(
            {tail for tail in graph.nx.successors(paper) if graph.nx.nodes[tail]["kind"] in wanted and tail != concept}
        )
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]
    return tuple(
        (graph.nx.nodes[name]["label"], graph.nx.nodes[name]["kind"], count) for name, count in best if count > 1
    )


def _aliases(node: Node) -> tuple[str, ...]:
    aliases = node.attributes.get("aliases", ())
    return tuple(alias for alias in aliases if alias != node.label) if isinstance(aliases, tuple) else ()


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _tree(family: Variant) -> Tree:
    tree = Tree(Text(family.name))
    _grow(tree, family)
    return tree


def _grow(tree: Tree, variant: Variant) -> None:
    for child in variant.variants:
        best = max(child.evidence, key=lambda piece: (bool(piece.sentence), piece.score))
        why = f"“{_cut(best.sentence)}”" if best.sentence else best.rule
        _grow(tree.add(Text.assemble(child.name, (f"  {child.score:.2f}  {why}", "dim"))), child)


def _print_group(out: Console, heading: str, group: tuple[Said, ...], limit: int) -> None:
    out.print(Text(f"\n{heading} ({len(group)})", style="bold"))
    for said in group[:limit]:
        out.print(Text.assemble(("  • ", "dim"), said.label))
        if said.evidence.sentence and said.evidence.sentence != said.label:
            out.print(Text(f"    “{_cut(said.evidence.sentence)}”", style="dim"))
    if len(group) > limit:
        out.print(Text(f"  … and {len(group) - limit} more (--limit)", style="dim"))


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE else sentence[: _SENTENCE - 1].rstrip() + "…"
