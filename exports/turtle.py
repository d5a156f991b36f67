"""Turtle and TriG: a paragraph a resource, with a prefix for each vocabulary and each kind of resource."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from exports.iris import prefixes
from exports.resources import Resource
from exports.tokens import XSD
from exports.vocabulary import term

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]|%[0-9A-F]{2})*(?<![.])|[A-Za-z0-9_]")
"""Names that need no escape; others are written in full (PN_LOCAL of https://www.w3.org/TR/turtle/)."""

_BARE = {"decimal>": re.compile(r"-?\d+\.\d+"), "integer>": re.compile(r"-?\d+")}
"""Numbers that Turtle takes for values of these datatypes as they stand."""

_TYPED = f'"^^<{XSD}'
_TYPE = term("rdf:type")

Shorten = Callable[[str], str]
"""From a token to what Turtle writes for it."""


def turtle_texts(resources: Iterable[Resource], base: str) -> Iterator[str]:
    """The document: prefixes, then resource by resource. Graphs are not written."""
    shorten = _shortener(base)
    yield _header(base)
    for resource in resources:
        yield _paragraph(resource, shorten)


def trig_texts(resources: Iterable[Resource], base: str) -> Iterator[str]:
    """The same with its graphs, each opened once for as long as resources of it come together."""
    shorten = _shortener(base)
    yield _header(base)
    current = ""
    for resource in resources:
        if resource.place != current:
            yield ("}\n\n" if current else "") + (f"{resource.place} {{\n" if resource.place else "")
            current = resource.place
        yield _paragraph(resource, shorten)
    yield "}\n" if current else ""


def _header(base: str) -> str:
    known = prefixes(base)
    return "".join(f"@prefix {prefix}: <{known[prefix]}> .\n" for prefix in sorted(known)) + "\n"


def _paragraph(resource: Resource, shorten: Shorten) -> str:
    parts = [shorten(resource.subject)]
    last = ""
    for name, value in resource.pairs:
        if name == last:
            parts.append(f", {shorten(value)}")
        else:
            parts.append(f"{' ;' if last else ''}\n    {'a' if name == _TYPE else shorten(name)} {shorten(value)}")
            last = name
    return "".join(parts) + " .\n\n" if last else ""


def _shortener(base: str) -> Shorten:
    namespaces = {namespace: prefix for prefix, namespace in prefixes(base).items()}

    def short_iri(token: str) -> str:
        cut = max(token.rfind("/"), token.rfind("#")) + 1
        prefix = namespaces.get(token[1:cut])
        local = token[cut:-1]
        return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else token

    @lru_cache(maxsize=65536)
    def short(token: str) -> str:
        if token.startswith("<<("):
            return f"<<( {' '.join(map(short_iri, token[4:-4].split(' ')))} )>>"
        return short_iri(token) if token.startswith("<") else _short_literal(token)

    def shorten(token: str) -> str:
        return token if token.endswith('"') else short(token)

    return shorten


def _short_literal(token: str) -> str:
    value, mark, datatype = token.rpartition(_TYPED)
    if not mark:
        return token
    bare = _BARE.get(datatype)
    return value[1:] if bare and bare.fullmatch(value, 1) else f'{value}"^^xsd:{datatype[:-1]}'
