"""What a user's decisions make of the mentions: some are of another group than they were settled to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.aliases import aliases_with
from kg.concepts import Concept
from kg.decisions import Decision, decider
from kg.identity import Identity
from kg.plan.concepts import concepts_by_group, ids_of
from kg.plan.drafting import entry_of
from kg.plan.settling import group_of, group_text
from kg.waiting import Waiting, waiting

_BETWEEN = "\n"


def decided(
    mentions: Any, concepts: Mapping[str, Concept], decisions: Sequence[Decision], catalogue: str
) -> tuple[Any, Any]:
    """The mentions as decisions have them, and the groups that have gained or lost any.

    What was refused before a decision no longer matters to the mentions that it moves.
    """
    groups = {group_of(text): (concept, _identity(text, catalogue)) for text, concept in concepts.items()}
    decide = decider(decisions, groups)
    moved: dict[str, Identity] = {}
    pairs = mentions.group_by(["form", "group"]).aggregate([])
    for form, group in zip(pairs["form"].to_pylist(), pairs["group"].to_pylist(), strict=True):
        settled = groups[group_of(group)][1]
        identity = decide(form, settled)
        if identity != settled:
            moved[f"{form}{_BETWEEN}{group}"] = identity
    if not moved:
        return mentions, pa.array([], pa.string())
    return _moved(mentions, moved)


def waiting_in(drafts: Any, decisions: Sequence[Decision], catalogue: str) -> list[Waiting]:
    """Which decisions change nothing, given the drafts as they are without decisions."""
    concepts = concepts_by_group(drafts, ids_of(drafts, aliases_with(catalogue).ids))
    return list(waiting(decisions, {group_of(text): concept for text, concept in concepts.items()}))


def _identity(group: str, catalogue: str) -> Identity:
    """What the mentions of a group were settled to, but for the reason, which each has its own."""
    _, key, apart = group_of(group)
    return Identity(key, entry_of(group, catalogue), "", apart=apart)


def _moved(mentions: Any, moved: Mapping[str, Identity]) -> tuple[Any, Any]:
    pairs = pc.binary_join_element_wise(mentions["form"], mentions["group"], _BETWEEN).combine_chunks()
    at = pc.index_in(pairs, pa.array(moved, pa.string()))
    is_moved = pc.is_valid(at)
    kinds = [identity.entry.kind.value if identity.entry else None for identity in moved.values()]
    new = {
        "group": pa.array([group_text(identity.group) for identity in moved.values()], pa.string()).take(at),
        "reason": pa.array([identity.reason for identity in moved.values()], pa.string()).take(at),
        "counted": pc.coalesce(pa.array(kinds, pa.string()).take(at), mentions["kind"].combine_chunks()),
        "long": pa.array([""] * len(mentions), pa.string()),
        "source": mentions["paper"].combine_chunks(),
        "refusals": pa.array([[]] * len(mentions), mentions.schema.field("refusals").type),
    }
    result = mentions
    for name, column in new.items():
        place = result.column_names.index(name)
        mixed = pc.if_else(is_moved, column, result[name].combine_chunks())
        result = result.set_column(place, result.schema.field(name), mixed)
    touched = pa.concat_arrays([mentions["group"].combine_chunks().filter(is_moved), new["group"].filter(is_moved)])
    return result, pc.unique(touched)
