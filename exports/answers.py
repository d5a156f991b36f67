"""What a SPARQL query answers, and that answer as CSV, TSV and SPARQL-JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from exports.cells import safe_cell


class Form(StrEnum):
    """What kind of answer it is."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


@dataclass(frozen=True, slots=True)
class Term:
    """One value of an answer; ``type`` is ``uri``, ``literal``, ``bnode`` or ``triple`` as in SPARQL-JSON.

    ``datatype`` is empty for a plain string, ``language`` for what has none.
    """

    type: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table. ASK has one column ``answer`` with ``true`` or ``false``; CONSTRUCT and DESCRIBE have
    ``subject``, ``predicate`` and ``object``, sorted.

    ``rows`` hold text to show: an IRI in full, a literal without type and language, nothing for what is unbound.
    ``terms`` hold the same cells as what they are; None for what is unbound.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    terms: tuple[tuple[Term | None, ...], ...]
    form: Form


def to_csv(answer: Answer) -> str:
    """RFC 4180 with a header; text that a spreadsheet would run gets an apostrophe, numbers stay as they are."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in answer.columns])
    for row, terms in zip(answer.rows, answer.terms, strict=True):
        writer.writerow([_cell(value, term) for value, term in zip(row, terms, strict=True)])
    return text.getvalue()


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON, with a line feed at the end.

    CONSTRUCT and DESCRIBE, which that format does not know, are written as solutions of three variables.
    """
    if answer.form is Form.BOOLEAN:
        shape: dict[str, object] = {"head": {}, "boolean": answer.rows == (("true",),)}
    else:
        shape = {"head": {"vars": list(answer.columns)}, "results": {"bindings": _bindings(answer)}}
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def to_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV: terms as Turtle has them, so that a text and an IRI are told apart.

    ASK, CONSTRUCT and DESCRIBE, which that format does not know, are written as solutions too.
    """
    lines = ["\t".join(f"?{column}" for column in answer.columns)]
    lines += ["\t".join("" if term is None else _turtle(term) for term in row) for row in answer.terms]
    return "\n".join(lines) + "\n"


def shortened(answer: Answer, prefixes: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The rows with prefixed names for IRIs that have one, as a query may write them."""
    by_length = sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        tuple(
            _prefixed(value, by_length) if term is not None and term.type == "uri" else value
            for value, term in zip(row, terms, strict=True)
        )
        for row, terms in zip(answer.rows, answer.terms, strict=True)
    )


_LOCAL_NAME = re.compile(r"[\w:](?:[\w:.%-]*[\w:%-])?", re.ASCII)
"""Those that Turtle and SPARQL read without any escape."""


def _prefixed(iri: str, by_length: list[tuple[str, str]]) -> str:
    for prefix, namespace in by_length:
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _turtle(term: Term) -> str:
    if term.type == "uri":
        return f"<{term.value}>"
    if term.type == "bnode":
        return f"_:{term.value}"
    if term.type == "triple":
        return str(json.loads(term.value))
    quoted = f'"{term.value.translate(_TSV_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


_NUMERIC = ("#integer", "#decimal", "#double", "#float")


def _cell(value: str, term: Term | None) -> str:
    numeric = term is not None and term.datatype.endswith(_NUMERIC) and _is_number(value)
    return value if numeric else safe_cell(value)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _bindings(answer: Answer) -> list[dict[str, dict[str, object]]]:
    return [
        {column: _json(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.terms
    ]


def _json(term: Term) -> dict[str, object]:
    if term.type == "triple":
        return {"type": term.type, "value": json.loads(term.value)}
    shape: dict[str, object] = {"type": term.type, "value": term.value}
    if term.language:
        return shape | {"xml:lang": term.language}
    return shape | {"datatype": term.datatype} if term.datatype else shape
