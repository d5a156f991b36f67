"""A graph by numbers, of whatever sort it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.caching import per_graph
from kg.facts import Evidence, Node
from kg.schema import Predicate
from kg.tables.columns import Columns, Rows, walked
from kg.tables.evidence import EvidenceBatch
from kg.tables.lazy_mappings import edge_attributes, kept_of
from kg.tables.names import name_rows
from kg.tables.rows import Attributes

if TYPE_CHECKING:
    import networkx


def columns_of(nx: networkx.MultiDiGraph[str]) -> Columns:
    """The columns of a graph: those of its tables, or else made by going through it once.

    Edges added or attributes changed in place afterwards go unseen; see ``kg.caching.per_graph``.
    """
    kept = kept_of(nx)
    return _walked(nx) if kept is None else kept.columns


def evidence_of(nx: networkx.MultiDiGraph[str], facts: Rows) -> list[tuple[Evidence, ...]]:
    """The evidence of these facts of the graph's columns, read together."""
    if (kept := kept_of(nx)) is not None:
        return kept.evidence_of(facts)
    return [tuple(edge["evidence"]) for _, _, _, edge in edges_of(nx, facts)]


def lazy_evidence(nx: networkx.MultiDiGraph[str], facts: Rows) -> Sequence[Sequence[Evidence]]:
    """The same; of a kept graph it is read, all together, when somebody looks at some of it."""
    kept = kept_of(nx)
    return evidence_of(nx, facts) if kept is None else EvidenceBatch(kept, facts)


def edges_of(
    nx: networkx.MultiDiGraph[str], facts: Rows, *, lazily: bool = False
) -> Iterator[tuple[str, str, str, Attributes]]:
    """The edges that these facts are: head, tail, predicate, and attributes, which are not the graph's own.

    ``lazily`` leaves the evidence of a kept graph to be read, all together, when somebody looks at it.
    """
    columns = columns_of(nx)
    heads, tails = (columns.nodes.ids.many(ends[facts]) for ends in (columns.facts.heads, columns.facts.tails))
    keys = [columns.facts.named[code] for code in columns.facts.predicates[facts].tolist()]
    kept = kept_of(nx)
    made: Iterable[Attributes]
    if kept is None:
        made = (dict(nx._succ[head][tail][key]) for head, tail, key in zip(heads, tails, keys, strict=True))
    else:
        said: Iterable[Sequence[Evidence]] = lazy_evidence(nx, facts) if lazily else kept.evidence_of(facts)
        told = zip(keys, columns.facts.scores[facts].tolist(), said, strict=True)
        made = (edge_attributes(Predicate(key), score, pieces) for key, score, pieces in told)
    return zip(heads, tails, keys, made, strict=True)


def attributes_of(nx: networkx.MultiDiGraph[str], rows: Rows) -> Iterator[tuple[str, Attributes]]:
    """The nodes of these rows with their attributes, which are not the graph's own."""
    names = columns_of(nx).nodes.ids.many(rows)
    kept = kept_of(nx)
    made = kept.attributes(rows) if kept is not None else (dict(nx._node[name]) for name in names)
    return zip(names, made, strict=True)


@per_graph
def _walked(nx: networkx.MultiDiGraph[str]) -> Columns:
    edges = list(nx.edges(keys=True, data="score", default=0.0))
    return walked(list(nx.nodes(data=True)), [(head, tail, key, score) for head, tail, key, score in edges])


def named_rows(nx: networkx.MultiDiGraph[str], name: str) -> Sequence[tuple[int, int]]:
    """The nodes that go by a name, spelled as ``kg.tables.names`` spells them: (way, row) of each."""
    if (kept := kept_of(nx)) is not None:
        return kept.named(name)
    return _names(nx).get(name, ())


@per_graph
def _names(nx: networkx.MultiDiGraph[str]) -> dict[str, list[tuple[int, int]]]:
    names: dict[str, list[tuple[int, int]]] = {}
    nodes = (Node(name, each["kind"], each["label"], each) for name, each in nx.nodes(data=True))
    for name, way, row in name_rows(nodes):
        names.setdefault(name, []).append((way, row))
    return names


def field_of(nx: networkx.MultiDiGraph[str], papers: Rows, field: str) -> list[Any]:
    """One attribute of these papers; None where they have none."""
    if (kept := kept_of(nx)) is not None:
        return kept.field("papers", papers, field)
    return [nx._node[name].get(field) for name in columns_of(nx).nodes.ids.many(papers)]
