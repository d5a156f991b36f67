"""The tables of nodes, and of the names that they are asked for by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.facts import Node
from kg.plan.selecting import flags_of, is_in, one_array, where_in
from kg.plan.splicing import differing, spliced
from kg.schema import NodeKind
from kg.tables.arrays import numbers_of
from kg.tables.columns import Rows
from kg.tables.names import names_of
from kg.tables.schema import SCHEMAS as GRAPH


def first_of_each(table: Any) -> Any:
    """The rows of a table without their paper: of those with one id the first; sorted by id."""
    ids = one_array(table["id"]).dictionary_encode()
    _, firsts = np.unique(np.asarray(ids.indices), return_index=True)
    return table.take(pa.array(np.sort(firsts))).drop_columns(["paper"]).sort_by("id").combine_chunks()


def nodes_table(tables: Mapping[str, Any]) -> Any:
    """The nodes that stand for the rows of papers, concepts, links and results, sorted by id."""
    papers, concepts = tables["papers"], tables["concepts"]
    parts = [
        _nodes(paper_nodes(papers["id"]), "paper", papers["title"], papers["year"]),
        _nodes(concepts["id"], concepts["kind"], concepts["name"], concepts["year"]),
        _nodes(tables["links"]["id"], tables["links"]["kind"], tables["links"]["label"], None),
        _nodes(tables["results"]["id"], "result", tables["results"]["value"], None),
    ]
    return pa.concat_tables(parts).sort_by("id").combine_chunks()


def paper_nodes(papers: Any) -> Any:
    """The ids of the nodes of papers."""
    return pc.binary_join_element_wise("paper:", papers, "")


def _nodes(ids: Any, kind: Any, labels: Any, years: Any) -> Any:
    size = len(ids)
    kinds = pa.repeat(kind, size) if isinstance(kind, str) else kind
    dated = pa.nulls(size, pa.int32()) if years is None else years
    places = pa.array(np.arange(size, dtype=np.int32))
    return pa.Table.from_arrays([ids, kinds, labels, dated, places], schema=GRAPH["nodes"])


def moved_rows(before: Any, ids: Any) -> Rows:
    """For each of the nodes before its row now; -1 for those that are no more."""
    return numbers_of(pc.fill_null(pc.index_in(one_array(before["id"]), ids), -1)).astype(np.int64)


def names_after(
    before: Mapping[str, Any], tables: Mapping[str, Any], lists: Iterable[tuple[Any, Any]], changed: Any, moved: Rows
) -> Any:
    """What the nodes may be asked for by, sorted; made for those nodes that are ``changed``, and else taken over.

    ``lists`` are of ids, papers' and concepts', and lists of their names; ``moved`` has for each node of before its row
    now.
    """
    lost = flags_of(is_in(before["nodes"]["id"], changed))
    rows = numbers_of(before["names"]["row"]) if len(before["names"]) else np.zeros(0, np.int32)
    kept = before["names"].set_column(2, GRAPH["names"].field("row"), pa.array(moved[rows].astype(np.int32)))
    nodes = one_array(tables["nodes"]["id"])
    parts = [_names(owners, names, changed, nodes) for owners, names in lists]
    parts.append(_labelled([where_in(tables[name], "id", changed) for name in ("links", "results")], nodes))
    gone, new = differing(kept, lost[rows], pa.concat_tables(parts))
    return spliced(kept, gone, _by_name(new), key="name", order=_by_name)


def _by_name(names: Any) -> Any:
    return names.sort_by([(name, "ascending") for name in GRAPH["names"].names]).combine_chunks()


def _names(owners: Any, lists: Any, changed: Any, nodes: Any) -> Any:
    wanted = one_array(is_in(owners, changed))
    owners, lists = one_array(owners).filter(wanted), one_array(lists).filter(wanted)
    rows = pc.index_in(owners, nodes).take(pc.list_parent_indices(lists))
    structs = pc.list_flatten(lists)
    return pa.Table.from_arrays([structs.field("name"), structs.field("way"), rows], schema=GRAPH["names"])


def _labelled(tables: list[Any], nodes: Any) -> Any:
    named = [(name, way, node.id) for table in tables for node in _nodes_of(table) for name, way in names_of(node)]
    columns = [list(column) for column in zip(*named, strict=True)] or [[], [], []]
    rows = pc.index_in(pa.array(columns[2], pa.string()), nodes)
    arrays = [pa.array(columns[0], pa.string()), pa.array(columns[1], pa.int32()), rows]
    return pa.Table.from_arrays(arrays, schema=GRAPH["names"])


def _nodes_of(table: Any) -> Iterator[Node]:
    label = "label" if "label" in table.column_names else "value"
    for name, text in zip(table["id"].to_pylist(), table[label].to_pylist(), strict=True):
        yield Node(name, NodeKind(name.partition(":")[0]), text)
