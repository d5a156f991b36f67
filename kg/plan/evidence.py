"""The table of evidence: by fact, then as ``kg.facts.Evidence`` is ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.catalogue import Entry
from kg.concepts import Concept
from kg.facts import Evidence, Fact
from kg.families import family_facts
from kg.plan.selecting import flags_of, is_in, one_array, row_texts
from kg.plan.splicing import spliced
from kg.plan.stating import evidence_row
from kg.schema import Predicate
from kg.tables.schema import SCHEMAS as GRAPH

KEYS = ("head", "predicate", "tail")


class Held(NamedTuple):
    """The evidence, and the heads of facts that have gained or lost some."""

    evidence: Any
    touched: Any


def evidence_after(before: Any, gone: Any, said: Any, families: Any) -> Held:
    """The evidence before but what papers said that are ``gone``, and what is ``said`` now; and that for families.

    ``gone`` are ids of nodes. Evidence for families is all given, for each may depend on all.
    """
    is_family = flags_of(pc.equal(before["predicate"], Predicate.VARIANT_OF.value))
    was, now = row_texts(before.filter(pa.array(is_family)), before.column_names), row_texts(families, KEPT)
    lost = np.where(is_family, False, flags_of(is_in(before["paper"], gone)))
    lost[is_family] = ~flags_of(is_in(was, now))
    new = pa.concat_tables([said, families.filter(pc.invert(is_in(now, was)))])
    touched = pa.chunked_array([*before["head"].filter(pa.array(lost)).chunks, *new["head"].chunks], pa.string())
    return Held(spliced(before, lost, new, key="head", order=in_order), pc.unique(touched))


KEPT = GRAPH["evidence"].names


def families_of(stated: Any, concepts: Mapping[str, Concept], entries: Iterable[Entry]) -> Any:
    """The evidence for families: what is ``stated``, with catalogue and name shape, and without cycles."""
    facts = family_facts(concepts, _facts(stated), entries)
    rows = [evidence_row(fact.head, fact.predicate, fact.tail, piece) for fact in facts for piece in fact.evidence]
    return pa.Table.from_pylist(rows, GRAPH["evidence"])


def _facts(evidence: Any) -> Iterator[Fact]:
    found: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for head, predicate, tail, *piece in zip(*(column.to_pylist() for column in evidence.columns), strict=True):
        found[head, predicate, tail].append(Evidence(*piece))
    for (head, predicate, tail), pieces in found.items():
        yield Fact(head, Predicate(predicate), tail, tuple(pieces))


def in_order(evidence: Any) -> Any:
    """Evidence by fact, then as ``kg.facts.Evidence`` is ordered."""
    table = evidence.combine_chunks()
    keys = [_ranks(one_array(table[name])) for name in table.column_names if name != "sentence"]
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
    same = [pc.equal(after[name], before[name]) for name in (*KEYS, "paper", "start", "end")]
    alike = same[0]
    for each in same[1:]:
        alike = pc.and_(alike, each)
    return not pc.any(pc.and_(alike, pc.not_equal(after["sentence"], before["sentence"]))).as_py()
