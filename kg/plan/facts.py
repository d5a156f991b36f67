"""From pieces of evidence to the tables of a graph: facts, evidence, links, results and nodes, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.catalogue import Entry
from kg.concepts import Concept
from kg.confidence import combined
from kg.facts import Evidence, Fact, Node
from kg.families import family_facts
from kg.plan.stating import evidence_row
from kg.schema import NodeKind, Predicate
from kg.tables.names import names_of
from kg.tables.schema import SCHEMAS as GRAPH

_KEYS = ("head", "predicate", "tail")


def with_families(evidence: Any, stated: Any, concepts: Mapping[str, Concept], entries: Iterable[Entry]) -> Any:
    """The evidence and that for families: what is ``stated``, with catalogue and name shape, and without cycles."""
    facts = family_facts(concepts, _facts(stated), entries)
    rows = [evidence_row(fact.head, fact.predicate, fact.tail, piece) for fact in facts for piece in fact.evidence]
    return pa.concat_tables([evidence, pa.Table.from_pylist(rows, GRAPH["evidence"])])


def in_order(evidence: Any) -> Any:
    """Evidence by fact, then as ``kg.facts.Evidence`` is ordered."""
    table = evidence.combine_chunks()
    keys = [_ranks(table[name].combine_chunks()) for name in table.column_names if name != "sentence"]
    ordered = table.take(pa.array(np.lexsort(keys[::-1]))).combine_chunks()
    return ordered if _sentences_agree(ordered) else table.sort_by([(name, "ascending") for name in table.column_names])


def _ranks(column: Any) -> Any:
    """Numbers that are ordered as the values of a column are; texts are compared once each."""
    if not pa.types.is_string(column.type):
        return np.asarray(column)
    numbered = column.dictionary_encode()
    order = np.asarray(pc.array_sort_indices(numbered.dictionary))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks[np.asarray(numbered.indices)] if len(order) else ranks


def _sentences_agree(evidence: Any) -> bool:
    """Whether pieces for one fact at one place have one sentence, so that their order is not the sentences'."""
    after, before = evidence.slice(1), evidence.slice(0, max(0, len(evidence) - 1))
    same = [pc.equal(after[name], before[name]) for name in (*_KEYS, "paper", "start", "end")]
    alike = same[0]
    for each in same[1:]:
        alike = pc.and_(alike, each)
    return not pc.any(pc.and_(alike, pc.not_equal(after["sentence"], before["sentence"]))).as_py()


def _facts(evidence: Any) -> Iterator[Fact]:
    found: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for head, predicate, tail, *piece in zip(*(column.to_pylist() for column in evidence.columns), strict=True):
        found[head, predicate, tail].append(Evidence(*piece))
    for (head, predicate, tail), pieces in found.items():
        yield Fact(head, Predicate(predicate), tail, tuple(pieces))


def facts_table(evidence: Any, ids: Any) -> Any:
    """The facts that sorted evidence is for; ``ids`` are the nodes', sorted."""
    codes = [np.asarray(evidence[name].combine_chunks().dictionary_encode().indices) for name in _KEYS]
    firsts = np.flatnonzero(np.any([np.diff(code, prepend=-1) != 0 for code in codes], axis=0)).astype(np.int64)
    counts = np.diff(firsts, append=len(evidence)).astype(np.int32)
    of_fact = evidence.take(pa.array(firsts)).select(_KEYS)
    rows = [pc.index_in(of_fact[name].combine_chunks(), ids) for name in ("head", "tail")]
    columns = [
        *of_fact.columns,
        pa.array(_combined(evidence, firsts), pa.float64()),
        pa.array(counts),
        *rows,
        pa.array(firsts),
    ]
    return pa.Table.from_arrays([*columns], schema=GRAPH["facts"])


def _combined(evidence: Any, firsts: Any) -> list[float]:
    """The score of each fact, from those of its pieces."""
    scores = evidence["score"].to_pylist()
    alone = lru_cache(maxsize=None)(lambda score: combined([score]))  # most facts have one piece, and scores recur
    pieces = (scores[start:end] for start, end in pairwise([*firsts.tolist(), len(scores)]))
    return [alone(found[0]) if len(found) == 1 else combined(found) for found in pieces]


def first_of_each(table: Any) -> Any:
    """The rows of a table without their paper: of those with one id the first; sorted by id."""
    ids = table["id"].combine_chunks().dictionary_encode()
    _, firsts = np.unique(np.asarray(ids.indices), return_index=True)
    return table.take(pa.array(np.sort(firsts))).drop_columns(["paper"]).sort_by("id").combine_chunks()


def concepts_table(concepts: Mapping[str, Concept]) -> Any:
    """The table of concepts."""
    rows = sorted(concepts.items())
    columns = [
        [name for name, _ in rows],
        [concept.kind.value for _, concept in rows],
        [concept.name for _, concept in rows],
        [concept.aliases for _, concept in rows],
        [concept.year for _, concept in rows],
        [concept.link or None for _, concept in rows],
    ]
    schema = GRAPH["concepts"]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def merges_table(mentions: Any) -> Any:
    """Why each form of a table of mentions, with their concepts, stands for its concept, and why for no other."""
    made_for = mentions.select(["concept", "form", "reason", "source"])
    refused = opened_texts(mentions)
    return pa.concat_tables([_first_source(made_for, apart=False), _first_source(refused, apart=True)]).sort_by(
        [(name, "ascending") for name in ("concept", "surface", "reason", "paper", "kept_apart")]
    )


def opened_texts(mentions: Any) -> Any:
    """A row for each refusal: concept, form, the refusal as reason, and the paper."""
    lists = mentions["refusals"].combine_chunks()
    parents = pc.list_parent_indices(lists)
    owner = mentions.select(["concept", "form", "paper"]).take(parents)
    columns = [owner["concept"], owner["form"], pc.list_flatten(lists), owner["paper"]]
    return pa.Table.from_arrays(columns, names=["concept", "form", "reason", "source"])


def _first_source(rows: Any, *, apart: bool) -> Any:
    found = rows.group_by(["concept", "form", "reason"]).aggregate([("source", "min")])
    flags = pa.array(np.full(len(found), apart))
    columns = [found["concept"], found["form"], found["reason"], found["source_min"], flags]
    return pa.Table.from_arrays(columns, schema=GRAPH["merges"])


def nodes_table(tables: Mapping[str, Any]) -> Any:
    """The nodes that stand for the rows of papers, concepts, links and results, sorted by id."""
    papers, concepts = tables["papers"], tables["concepts"]
    parts = [
        _nodes(pc.binary_join_element_wise("paper:", papers["id"], ""), "paper", papers["title"], papers["year"]),
        _nodes(concepts["id"], concepts["kind"], concepts["name"], concepts["year"]),
        _nodes(tables["links"]["id"], tables["links"]["kind"], tables["links"]["label"], None),
        _nodes(tables["results"]["id"], "result", tables["results"]["value"], None),
    ]
    return pa.concat_tables(parts).sort_by("id").combine_chunks()


def _nodes(ids: Any, kind: Any, labels: Any, years: Any) -> Any:
    size = len(ids)
    kinds = pa.array([kind] * size, pa.string()) if isinstance(kind, str) else kind
    dated = pa.nulls(size, pa.int32()) if years is None else years
    places = pa.array(np.arange(size, dtype=np.int32))
    return pa.Table.from_arrays([ids, kinds, labels, dated, places], schema=GRAPH["nodes"])


def names_table(nodes: Any, papers: Any, groups: Mapping[str, Concept], drafts: Any, others: Iterable[Any]) -> Any:
    """What the nodes may be asked for by, sorted.

    ``papers`` and ``drafts`` have the names of papers and of the ``groups`` that are concepts; ``others`` are tables of
    nodes with an id, a label in one of two columns, and no such names yet.
    """
    ids = nodes["id"].combine_chunks()
    of_papers = pc.binary_join_element_wise("paper:", papers["paper"], "").combine_chunks()
    of_groups = pa.array([groups[group].id for group in drafts["group"].to_pylist()], pa.string())
    parts = [_names(of_papers, papers["names"], ids), _names(of_groups, drafts["names"], ids)]
    rest = [Node(*row) for table in others for row in _labelled(table)]
    named = [(name, way, node.id) for node in rest for name, way in names_of(node)]
    columns = [list(column) for column in zip(*named, strict=True)] or [[], [], []]
    rows = pc.index_in(pa.array(columns[2], pa.string()), ids)
    parts.append(
        pa.Table.from_arrays(
            [pa.array(columns[0], pa.string()), pa.array(columns[1], pa.int32()), rows], schema=GRAPH["names"]
        )
    )
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in GRAPH["names"].names]).combine_chunks()


def _names(owners: Any, lists: Any, ids: Any) -> Any:
    lists = lists.combine_chunks()
    rows = pc.index_in(owners, ids).take(pc.list_parent_indices(lists))
    structs = pc.list_flatten(lists)
    return pa.Table.from_arrays([structs.field("name"), structs.field("way"), rows], schema=GRAPH["names"])


def _labelled(table: Any) -> Iterator[tuple[str, NodeKind, str]]:
    label = "label" if "label" in table.column_names else "value"
    for name, text in zip(table["id"].to_pylist(), table[label].to_pylist(), strict=True):
        yield name, NodeKind(name.partition(":")[0]), text
