"""What a SPARQL query names in our own namespaces and the graph or the vocabulary lacks, with the nearest there is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from exports.iris import BASE, prefixes
from exports.query_text import TOKEN
from exports.vocabulary import CLASSES, NAMESPACE, PROPERTIES
from kg.graph import Graph
from kg.names import nearest_ids
from kg.schema import CONCEPT_KINDS, NodeKind

NEAREST = 3

_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_CONCEPT = re.compile(rf"{re.escape(BASE)}({'|'.join(CONCEPT_KINDS)})/([^~]+)")


class Unknown(NamedTuple):
    """A concept's id that the graph lacks, or a term that the vocabulary does, and the nearest ones there are."""

    name: str
    nearest: tuple[str, ...]


def unknown_names(graph: Graph, sparql: str) -> tuple[Unknown, ...]:
    """In the order of the query, each once."""
    found = (_unknown(graph, iri) for iri in dict.fromkeys(_iris(sparql)))
    return tuple(each for each in found if each is not None)


def _iris(sparql: str) -> Iterator[str]:
    """The IRIs that a query names, in full or by a prefix of its own or ours."""
    namespaces = prefixes() | dict(_DECLARED.findall(sparql))
    for token in TOKEN.finditer(sparql):
        prefix = token["prefix"]
        if prefix in namespaces:
            yield namespaces[prefix] + _ESCAPED.sub(r"\1", token[0][len(prefix) + 1 :])
        elif token[0].startswith("<"):
            yield token[0][1:-1]


def _unknown(graph: Graph, iri: str) -> Unknown | None:
    if iri.startswith(NAMESPACE):
        return _unknown_term(iri.removeprefix(NAMESPACE))
    concept = _CONCEPT.fullmatch(iri)
    return _unknown_concept(graph, NodeKind(concept[1]), unquote(concept[2])) if concept else None


def _unknown_term(local: str) -> Unknown | None:
    known = {name.lower(): name for name in (*CLASSES, *PROPERTIES)}
    if not local or local in known.values():
        return None
    near = difflib.get_close_matches(local.lower(), known, n=NEAREST, cutoff=0.5)
    return Unknown(f"pk:{local}", tuple(f"pk:{known[name]}" for name in near))


def _unknown_concept(graph: Graph, kind: NodeKind, key: str) -> Unknown | None:
    name = f"{kind}:{key}"
    return None if name in graph.asked else Unknown(name, nearest_ids(graph.asked, name, (kind,))[:NEAREST])
