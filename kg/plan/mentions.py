"""The table of all mentions: those of papers that have to be settled again are made anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from kg.plan.columns import SCHEMAS
from kg.plan.engine import Engine
from kg.plan.papers import Papers
from kg.plan.selecting import flags_of, holding, is_in, one_array, opened, where_in
from kg.plan.sensing import senses_after, senses_table
from kg.plan.settling import SETTLED, Settling
from kg.plan.splicing import spliced

BATCH = 64
SHARE = 2_000
"""Papers that take about as long to settle as it takes to start a process."""


class Settled(NamedTuple):
    """``mentions`` as they were settled, without concepts, and by what."""

    senses: Any
    mentions: Any
    settled: Any
    dirty: Any
    """The ids of the papers that were settled anew."""
    gone: Any
    """The ids of those, and of those that are no more."""
    touched: Any
    """The groups that have gained or lost mentions."""


def settle_all(papers: Papers, readings: Any, before: Mapping[str, Any], engine: Engine, catalogue: str) -> Settled:
    """Settle the mentions of all papers; those that nothing has changed for as they were before.

    ``readings`` are what was read from them, row by row.
    """
    come = pa.array([paper.id for paper in papers.come], pa.string())
    gone = pa.array(papers.gone, pa.string())
    was, now = where_in(before["readings"], "paper", gone), where_in(readings, "paper", come)
    senses, changed = senses_after(before["senses"], was, now, readings)
    asked = holding(one_array(before["settled"]["paper"]), one_array(before["settled"]["consulted"]), changed)
    gone = pc.unique(pa.concat_arrays([gone, asked]))
    is_dirty = is_in(papers.rows["id"], pa.concat_arrays([come, asked]))
    anew = papers.rows.append_column("content", readings["content"]).filter(is_dirty)
    ids = one_array(anew["id"])
    found = engine.mapped(anew, Settling(senses, catalogue), SETTLED, batch=BATCH, share=SHARE)
    mentions = opened(ids, found.field("mentions"), WITHOUT_CONCEPT)
    settled = pa.Table.from_arrays([ids, found.field("consulted"), found.field("names")], schema=SCHEMAS["settled"])
    kept = before["mentions"].drop_columns(["concept"])
    is_gone = flags_of(is_in(kept["paper"], gone))
    lost = one_array(kept["group"].filter(pa.array(is_gone)))
    return Settled(
        senses_table(senses),
        spliced(kept, is_gone, mentions, key="paper"),
        spliced(before["settled"], flags_of(is_in(before["settled"]["paper"], gone)), settled, key="paper"),
        ids,
        gone,
        pc.unique(pa.concat_arrays([lost, one_array(mentions["group"])])),
    )


WITHOUT_CONCEPT = SCHEMAS["mentions"].remove(len(SCHEMAS["mentions"]) - 1)
"""What a mention is before it is known which concept its group is."""
