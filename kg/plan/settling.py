"""The second stage: what every mention of a paper names, given what all papers say of abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from extractors.spelling import spelling_key
from extractors.types import Extraction, Mention, Paper
from kg.aliases import AliasTable, aliases_with
from kg.facts import Node
from kg.identity import GroupKey, Identity, PaperForms, find_refusals, identify
from kg.plan.columns import MENTION, NAMES, struct_of
from kg.plan.papers import paper_of
from kg.plan.readings import extraction_of
from kg.schema import NodeKind
from kg.senses import Senses
from kg.tables.names import names_of

SETTLED = pa.struct(
    [
        pa.field("mentions", pa.list_(pa.field("element", struct_of(MENTION)))),
        pa.field("consulted", pa.list_(pa.field("element", pa.string()))),
        pa.field("names", NAMES),
    ]
)

_BETWEEN = "\t"


@dataclass(frozen=True, slots=True)
class Settling:
    """Settles the mentions of a paper; its outcome depends on nothing else that the senses say than what it asks."""

    senses: Senses
    catalogue: str = ""

    def __call__(self, *values: Any) -> dict[str, Any]:
        """The rows of the paper's mentions, and the keys of which the senses were asked."""
        *fields, content = values
        paper = paper_of(fields)
        senses, asked = self.senses.noting()
        rows = list(settle(extraction_of(paper, content), senses, aliases_with(self.catalogue)))
        return {"mentions": rows, "consulted": sorted(asked), "names": _names(paper)}


def _names(paper: Paper) -> list[dict[str, Any]]:
    node = Node(f"paper:{paper.id}", NodeKind.PAPER, paper.title)
    return [{"name": name, "way": way} for name, way in names_of(node)]


def settle(extraction: Extraction, senses: Senses, known: AliasTable) -> Iterator[dict[str, Any]]:
    """The rows of a paper's mentions, in their order."""
    forms = PaperForms.of(extraction, known)
    for place, mention in enumerate(extraction.mentions):
        named = replace(mention, text=mention.form) if mention.name else mention
        identity = identify(named, forms, senses, known)
        yield {
            "place": place,
            **_as_found(mention),
            **columns_of(identity, mention, extraction.paper.id),
            "is_short": spelling_key(mention.form) in forms.long_of,
            "refusals": list(find_refusals(named, identity, forms, senses, known)),
        }


def columns_of(identity: Identity, mention: Mention, paper: str) -> dict[str, Any]:
    """What a mention was settled to."""
    counted = identity.entry.kind if identity.entry else identity.kind or mention.kind
    return {
        "group": group_text(identity.group),
        "counted": counted.value,
        "long": identity.long,
        "reason": identity.reason,
        "source": identity.source or paper,
    }


def group_text(group: GroupKey) -> str:
    """A group as one text, which sorts as the group does."""
    return _BETWEEN.join(group)


def group_of(text: str) -> GroupKey:
    """The group of a text."""
    kind, key, apart = text.split(_BETWEEN)
    return kind, key, apart


def _as_found(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "form": mention.form,
        "kind": mention.kind.value,
        "role": mention.role.value,
        "rule": mention.rule,
        "score": mention.score,
    }
