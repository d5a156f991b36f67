"""Which papers have to be settled again, and the table of all mentions after that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.types import Paper
from kg.plan.columns import SCHEMAS
from kg.plan.engine import Engine
from kg.plan.papers import row_digest
from kg.plan.selecting import holding, is_in, opened, where_in, where_not_in
from kg.plan.sensing import senses_after, senses_table
from kg.plan.settling import SETTLED, Settling

BATCH = 64
SHARE = 2_000
"""Papers that take about as long to settle as it takes to start a process."""


class Settled(NamedTuple):
    """``mentions`` as they were settled, without concepts, and by what."""

    senses: Any
    mentions: Any
    settled: Any
    dirty: Any
    """The papers that were settled anew."""
    touched: Any
    """The groups that have gained or lost mentions."""


def settle_all(
    papers: Sequence[Paper], rows: Any, readings: Any, before: Mapping[str, Any], engine: Engine, catalogue: str
) -> Settled:
    """Settle the mentions of all papers, sorted by id; those that nothing has changed for as they were before.

    ``rows`` are the papers' and ``readings`` what was read from them, row by row.
    """
    senses, changed = senses_after(before["senses"], before["readings"], readings)
    digests = [row_digest(paper, read) for paper, read in zip(papers, readings["digest"].to_pylist(), strict=True)]
    clean = _clean(rows["id"], digests, before["settled"], changed)
    anew = rows.append_column("content", readings["content"]).filter(pc.invert(clean))
    ids = anew["id"].combine_chunks()
    found = engine.mapped(anew, Settling(senses, catalogue), SETTLED, batch=BATCH, share=SHARE)
    mentions = opened(ids, found.field("mentions"), _WITHOUT_CONCEPT)
    told = pa.array([digest for digest, kept in zip(digests, clean.to_pylist(), strict=True) if not kept], pa.string())
    settled = pa.Table.from_arrays(
        [ids, told, found.field("consulted"), found.field("names")], schema=SCHEMAS["settled"]
    )
    all_ids, unchanged = rows["id"].combine_chunks(), rows["id"].filter(clean)
    gone = where_not_in(before["mentions"].select(["paper", "group"]), "paper", unchanged)
    kept = where_in(before["mentions"], "paper", unchanged).drop_columns(["concept"])
    return Settled(
        senses_table(senses),
        _by_paper(pa.concat_tables([kept, mentions]), all_ids),
        _by_paper(pa.concat_tables([where_in(before["settled"], "paper", unchanged), settled]), all_ids),
        ids,
        pc.unique(pa.chunked_array([*gone["group"].chunks, *mentions["group"].chunks], pa.string())),
    )


_WITHOUT_CONCEPT = SCHEMAS["mentions"].remove(len(SCHEMAS["mentions"]) - 1)


def _clean(ids: Any, digests: list[str], settled: Any, changed: set[str]) -> Any:
    """For each paper whether it was settled as it is, and by nothing that has changed."""
    row = pc.index_in(ids.combine_chunks(), settled["paper"].combine_chunks())
    same = pc.equal(settled["digest"].combine_chunks().take(row), pa.array(digests, pa.string()))
    touched = holding(settled["paper"].combine_chunks(), settled["consulted"].combine_chunks(), changed)
    return pc.and_(pc.fill_null(same, False), pc.invert(is_in(ids.combine_chunks(), touched)))


def _by_paper(table: Any, papers: Any) -> Any:
    """The rows by paper; those of one paper are together already and stay in their order."""
    places = np.asarray(pc.index_in(table["paper"].combine_chunks(), papers))
    return table.take(pa.array(np.argsort(places, kind="stable"))).combine_chunks()
