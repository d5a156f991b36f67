"""The text of a SPARQL query: what it may not ask, and its faults in words a person understands."""

from __future__ import annotations

import re

from exports.iris import prefixes
from extractors.errors import QueryError

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_BEFORE = ("PREFIX", "BASE", "VERSION")
"""What may stand before the form of a query."""

_ESCAPE = r"""\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"""
TOKEN = re.compile(
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
"""What a query is made of, but for signs and numbers."""

_PROLOGUE = re.compile(
    r"""(?:\s+|\#[^\r\n]*|prefix\s+[\w.-]*:\s*<[^<>\s]*>|base\s*<[^<>\s]*>|version\s*(?:"[^"\r\n]*"|'[^'\r\n]*'))*""",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")

# How Oxigraph lists what it expected: [a class of characters], "a token" or a word.
_ALTERNATIVE = re.compile(r"""\[(?:'[^']*'|[^\]'])*\]|"(?:[^"\\]|\\.)*"|[^,\["\s][^,\["]*""")


def check(sparql: str) -> None:
    """A QueryError for an update, for SERVICE, which whoever runs the query must refuse as well, and for no query."""
    words = [token for token in TOKEN.finditer(sparql) if token["word"] or token["prefix"]]
    first = next((token["word"].upper() for token in words if _opens(token["word"])), "")
    if first in _UPDATES:
        raise QueryError(f"SPARQL: {first} is an update; give a SELECT, ASK, CONSTRUCT or DESCRIBE query")
    for token in words:
        if "SERVICE" in (token["word"] or token["prefix"]).upper():
            place = _place(sparql, token.start())
            raise QueryError(f"SPARQL, {place}: SERVICE calls another store; ask of this graph alone")
    _check_form(sparql)


def _check_form(sparql: str) -> None:
    prologue = _PROLOGUE.match(sparql)
    at = prologue.end() if prologue else 0
    word = _WORD.match(sparql, at)
    if word is None or word[0].upper() not in (*_FORMS, *_BEFORE):
        found = repr(word[0] if word else sparql[at : at + 25]) if at < len(sparql) else "its end"
        begins = f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, after any PREFIX and BASE"
        raise QueryError(f"SPARQL, {_place(sparql, at)}: found {found}; {begins}")


def syntax_message(said: str, sparql: str) -> str:
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


def _opens(word: str | None) -> bool:
    return word is not None and word.upper() not in _BEFORE


def _place(sparql: str, offset: int) -> str:
    before = sparql[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _unknown_prefix(sparql: str) -> re.Match[str] | None:
    """The first prefixed name whose prefix is neither declared nor known; Oxigraph may call it by another fault."""
    known = {"_", *prefixes()}
    declaring = False
    for token in TOKEN.finditer(sparql):
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
