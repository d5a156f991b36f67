"""The graph as flat rows: what a format without lists or nested values can hold.

Text in a row is legible: the characters that XML 1.0 forbids, most of which also stop readers of tables (NUL, the
other C0 controls but tab, line feed and carriage return, lone surrogates, U+FFFE and U+FFFF), are each replaced by
U+FFFD. A tuple becomes a JSON array, and evidence a JSON array of objects.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from kg.facts import Evidence
from kg.graph import Graph

Scalar: TypeAlias = type[str] | type[int] | type[float] | type[bool]
"""The type of a whole column."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a Char of XML 1.0 (fifth edition, production 2)."""

_LEADING = ("kind", "label")


def legible(text: str) -> str:
    """``text`` with U+FFFD for each character that an XML document cannot hold.

    >>> legible("a" + chr(0) + "b")
    'a\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def ordered(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The same attributes: kind and label first, the others by name."""
    first = {name: attributes[name] for name in _LEADING if name in attributes}
    return first | {name: attributes[name] for name in sorted(attributes) if name not in first}


def evidence_fields(piece: object) -> dict[str, str | int | float] | list[Any]:
    """A piece of evidence as an object of JSON, all of a fact's as a list; the ``default`` of ``json.dumps``."""
    if isinstance(piece, Sequence) and not isinstance(piece, str):
        return list(piece)
    if not isinstance(piece, Evidence):
        raise TypeError(f"an attribute holds a {type(piece).__name__}; it may hold what kg.facts.Value lists")
    return piece.to_row()


def columns(attributes: Iterable[Mapping[str, Any]]) -> dict[str, Scalar]:
    """The one type in which every value of an attribute can be written, by attribute, in the order of ``ordered``.

    Integers among fractions are fractions; any other mixture, and whatever is not a scalar, is text.
    """
    types: dict[str, Scalar] = {}
    for record in attributes:
        for name, value in record.items():
            found = _scalar_type(value)
            types[name] = _common(types.get(name, found), found)
    return ordered(types)


def lexical(value: Any, column: Scalar) -> str:
    """``value`` as XML Schema writes values of this column: ``true``, ``5.0``, ``INF``, or legible text."""
    if column is bool:
        return "true" if value else "false"
    if column is float:
        return _decimal(float(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return legible(json.dumps(value, ensure_ascii=False, default=evidence_fields))
    return legible(str(value))


class EvidenceRow(NamedTuple):
    """One piece of evidence with the fact it supports; a fact with three pieces is three rows.

    ``score`` is the fact's, ``evidence_score`` this piece's. Evidence without a paper has empty text and both
    offsets 0; ``paper_year`` is None where unknown.
    """

    head: str
    head_kind: str
    head_label: str
    predicate: str
    tail: str
    tail_kind: str
    tail_label: str
    score: float
    paper: str
    paper_title: str
    paper_year: int | None
    start: int
    end: int
    sentence: str
    rule: str
    evidence_score: float


def evidence_rows(graph: Graph) -> Iterator[EvidenceRow]:
    """Every piece of evidence, in the order of the graph's edges."""
    nodes = graph.nx.nodes
    for head, tail, predicate, edge in graph.nx.edges(keys=True, data=True):
        fact = (*_end(head, nodes[head]), predicate, *_end(tail, nodes[tail]), edge["score"])
        for piece in edge["evidence"]:
            paper = nodes.get(piece.paper, {})
            yield EvidenceRow(
                *fact,
                legible(piece.paper),
                legible(paper.get("title", "")),
                paper.get("year"),
                piece.start,
                piece.end,
                legible(piece.sentence),
                piece.rule,
                piece.score,
            )


def _end(name: str, attributes: Mapping[str, Any]) -> tuple[str, str, str]:
    return legible(name), attributes["kind"], legible(attributes["label"])


def _scalar_type(value: Any) -> Scalar:
    for scalar in (bool, int, float):
        if isinstance(value, scalar):
            return scalar
    return str


def _common(one: Scalar, other: Scalar) -> Scalar:
    if one is other:
        return one
    return float if {one, other} == {int, float} else str


def _decimal(number: float) -> str:
    if math.isinf(number):
        return "INF" if number > 0 else "-INF"
    return "NaN" if math.isnan(number) else str(number)
