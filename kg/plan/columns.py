"""The working tables of the plan: what one build keeps for the next, so that it does over only what changed.

They stand beside the tables of ``kg.tables.schema`` in a kept folder, and have columns of the same plain types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from kg.tables.schema import COLUMNS, Column

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()


def _list(type_: Any) -> Any:
    return pa.list_(pa.field("element", type_))


def struct_of(columns: tuple[Column, ...]) -> Any:
    """The type of a row of these columns."""
    return pa.struct([pa.field(column.name, column.type) for column in columns])


DEFINITION = pa.struct([("short", _TEXT), ("long", _TEXT), ("short_key", _TEXT), ("long_key", _TEXT)])
CLASS = pa.struct([("key", _TEXT), ("called", _TEXT)])

NAMES = _list(pa.struct([("name", _TEXT), ("way", _INT)]))

READING = (
    Column("content", _TEXT, "what was read from it, as JSON: what a later build starts from"),
    Column("definitions", _list(DEFINITION), "the abbreviations it defines, in the order of the text"),
    Column("classes", _list(CLASS), "acronyms that it uses as data, as a measure or as a method, by key"),
    Column("untyped", _INT, "how many names were seen in it and not typed"),
)
MENTION = (
    Column("place", _INT, "which mention of the paper it is, in the order of the text"),
    Column("start", _INT, "where in title, line feed and abstract, in characters"),
    Column("end", _INT, "where it ends there, exclusive"),
    Column("text", _TEXT, "the text there"),
    Column("form", _TEXT, "the name in full, where the text has but its end; else the text"),
    Column("kind", _TEXT, "what the sentence makes it: method, model, dataset, task or metric"),
    Column("role", _TEXT, "what its sentence does with it: introduced, used and so on"),
    Column("rule", _TEXT, "what found it"),
    Column("score", _REAL, "how sure that is, above 0 and at most 1"),
    Column(
        "group",
        _TEXT,
        "what it was settled to: kind and name of the catalogue, or nothing and the key; what keeps it apart",
    ),
    Column("counted", _TEXT, "the kind that it counts for"),
    Column("long", _TEXT, "what the key stands for, where a paper spells it out"),
    Column("is_short", _FLAG, "whether the paper defines it as an abbreviation"),
    Column("reason", _TEXT, "why it was settled so"),
    Column("source", _TEXT, "the paper that the reason rests on, its own or another"),
    Column("refusals", _list(_TEXT), "why it is none of its namesakes"),
)
DRAFT = (
    Column("group", _TEXT, "what its mentions were settled to"),
    Column("kind", _TEXT, "the kind of most"),
    Column("name", _TEXT, "its canonical name"),
    Column("keys", _list(_TEXT), "what its id may be made of, best first"),
    Column("aliases", _list(_TEXT), "the spellings met"),
    Column("year", _INT, "where the catalogue has it"),
    Column("link", _TEXT, "the same"),
    Column("names", NAMES, "what it may be asked for by, as the table of names has it"),
)
STATEMENT = tuple(column for column in COLUMNS["evidence"])
PLACED = (Column("paper", _TEXT, "the paper's own id"),)
WORKING: Mapping[str, tuple[Column, ...]] = {
    "keys": (
        *PLACED,
        Column("keys", _list(_TEXT), "what a repeat of it would share: its ids, and ids made of its title"),
    ),
    "readings": (
        *PLACED,
        Column("digest", _TEXT, "SHA-256 of its text and code, in hexadecimal: what was read"),
        *READING,
    ),
    "senses": (
        Column("key", _TEXT, "the key of a short form, a long form or an acronym"),
        Column("longs", _list(_TEXT), "of a short form one long form for each sense, the shortest first"),
        Column("short", _TEXT, "of a long form the short form that all papers give for it"),
        Column("paper", _TEXT, "the first of them"),
        Column("classes", _list(_TEXT), "what papers use an acronym as, where they differ"),
    ),
    "mentions": (*PLACED, *MENTION, Column("concept", _TEXT, "the id of the concept that it names")),
    "settled": (
        *PLACED,
        Column("consulted", _list(_TEXT), "the keys of which it was asked what other papers say"),
        Column("names", NAMES, "what the paper may be asked for by, as the table of names has it"),
    ),
    "drafts": DRAFT,
    "stated": STATEMENT,
    "cited": (*PLACED, *COLUMNS["links"]),
    "reported": (*PLACED, *COLUMNS["results"]),
}
"""``stated`` are the variants that sentences state, before catalogue, name shape and cycles are looked at."""

SCHEMAS: Mapping[str, Any] = {
    name: pa.schema([pa.field(column.name, column.type) for column in columns]) for name, columns in WORKING.items()
}
