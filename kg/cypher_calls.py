"""The functions that the library knows in capitals only, and Cypher in any case: ``count(p)``, ``exists { … }``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CALL = re.compile(
    r'"(?:[^"\\]|\\.)*"|//[^\n]*|(?<![\w.])(?P<name>(?:count|sum|avg|max|min|collect)(?=\s*\()|exists(?=\s*\{))',
    re.IGNORECASE,
)
"""A text or comment, in which nothing is a function, or the name of one."""


def in_capitals(query: str) -> str:
    """The query with these functions in capitals, each where it was.

    >>> in_capitals('MATCH (p {name: "count(p)"}) RETURN count(p)')
    'MATCH (p {name: "count(p)"}) RETURN COUNT(p)'
    """
    return _CALL.sub(lambda found: found["name"].upper() if found["name"] else found[0], query)


def as_written(columns: Iterable[str], query: str) -> tuple[str, ...]:
    """The columns of an answer, named by the functions as the query has them.

    >>> as_written(["p.name", "COUNT(p)"], "MATCH (p) RETURN p.name, Count(p)")
    ('p.name', 'Count(p)')
    """
    written = {name.upper(): name for found in _CALL.finditer(query) if (name := found["name"])}
    named = (column.partition("(") for column in columns)
    return tuple(written.get(name, name) + bracket + rest for name, bracket, rest in named)
