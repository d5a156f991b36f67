"""The columns of the tables that a graph is kept in.

Every type is one that plain Parquet has, so that any reader of it reads them. A text or number that is unknown is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from kg.schema import CONCEPT_KINDS, NodeKind

_TEXT, _TEXTS, _INT, _LONG, _REAL, _FLAG = (
    pa.string(),
    pa.list_(pa.field("element", pa.string())),
    pa.int32(),
    pa.int64(),
    pa.float64(),
    pa.bool_(),
)


class Column(NamedTuple):
    """A column: its name, its type, and what it holds."""

    name: str
    type: Any
    holds: str


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "nodes": (
        Column("id", _TEXT, "the node's id, by which the table is sorted; the first row is number 0"),
        Column("kind", _TEXT, "paper, method, model, dataset, task, metric, repository, page or result"),
        Column("label", _TEXT, "what it is called; a paper's title"),
        Column("year", _INT, "the year of a paper, or of a concept that the catalogue has"),
        Column("place", _INT, "its row in papers, concepts, links or results"),
    ),
    "papers": (
        Column("id", _TEXT, "the paper's own id, without the paper: of its node"),
        Column("title", _TEXT, "its title"),
        Column("abstract", _TEXT, "its abstract"),
        Column("year", _INT, "when it came out"),
        Column("venue", _TEXT, "where"),
        Column("authors", _TEXTS, "who wrote it"),
        Column("url", _TEXT, "where it is read"),
        Column("code", _TEXTS, "the addresses of code that its source lists"),
        Column("sources", _TEXTS, "every place it was read from, as file:line"),
        Column("ids", _TEXTS, "all its ids"),
        Column("origins", _TEXTS, "which source gave which field, where there are several"),
    ),
    "concepts": (
        Column("id", _TEXT, "the node's id"),
        Column("kind", _TEXT, "method, model, dataset, task or metric"),
        Column("name", _TEXT, "its canonical name"),
        Column("aliases", _TEXTS, "the spellings met in the papers"),
        Column("year", _INT, "when it was introduced, where the catalogue knows"),
        Column("link", _TEXT, "its home page or paper, where the catalogue knows"),
    ),
    "links": (
        Column("id", _TEXT, "the node's id"),
        Column("kind", _TEXT, "repository or page"),
        Column("label", _TEXT, "what it is called"),
        Column("url", _TEXT, "its address"),
        Column("page_kind", _TEXT, "of a page: project_page, hf_model and so on"),
    ),
    "results": (
        Column("id", _TEXT, "the node's id"),
        Column("value", _TEXT, "as written"),
        Column("sentence", _TEXT, "the sentence that reports it"),
        Column("number", _REAL, "the value, where it is one number"),
        Column("unit", _TEXT, "its unit, where it has one"),
    ),
    "facts": (
        Column("head", _TEXT, "the id of the node that something is said of"),
        Column("predicate", _TEXT, "what is said, as in docs/graph.md"),
        Column("tail", _TEXT, "the id of the other node"),
        Column("score", _REAL, "all its evidence combined, above 0 and at most 0.99"),
        Column("evidence", _INT, "how many pieces of evidence it has"),
        Column("head_row", _INT, "the row of head in nodes"),
        Column("tail_row", _INT, "the row of tail in nodes"),
        Column("first", _LONG, "the row in evidence of its first piece; the others follow it"),
    ),
    "evidence": (
        Column("head", _TEXT, "head, predicate and tail of the fact it is for"),
        Column("predicate", _TEXT, "the same"),
        Column("tail", _TEXT, "the same"),
        Column("paper", _TEXT, "the id of the node of the paper that says so; empty for a rule that needs no text"),
        Column("start", _INT, "where in title, line feed and abstract, in characters"),
        Column("end", _INT, "where it ends there, exclusive"),
        Column("sentence", _TEXT, "the sentence around it"),
        Column("rule", _TEXT, "what read it"),
        Column("score", _REAL, "how sure it is, above 0 and at most 1"),
    ),
    "wins": (
        Column("winner", _TEXT, "the id of what a sentence says beats something"),
        Column("loser", _TEXT, "the id of what it beats"),
        Column("datasets", _TEXTS, "the ids of the data sets that the clause names"),
        Column("metrics", _TEXTS, "the ids of the metrics that it names"),
        Column("margin", _TEXT, "by how much, as written; empty where it is not said"),
        Column("paper", _TEXT, "the id of the node of the paper, by which the table is sorted"),
        Column("sentence", _TEXT, "the sentence"),
    ),
    "merges": (
        Column("concept", _TEXT, "the id of a concept"),
        Column("surface", _TEXT, "a spelling"),
        Column("reason", _TEXT, "why the spelling stands for the concept, or why it does not for another"),
        Column("paper", _TEXT, "the own id of the paper that shows it; empty where none does"),
        Column("kept_apart", _FLAG, "whether the reason is one for keeping apart"),
    ),
    "names": (
        Column("name", _TEXT, "what a node may be asked for by, by which the table is sorted"),
        Column("way", _INT, "which of the ways in kg.tables.names it was made in; a lower one counts first"),
        Column("row", _INT, "the node's row in nodes"),
    ),
}
"""Every table with its columns."""

APART: Mapping[str, Mapping[str, str]] = {"papers": {"abstract": "abstracts"}, "evidence": {"sentence": "sentences"}}
"""The columns that are kept in a file of their own, row for row, and which: long texts of which a question reads few,
here and there, so that whoever reads them need not read the rest in pieces as small.
"""

KEPT: Mapping[str, tuple[Column, ...]] = {
    file: tuple(column for column in columns if (column.name not in APART.get(table, {})) == (file == table))
    for table, columns in COLUMNS.items()
    for file in (table, *APART.get(table, {}).values())
}
"""Every file of these tables with its columns, as docs/store.md has them."""

SCHEMAS: Mapping[str, Any] = {
    name: pa.schema([pa.field(column.name, column.type) for column in columns]) for name, columns in COLUMNS.items()
}

TABLE_OF: Mapping[NodeKind, str] = {
    NodeKind.PAPER: "papers",
    NodeKind.REPOSITORY: "links",
    NodeKind.PAGE: "links",
    NodeKind.RESULT: "results",
    **dict.fromkeys(CONCEPT_KINDS, "concepts"),
}
"""Which table has the attributes of a kind of node."""

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "papers": ("title", "abstract", "sources", "year", "venue", "authors", "url", "origins"),
    "concepts": ("aliases", "year", "link"),
    "links": ("url", "page_kind"),
    "results": ("value", "sentence", "number", "unit"),
}
"""Which columns of it are attributes of the node, in the order in which the node has them."""
