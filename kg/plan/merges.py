"""The table of merges: why each spelling stands for its concept, and why for no other; from that of mentions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.plan.selecting import flags_of, is_in, one_array, row_texts, where_in
from kg.plan.splicing import differing, spliced
from kg.tables.columns import Flags
from kg.tables.schema import SCHEMAS as GRAPH

_KEYS = ("concept", "surface", "reason", "kept_apart")


def merges_after(before: Any, lost: Any, found: Any, mentions: Any) -> Any:
    """The merges of mentions with their concepts, of which some were ``lost`` and some ``found`` since before.

    A merge names the least of the papers that show it. Those that lost that one are made again from all mentions.
    """
    if not len(before):
        return merges_table(mentions)
    minus, plus = _reasons(lost), _reasons(found)
    shown = is_in(row_texts(minus, [*_KEYS, "paper"]), row_texts(plus, [*_KEYS, "paper"]))
    minus = minus.filter(pc.invert(shown))
    rows = np.flatnonzero(_of_concepts(before, minus, plus))
    near = before.take(pa.array(rows))
    keys, added = row_texts(near, _KEYS), row_texts(plus, _KEYS)
    first_gone = is_in(row_texts(near, [*_KEYS, "paper"]), row_texts(minus, [*_KEYS, "paper"]))
    doubtful = keys.filter(first_gone)
    if len(doubtful):
        again = _reasons(where_in(mentions, "concept", near["concept"].filter(first_gone)))
        plus = pa.concat_tables([plus, again.filter(is_in(row_texts(again, _KEYS), doubtful))])
    still = near.filter(pc.and_(is_in(keys, added), pc.invert(first_gone)))
    affected = np.zeros(len(before), np.bool_)
    affected[rows[flags_of(pc.or_(first_gone, is_in(keys, added)))]] = True
    gone, new = differing(before, affected, _first(pa.concat_tables([still, plus])))
    return spliced(before, gone, _in_order(new), key="concept", order=_in_order)


def _of_concepts(merges: Any, *others: Any) -> Flags:
    """Of each of the merges, whether others are for its concept."""
    chunks = [chunk for other in others for chunk in other["concept"].chunks]
    return flags_of(is_in(merges["concept"], pc.unique(pa.chunked_array(chunks, pa.string()))))


def merges_table(mentions: Any) -> Any:
    """The merges of mentions with their concepts."""
    return _in_order(_first(_reasons(mentions)))


def _in_order(merges: Any) -> Any:
    return merges.sort_by([(name, "ascending") for name in GRAPH["merges"].names]).combine_chunks()


def _reasons(mentions: Any) -> Any:
    """A row for each reason of each mention: for its concept, with the paper that it rests on, or its refusals."""
    made_for = [mentions[name] for name in ("concept", "form", "reason", "source")]
    lists = one_array(mentions["refusals"])
    owner = mentions.select(["concept", "form", "paper"]).take(pc.list_parent_indices(lists))
    refused = [owner["concept"], owner["form"], pc.list_flatten(lists), owner["paper"]]
    return pa.concat_tables([_merges(made_for, apart=False), _merges(refused, apart=True)])


def _merges(columns: list[Any], *, apart: bool) -> Any:
    flags = pa.array(np.full(len(columns[0]), apart))
    return pa.Table.from_arrays([*columns, flags], schema=GRAPH["merges"])


def _first(merges: Any) -> Any:
    """The merges, each once, with the least of the papers that show it."""
    found = merges.group_by(list(_KEYS)).aggregate([("paper", "min")])
    columns = [found["paper_min" if name == "paper" else name] for name in GRAPH["merges"].names]
    return pa.Table.from_arrays(columns, schema=GRAPH["merges"])
