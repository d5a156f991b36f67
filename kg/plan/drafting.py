"""The third stage: all mentions that were settled alike become one concept, with a kind, a name and an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from extractors.catalogue import Entry
from extractors.own_catalogue import joined_with
from extractors.types import Kind
from kg.facts import Node
from kg.naming import Draft, Spellings, draft_concept
from kg.plan.columns import DRAFT, SCHEMAS, struct_of
from kg.plan.engine import Engine
from kg.plan.selecting import flags_of, is_in, where_in
from kg.plan.settling import group_of
from kg.plan.splicing import spliced
from kg.schema import NodeKind
from kg.tables.names import names_of

BATCH = 2048
SHARE = 30_000
"""Concepts that take about as long to draft as it takes to start a process."""

_SPELLED = ("form", "long", "is_short", "counted")
"""What of a mention decides how its concept is called, and counts as a kind for it."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes a draft of a concept."""

    catalogue: str = ""

    def __call__(self, group: str, spelled: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The row of the draft of a group, whose mentions come as how many are spelled how."""
        _, key, apart = group_of(group)
        spellings, kinds = Spellings(key, apart=apart), Counter[Kind]()
        for row in spelled:
            spellings.add(row["form"], row["long"], row["mentions"], is_short=row["is_short"])
            kinds[Kind(row["counted"])] += row["mentions"]
        draft = draft_concept(entry_of(group, self.catalogue), spellings, kinds)
        return {
            "group": group,
            "kind": draft.kind.value,
            "name": draft.name,
            "keys": draft.keys,
            "aliases": draft.aliases,
            "year": draft.year,
            "link": draft.link or None,
            "names": [{"name": name, "way": way} for name, way in names_of(_node(draft))],
        }


def _node(draft: Draft) -> Node:
    """What its node will be, but for the id, which no concept is asked for by in another spelling."""
    return Node("", NodeKind(draft.kind), draft.name, {"aliases": draft.aliases, "link": draft.link})


def entry_of(group: str, catalogue: str) -> Entry | None:
    """The entry of the catalogue that a group's mentions were settled to, if any."""
    kind, name, _ = group_of(group)
    return _entries(catalogue)[Kind(kind), name] if kind else None


@lru_cache(maxsize=2)
def _entries(catalogue: str) -> Mapping[tuple[Kind, str], Entry]:
    return {(entry.kind, entry.name): entry for entry in joined_with(catalogue)}


def drafts_of(mentions: Any, engine: Engine, catalogue: str) -> Any:
    """The drafts of all groups that a table of mentions has, by group."""
    groups = engine.gathered(mentions, "group", _SPELLED, "mentions")
    made = engine.mapped(groups, Drafting(catalogue), struct_of(DRAFT), batch=BATCH, share=SHARE)
    return pa.Table.from_arrays(made.flatten(), schema=SCHEMAS["drafts"])


def redrafted(drafts: Any, mentions: Any, touched: Any, engine: Engine, catalogue: str) -> Any:
    """The drafts, those of the groups that were touched made again."""
    anew = drafts_of(where_in(mentions, "group", touched), engine, catalogue)
    return spliced(drafts, flags_of(is_in(drafts["group"], touched)), anew, key="group")
