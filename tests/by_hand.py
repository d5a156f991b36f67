"""The tables of a graph that a test makes by hand, from nodes and facts rather than from papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors.errors import OutputError
from extractors.types import Extraction, Paper
from kg.concepts import Merge
from kg.facts import Fact, Node, check_fact
from kg.plan.winning import wins_after
from kg.schema import NodeKind
from kg.store import write_tables
from kg.tables.manifest import FILE
from kg.tables.names import NameRow, name_rows
from kg.tables.schema import ATTRIBUTES, SCHEMAS, TABLE_OF


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a folder keeps: what was read, what was made of it, and how."""

    extractions: tuple[Extraction, ...]
    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    merges: tuple[Merge, ...]
    about: Mapping[str, str | int]


def write_graph(folder: Path, kept: Kept) -> None:
    """Keep it in a folder."""
    try:
        tables = tables_of(kept)
    except (ValueError, UnicodeError) as error:
        raise OutputError(f"{folder / FILE}: {error}; the graph that was there is unchanged") from error
    write_tables(folder, tables, kept.about)


def tables_of(kept: Kept) -> dict[str, Any]:
    """The tables of a graph, by name.

    A ValueError for what must not stand in a graph: a fact that the schema forbids, that lacks evidence or an end,
    two nodes of one id, or an attribute that no column has.
    """
    nodes = sorted(kept.nodes, key=lambda node: node.id)
    facts = sorted(kept.facts, key=lambda fact: (fact.head, fact.predicate, fact.tail))
    rows = {node.id: row for row, node in enumerate(nodes)}
    if len(rows) != len(nodes):
        raise ValueError("two nodes have one id")
    papers = {f"paper:{extraction.paper.id}": extraction.paper for extraction in kept.extractions}
    _check(nodes, facts)
    placed = _placed(nodes, papers)
    read = _papers(placed["papers"], papers, {node.id: node for node in nodes if node.kind is NodeKind.PAPER})
    evidence = evidence_table(facts)
    return {
        "nodes": nodes_table(nodes, {name: row for ids in placed.values() for row, name in enumerate(ids)}),
        "papers": read,
        "concepts": _attributed("concepts", nodes, name=lambda n: n.label, kind=lambda n: n.kind.value),
        "links": _attributed("links", nodes, label=lambda n: n.label, kind=lambda n: n.kind.value),
        "results": _attributed("results", nodes),
        "facts": facts_table(facts, rows),
        "evidence": evidence,
        "wins": wins_after(SCHEMAS["wins"].empty_table(), pc.unique(evidence["head"]), evidence, read),
        "merges": merges_table(kept.merges),
        "names": names_table(name_rows(nodes)),
    }


def nodes_table(nodes: Sequence[Node], places: Mapping[str, int]) -> Any:
    """The nodes, sorted by id; ``places`` are their rows in the tables of their kinds."""
    return _table(
        "nodes",
        [node.id for node in nodes],
        [node.kind.value for node in nodes],
        [node.label for node in nodes],
        [node.attributes.get("year") for node in nodes],
        [places[node.id] for node in nodes],
    )


def facts_table(facts: Sequence[Fact], rows: Mapping[str, int]) -> Any:
    """The facts, which come sorted by head, predicate and tail; ``rows`` are those of the nodes."""
    counts = [len(fact.evidence) for fact in facts]
    return _table(
        "facts",
        [fact.head for fact in facts],
        [fact.predicate.value for fact in facts],
        [fact.tail for fact in facts],
        [fact.score for fact in facts],
        counts,
        [rows[fact.head] for fact in facts],
        [rows[fact.tail] for fact in facts],
        [end - count for end, count in zip(accumulate(counts), counts, strict=True)],
    )


def evidence_table(facts: Sequence[Fact]) -> Any:
    """The evidence of facts in their order."""
    pieces = [piece for fact in facts for piece in fact.evidence]
    return _table(
        "evidence",
        [fact.head for fact in facts for _ in fact.evidence],
        [fact.predicate.value for fact in facts for _ in fact.evidence],
        [fact.tail for fact in facts for _ in fact.evidence],
        [piece.paper for piece in pieces],
        [piece.start for piece in pieces],
        [piece.end for piece in pieces],
        [piece.sentence for piece in pieces],
        [piece.rule for piece in pieces],
        [piece.score for piece in pieces],
    )


def merges_table(merges: Iterable[Merge]) -> Any:
    """The reasons, sorted."""
    ordered = sorted(merges)
    names = ("concept", "surface", "reason", "paper", "kept_apart")
    return _table("merges", *([getattr(merge, name) for merge in ordered] for name in names))


def names_table(found: Iterable[NameRow]) -> Any:
    """What nodes may be asked for by, sorted."""
    ordered = sorted(found)
    return _table(
        "names", [each.name for each in ordered], [each.way for each in ordered], [each.row for each in ordered]
    )


def _check(nodes: Iterable[Node], facts: Iterable[Fact]) -> None:
    kinds = {node.id: node.kind for node in nodes}
    for node in nodes:
        if extra := set(node.attributes) - set(ATTRIBUTES[TABLE_OF[node.kind]]):
            raise ValueError(f"{node.id}: no column keeps {', '.join(sorted(extra))}")
    for fact in facts:
        check_fact(fact, kinds)


def _placed(nodes: Iterable[Node], papers: Mapping[str, Paper]) -> dict[str, list[str]]:
    """The ids of the rows of each table of nodes; a paper that was read has a row, node or none."""
    ids: dict[str, set[str]] = {table: set() for table in ATTRIBUTES}
    for node in nodes:
        ids[TABLE_OF[node.kind]].add(node.id)
    ids["papers"].update(papers)
    return {table: sorted(found) for table, found in ids.items()}


def _papers(ids: Sequence[str], papers: Mapping[str, Paper], nodes: Mapping[str, Node]) -> Any:
    names = [field.name for field in fields(Paper)]
    rows = [_paper_row(paper) if (paper := papers.get(name)) else nodes[name].attributes for name in ids]
    bare = [name.removeprefix("paper:") for name in ids]
    return _table("papers", *(bare if name == "id" else [row.get(name) for row in rows] for name in names))


def _paper_row(paper: Paper) -> dict[str, Any]:
    """Its fields, what is unknown left out; title, abstract, sources are there in any case, as in its node."""
    values = {field.name: getattr(paper, field.name) for field in fields(Paper)}
    return {key: value for key, value in values.items() if value or key in ("title", "abstract", "sources")}


def _attributed(table: str, nodes: Iterable[Node], **others: Any) -> Any:
    """The table of one sort of node: the attributes, and what ``others`` make of the node."""
    ours = [node for node in nodes if TABLE_OF[node.kind] == table]
    given = {"id": lambda node: node.id, **others}
    return _table(table, *(list(_values(ours, name, given)) for name in SCHEMAS[table].names))


def _values(nodes: Iterable[Node], name: str, given: Mapping[str, Any]) -> Iterator[Any]:
    for node in nodes:
        yield given[name](node) if name in given else node.attributes.get(name)


def _table(name: str, *columns: Sequence[Any]) -> Any:
    schema = SCHEMAS[name]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
