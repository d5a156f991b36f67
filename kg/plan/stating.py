"""The fourth stage: what every paper states of the concepts it names, as nodes and pieces of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kg.facts import Evidence, Node
from kg.plan.columns import STATEMENT, struct_of
from kg.plan.papers import paper_of
from kg.plan.readings import extraction_of
from kg.schema import Predicate
from kg.statements import allowed_statements, link_nodes, result_nodes
from kg.tables.schema import COLUMNS


def _rows(columns: Sequence[Any]) -> Any:
    return pa.list_(pa.field("element", struct_of(tuple(columns))))


STATED = pa.struct(
    [
        pa.field("evidence", _rows(STATEMENT)),
        pa.field("links", _rows(COLUMNS["links"])),
        pa.field("results", _rows(COLUMNS["results"])),
    ]
)


@dataclass(frozen=True, slots=True)
class Stating:
    """Says what a paper states, given the concept that each of its mentions names."""

    def __call__(self, *values: Any) -> dict[str, Any]:
        """The rows of its evidence, its links and its results."""
        *paper, content, concepts = values
        extraction = extraction_of(paper_of(paper), content)
        named = dict(zip(extraction.mentions, concepts, strict=True))
        return {
            "evidence": [evidence_row(*said) for said in allowed_statements(extraction, named)],
            "links": [_attributes(node, "links") for node in link_nodes(extraction)],
            "results": [_attributes(node, "results") for node in result_nodes(extraction)],
        }


def evidence_row(head: str, predicate: Predicate, tail: str, piece: Evidence) -> dict[str, Any]:
    """One piece of evidence for a fact."""
    return {"head": head, "predicate": predicate.value, "tail": tail, **piece.to_row()}


def _attributes(node: Node, table: str) -> dict[str, Any]:
    known = {"id": node.id, "kind": node.kind.value, "label": node.label, **node.attributes}
    return {column.name: known.get(column.name) for column in COLUMNS[table]}
