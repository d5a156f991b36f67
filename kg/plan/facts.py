"""The table of facts, from that of their evidence."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.confidence import combined
from kg.plan.evidence import KEYS, Held
from kg.plan.selecting import changes, flags_of, is_in, one_array, where_in
from kg.plan.splicing import spliced
from kg.tables.arrays import numbers_of
from kg.tables.columns import Rows
from kg.tables.schema import SCHEMAS as GRAPH


def facts_after(before: Any, held: Held, ids: Any, moved: Rows) -> Any:
    """The facts that sorted evidence is for; those of heads that have gained and lost none are taken over.

    ``ids`` are the nodes', sorted; ``moved`` has for each node of before its row now.
    """
    gone = flags_of(is_in(before["head"], held.touched))
    new = facts_table(where_in(held.evidence, "head", held.touched) if len(before) else held.evidence, ids)
    return _placed(spliced(_moved(before, moved), gone, new, key="head"))


def facts_table(evidence: Any, ids: Any) -> Any:
    """The facts that sorted evidence is for; ``ids`` are the nodes', sorted."""
    firsts = np.flatnonzero(np.any([changes(evidence[name]) for name in KEYS], axis=0)).astype(np.int64)
    counts = np.diff(firsts, append=len(evidence)).astype(np.int32)
    of_fact = evidence.select(KEYS).take(pa.array(firsts))
    rows = [pc.index_in(one_array(of_fact[name]), ids) for name in ("head", "tail")]
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


def _moved(facts: Any, moved: Rows) -> Any:
    """The facts with the rows that their nodes have now."""
    for name in ("head_row", "tail_row"):
        rows = moved[numbers_of(facts[name])].astype(np.int32) if len(facts) else np.zeros(0, np.int32)
        facts = facts.set_column(facts.column_names.index(name), facts.schema.field(name), pa.array(rows))
    return facts


def _placed(facts: Any) -> Any:
    """The facts with the rows that their evidence begins at."""
    counts = numbers_of(facts["evidence"]).astype(np.int64) if len(facts) else np.zeros(0, np.int64)
    firsts = pa.array(np.cumsum(counts) - counts)
    return facts.set_column(facts.column_names.index("first"), facts.schema.field("first"), firsts).combine_chunks()
