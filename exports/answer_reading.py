"""The answer of the query process, SPARQL-JSON or N-Triples, read back as an ``Answer``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from exports.answers import Answer, Form, Term

_XSD_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def read_answer(written: bytes) -> Answer:
    """From a line that names the form, then the answer in it."""
    form, _, answer = written.partition(b"\n")
    return _READERS[Form(form.decode())](answer)


def _solutions(answer: bytes) -> Answer:
    document = json.loads(answer)
    columns = tuple(document["head"]["vars"])
    terms = tuple(
        tuple(_from_json(row[column]) if column in row else None for column in columns)
        for row in document["results"]["bindings"]
    )
    return Answer(columns, _shown(terms), terms, Form.SOLUTIONS)


def _boolean(answer: bytes) -> Answer:
    verdict = "true" if json.loads(answer)["boolean"] else "false"
    terms = ((Term("literal", verdict, _XSD_BOOLEAN),),)
    return Answer(("answer",), _shown(terms), terms, Form.BOOLEAN)


def _triples(answer: bytes) -> Answer:
    found = {tuple(map(_from_rdf, quad.triple)) for quad in parse(answer, format=RdfFormat.N_TRIPLES)}
    terms = tuple(sorted(found, key=lambda row: ([term.value for term in row], [str(term) for term in row])))
    return Answer(("subject", "predicate", "object"), _shown(terms), terms, Form.TRIPLES)


_READERS: dict[Form, Callable[[bytes], Answer]] = {
    Form.SOLUTIONS: _solutions,
    Form.BOOLEAN: _boolean,
    Form.TRIPLES: _triples,
}


def _shown(terms: tuple[tuple[Term | None, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(term.value if term else "" for term in row) for row in terms)


def _from_json(cell: dict[str, Any]) -> Term:
    value = cell["value"] if isinstance(cell["value"], str) else json.dumps(cell["value"], ensure_ascii=False)
    return Term(cell["type"], value, cell.get("datatype", ""), cell.get("xml:lang", ""))


def _from_rdf(part: NamedNode | BlankNode | Literal | Triple) -> Term:
    if isinstance(part, Literal):
        plain = part.datatype.value.endswith(("#string", "#langString"))
        return Term("literal", part.value, "" if plain else part.datatype.value, part.language or "")
    if isinstance(part, Triple):
        return Term("triple", json.dumps(str(part)))
    return Term("bnode" if isinstance(part, BlankNode) else "uri", part.value)
