"""SPARQL over the graph, in a store that lives for one query.

The query runs in a process of its own: pyoxigraph cannot be interrupted, a process can. That process may open no
file and no connection once it has its input, so that no query reaches the network, and its answer is bounded.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from exports.answers import Answer, Form, Term
from exports.iris import prefixes
from exports.serialise import render_ntriples
from exports.sparql_worker import Exit
from extractors.errors import QueryError
from kg.graph import Graph

LARGEST = 64 * 1024 * 1024
"""Bytes of answer, as the store writes it, after which a query is stopped."""

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_ESCAPE = r"""\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"""
_TOKEN = re.compile(
    rf"""
    <[^<>"{{}}|^`\\\x00-\x20]*>                                  # an IRI
    | \#[^\r\n]*                                                 # a comment
    | \"\"\"(?:[^"\\]|{_ESCAPE}|"(?!""))*\"\"\" | '''(?:[^'\\]|{_ESCAPE}|'(?!''))*'''
    | "(?:[^"\\\r\n]|{_ESCAPE})*" | '(?:[^'\\\r\n]|{_ESCAPE})*'  # strings
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                     # a variable, a language tag
    | (?P<prefix>[\w.-]*):(?:[\w:.%-]|\\.)*                      # a prefixed name
    | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE,
)


def query(graph: Graph, sparql: str, *, seconds: float = 30.0) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of ``exports.iris`` need no declaring.

    ``seconds`` bounds the evaluation, not the filling of the store before it. Without ORDER BY the order of rows is
    the store's own, which is the same for the same graph and query. A query that does not parse, is an update, calls
    a SERVICE, takes too long or answers too much is a QueryError.
    """
    _check(sparql)
    order = {"query": sparql, "prefixes": prefixes(), "seconds": seconds, "limit": LARGEST}
    with tempfile.TemporaryFile() as intake:
        intake.write(json.dumps(order).encode() + b"\n")
        intake.writelines(render_ntriples(graph))
        intake.seek(0)
        ended = subprocess.run(_COMMAND, stdin=intake, capture_output=True, env=_environment(), check=False)
    if ended.returncode != Exit.ANSWERED:
        raise _error(ended.returncode, ended.stderr.decode(errors="replace"), sparql, seconds)
    form, _, answer = ended.stdout.partition(b"\n")
    return _READERS[Form(form.decode())](answer)


# How Oxigraph lists what it expected: [a class of characters], "a token" or a word.
_ALTERNATIVE = re.compile(r"""\[(?:'[^']*'|[^\]'])*\]|"(?:[^"\\]|\\.)*"|[^,\["\s][^,\["]*""")

# -P: the folder of the script must not hide modules of the standard library that bear the same names.
_COMMAND = [sys.executable, "-P", str(Path(__file__).with_name("sparql_worker.py"))]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path)}


def _check(sparql: str) -> None:
    """Refuse updates and SERVICE in words a person understands; the worker refuses them anyhow."""
    words = [token for token in _TOKEN.finditer(sparql) if token["word"] or token["prefix"]]
    first = next((token["word"].upper() for token in words if _opens(token["word"])), "")
    if first in _UPDATES:
        raise QueryError(f"SPARQL: {first} is an update; give a SELECT, ASK, CONSTRUCT or DESCRIBE query")
    for token in words:
        if "SERVICE" in (token["word"] or token["prefix"]).upper():
            place = _place(sparql, token.start())
            raise QueryError(f"SPARQL, {place}: SERVICE calls another store; ask of this graph alone")


def _opens(word: str | None) -> bool:
    return word is not None and word.upper() not in {"PREFIX", "BASE"}


def _place(sparql: str, offset: int) -> str:
    before = sparql[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _error(code: int, said: str, sparql: str, seconds: float) -> QueryError:
    if code == Exit.SYNTAX:
        return QueryError(_syntax_message(said, sparql))
    if code == Exit.TIME:
        return QueryError(f"SPARQL: no answer within {seconds:g} seconds; narrow the query or allow more time")
    if code == Exit.SIZE:
        return QueryError(f"SPARQL: the answer is larger than {LARGEST // 1024**2} MB; add a LIMIT")
    return QueryError(f"SPARQL: the query failed: {' '.join(said.split())[-300:] or f'exit code {code}'}")


def _syntax_message(said: str, sparql: str) -> str:
    """Oxigraph's message with the text at the place it names, and without its classes of characters."""
    unknown = _unknown_prefix(sparql)
    if unknown:
        known = ", ".join(f"{prefix}:" for prefix in sorted(prefixes()))
        place = _place(sparql, unknown.start())
        return f"SPARQL, {place}: unknown prefix {unknown['prefix'] + ':'!r}; declare it, or use one of {known}"
    found = re.match(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", said, re.DOTALL)
    if not found:
        return f"SPARQL: {' '.join(said.split())}"
    line, column = int(found[1]), int(found[2])
    rest = (sparql.splitlines() or [""])[line - 1 : line]
    here = rest[0][column - 1 : column + 24] if rest else ""
    return f"SPARQL, line {line}, column {column}: found {repr(here) if here else 'its end'}; {_reason(found[3])}"


def _unknown_prefix(sparql: str) -> re.Match[str] | None:
    """The first prefixed name whose prefix is neither declared nor known; Oxigraph may call it by another fault."""
    known = {"_", *prefixes()}
    declaring = False
    for token in _TOKEN.finditer(sparql):
        if token["prefix"] is not None:
            if declaring:
                known.add(token["prefix"])
            elif token["prefix"] not in known:
                return token
        declaring = (token["word"] or "").upper() == "PREFIX"
    return None


def _reason(wanted: str) -> str:
    """Prose among the alternatives is the reason itself; else a few of them, words first."""
    named: list[str] = [word for word in _ALTERNATIVE.findall(wanted) if not word.startswith("[")]
    prose = [word for word in named if " " in word and not word.startswith('"')]
    if prose:
        return prose[0][0].lower() + prose[0][1:]
    ordered = sorted(set(named), key=lambda word: (word.startswith('"'), word))
    return f"expected {', '.join(ordered[:8])}" if ordered else "expected SPARQL 1.1"


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
    terms = ((Term("literal", verdict, "http://www.w3.org/2001/XMLSchema#boolean"),),)
    return Answer(("answer",), _shown(terms), terms, Form.BOOLEAN)


def _triples(answer: bytes) -> Answer:
    found = {tuple(map(_from_rdf, quad.triple)) for quad in parse(answer, format=RdfFormat.N_TRIPLES)}
    terms = tuple(sorted(found, key=lambda row: ([term.value for term in row], [str(term) for term in row])))
    return Answer(("subject", "predicate", "object"), _shown(terms), terms, Form.TRIPLES)


_READERS = {Form.SOLUTIONS: _solutions, Form.BOOLEAN: _boolean, Form.TRIPLES: _triples}


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
