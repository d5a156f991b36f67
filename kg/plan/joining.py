"""Papers that were met, joined to those that a kept graph has: only what they may be repeats of is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from extractors.sources.duplicates import join_repeats, repeat_keys
from extractors.types import Intake, Paper
from kg.plan.columns import SCHEMAS
from kg.plan.papers import Papers, papers_of
from kg.plan.selecting import flags_of, holding, is_in, one_array, where_in
from kg.plan.splicing import spliced


@dataclass(frozen=True, slots=True)
class Joined:
    """``papers`` with those that were met, and how many of these were met before."""

    papers: Papers
    repeats: int


def joined_all(met: Sequence[Paper], intake: Intake) -> Joined:
    """All papers that were met; an InputError as for ``join_repeats``."""
    found, repeats = join_repeats(met, intake)
    return Joined(Papers.all(found), repeats)


def joined(kept: Any, keys: Any, met: Sequence[Paper], intake: Intake) -> Joined:
    """The papers of a table, whose ``keys`` are kept too, and those that were met; as ``join_repeats`` joins them all.

    An InputError as for that.
    """
    near = list(papers_of(where_in(kept, "id", _near(keys, met))))
    found, repeats = join_repeats([*near, *met], intake, others=len(kept) > len(near))
    return Joined(Papers.after(kept, near, found), repeats)


def _near(keys: Any, met: Sequence[Paper]) -> Any:
    """The ids of all papers that share a key with those met, with papers that share one with those, and so on."""
    ids, lists = one_array(keys["paper"]), one_array(keys["keys"])
    wanted = {key for paper in met for key in repeat_keys(paper)}
    while True:
        near = holding(ids, lists, wanted)
        more = {key for found in lists.filter(is_in(ids, near)).to_pylist() for key in found}
        if more <= wanted:
            return near
        wanted |= more


def keys_after(before: Any, papers: Papers) -> Any:
    """The table of keys: those of papers that are new or otherwise made anew."""
    columns = [[paper.id for paper in papers.come], [list(repeat_keys(paper)) for paper in papers.come]]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMAS["keys"], strict=True)]
    new = pa.Table.from_arrays(arrays, schema=SCHEMAS["keys"])
    return spliced(before, flags_of(is_in(before["paper"], papers.gone)), new, key="paper")
