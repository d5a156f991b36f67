"""The third stage: all mentions that were settled alike become one concept, with a kind, a name and an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
from daft import col
from daft.functions import to_struct

from extractors.catalogue import Entry
from extractors.own_catalogue import joined_with
from extractors.types import Kind
from kg.concepts import Concept
from kg.facts import Node
from kg.identity import GroupKey
from kg.naming import Draft, Spellings, draft_concept
from kg.plan.columns import DRAFT, SCHEMAS, struct_of
from kg.plan.engine import Engine
from kg.plan.selecting import as_lists
from kg.plan.settling import group_of, group_text
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
    counted = engine.frame(mentions.select(["group", *_SPELLED])).groupby("group", *_SPELLED)
    spelled = counted.agg(col("form").count().alias("mentions"))
    each = spelled.select(col("group"), to_struct(*map(col, (*_SPELLED, "mentions"))).alias("spelled"))
    groups = each.groupby("group").agg(col("spelled").list_agg()).sort("group").to_arrow()
    made = engine.mapped(groups, Drafting(catalogue), struct_of(DRAFT), batch=BATCH, share=SHARE)
    return pa.Table.from_arrays(made.flatten(), schema=SCHEMAS["drafts"])


def concepts_of(drafts: Any, reserved: frozenset[str]) -> dict[str, Concept]:
    """The concept of every draft, by group. An id that several may have goes to the catalogue's, then to the first."""
    taken: set[str] = set()
    concepts: dict[str, Concept] = {}
    for group, draft in sorted(_drafts(drafts), key=lambda row: (not row[0][0], row[0])):
        known = bool(group[0])
        concept = draft.concept(taken=() if known else (taken, reserved))
        concepts[group_text(group)] = concept
        taken.add(concept.id)
    return concepts


def _drafts(table: Any) -> Iterator[tuple[GroupKey, Draft]]:
    plain = (table[name].to_pylist() for name in ("group", "kind", "name", "year", "link"))
    lists = (as_lists(table[name]) for name in ("keys", "aliases"))
    for group, kind, name, year, link, keys, aliases in zip(*plain, *lists, strict=True):
        yield group_of(group), Draft(_KIND[kind], name, tuple(keys), tuple(aliases), year, link or "")


_KIND = {kind.value: kind for kind in Kind}
