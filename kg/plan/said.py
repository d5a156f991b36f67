"""What all papers state, as tables: of those that nothing has changed for as they stated it before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.plan.columns import SCHEMAS
from kg.plan.engine import Engine
from kg.plan.mentions import Settled
from kg.plan.nodes import paper_nodes
from kg.plan.selecting import flags_of, is_in, one_array, opened, where_in, where_not_in
from kg.plan.splicing import spliced
from kg.plan.stating import STATED, Stating
from kg.schema import Predicate

BATCH = 64
SHARE = 4_000
"""Papers that take about as long to state what they state as it takes to start a process."""


class Said(NamedTuple):
    """What all papers state now, and what of it is new.

    Which variants a paper states is kept as it was stated, for other papers have a say in which of them stand.
    """

    evidence: Any
    """What was stated anew, but for variants."""
    nodes: Any
    """The ids of the nodes of papers whose evidence of before is no more."""
    stated: Any
    cited: Any
    reported: Any
    lost: Any
    """The mentions, with their concepts, of papers that are no more or name another concept now."""
    found: Any
    """Those of papers that are new or name another concept now."""


def state_all(
    rows: Any, readings: Any, named: Any, settled: Settled, before: Mapping[str, Any], engine: Engine
) -> Said:
    """What papers state, given their mentions with the concepts that these name."""
    renamed = _renamed(named, before["mentions"], settled)
    again, gone = (pc.unique(pa.concat_arrays([ids, renamed])) for ids in (settled.dirty, settled.gone))
    found = where_in(named, "paper", again)
    anew = where_in(rows.append_column("content", readings["content"]), "id", again)
    anew = anew.append_column("concepts", _lists(anew["id"], found))
    ids = one_array(anew["id"])
    made = engine.mapped(anew, Stating(), STATED, batch=BATCH, share=SHARE)
    said = opened(ids, made.field("evidence"), _WITH_PAPER).drop_columns(["own"])
    is_family = pc.equal(said["predicate"], Predicate.VARIANT_OF.value)
    nodes = one_array(paper_nodes(gone))
    return Said(
        said.filter(pc.invert(is_family)),
        nodes,
        pa.concat_tables([where_not_in(before["stated"], "paper", nodes), said.filter(is_family)]),
        _joined("cited", ids, made.field("links"), before, gone),
        _joined("reported", ids, made.field("results"), before, gone),
        where_in(before["mentions"], "paper", gone),
        found,
    )


_WITH_PAPER = pa.schema([pa.field("own", pa.string()), *SCHEMAS["stated"]])


def _renamed(named: Any, before: Any, settled: Settled) -> Any:
    """The papers with the same mentions as before of which one names a concept of another id now."""
    kept, was = pc.invert(is_in(named["paper"], settled.dirty)), pc.invert(is_in(before["paper"], settled.gone))
    other = pc.not_equal(one_array(named["concept"].filter(kept)), one_array(before["concept"].filter(was)))
    rows = np.flatnonzero(flags_of(kept))[np.flatnonzero(flags_of(other))]
    return pc.unique(one_array(named["paper"].take(pa.array(rows))))


def _lists(papers: Any, named: Any) -> Any:
    """The concepts that each paper's mentions name, in the order of its mentions; both come by paper."""
    numbered = pc.index_in(one_array(named["paper"]), one_array(papers))
    sizes = np.bincount(np.asarray(numbered), minlength=len(papers))
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), one_array(named["concept"]))


def _joined(name: str, ids: Any, lists: Any, before: Mapping[str, Any], gone: Any) -> Any:
    """A working table's rows of papers, those that are stated anew and those that are kept, by paper."""
    lost = flags_of(is_in(before[name]["paper"], gone))
    return spliced(before[name], lost, opened(ids, lists, SCHEMAS[name]), key="paper")
