"""JSON-LD: plain objects with readable keys, which a context makes RDF.

Numbers that are decimals stay text, for JSON-LD would read them as floating point; offsets and counts are numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from exports.iris import BASE, prefixes
from exports.resources import Pair, Resource
from exports.tokens import XSD
from exports.vocabulary import PROPERTIES, term


class Shape(StrEnum):
    """What values a key has, by JSON-LD's name for their type; a text has none."""

    TEXT = ""
    NODE = "@id"
    DECIMAL = "xsd:decimal"
    COUNT = "xsd:nonNegativeInteger"
    YEAR = "xsd:gYear"


class Key(NamedTuple):
    """A key of the objects: what it is called, its values, and whether it always has a list of them."""

    name: str
    shape: Shape = Shape.NODE
    many: bool = False


_RENAMED = {
    "cr:metric": Key("byMetric"),  # metric: is a prefix
    "cr:value": Key("value", Shape.DECIMAL),
    "dcterms:abstract": Key("abstract", Shape.TEXT),
    "dcterms:creator": Key("creator", many=True),
    "dcterms:identifier": Key("identifier", Shape.TEXT),
    "dcterms:isPartOf": Key("isPartOf", many=True),
    "dcterms:issued": Key("issued", Shape.YEAR),
    "dcterms:source": Key("source"),
    "dcterms:title": Key("title", Shape.TEXT),
    "fabio:hasArXivId": Key("arxivId", Shape.TEXT),
    "fair4ml:evaluatedOn": Key("evaluatedOn", many=True),
    "fair4ml:trainedOn": Key("trainedOn", many=True),
    "foaf:page": Key("homepage", many=True),  # page: is a prefix
    "oa:end": Key("end", Shape.COUNT),
    "oa:exact": Key("exact", Shape.TEXT),
    "oa:start": Key("start", Shape.COUNT),
    "pk:confidence": Key("confidence", Shape.DECIMAL),
    "pk:rule": Key("rule", Shape.TEXT),
    "pk:sentence": Key("sentence", Shape.TEXT),
    "prism:doi": Key("doi", Shape.TEXT),
    "prism:publicationName": Key("publicationName", Shape.TEXT),
    "prov:wasAssociatedWith": Key("wasAssociatedWith"),
    "prov:wasDerivedFrom": Key("wasDerivedFrom"),
    "prov:wasGeneratedBy": Key("wasGeneratedBy"),
    "rdf:object": Key("object"),
    "rdf:predicate": Key("predicate"),
    "rdf:subject": Key("subject"),
    "rdfs:label": Key("label", Shape.TEXT),
    "rdfs:seeAlso": Key("seeAlso"),
    "schema:additionalType": Key("additionalType", Shape.TEXT),
    "schema:citation": Key("citation", many=True),
    "schema:codeRepository": Key("codeRepository"),
    "schema:mentions": Key("mentions", many=True),
    "schema:name": Key("name", Shape.TEXT),
    "schema:sameAs": Key("sameAs", many=True),
    "schema:unitText": Key("unitText", Shape.TEXT),
    "schema:url": Key("url"),
    "skos:altLabel": Key("altLabel", Shape.TEXT, many=True),
    "skos:broader": Key("broader", many=True),
    "skos:inScheme": Key("inScheme"),
    "skos:prefLabel": Key("prefLabel", Shape.TEXT),
    "skos:topConceptOf": Key("topConceptOf"),
}

KEYS: dict[str, Key] = {f"pk:{local}": Key(local, many=True) for local in PROPERTIES} | _RENAMED
"""Key of each property that has one; the others keep their prefixed names."""


def context(base: str = BASE) -> dict[str, object]:
    """The context of every document, as JSON-LD 1.1 has it."""
    keys: dict[str, object] = {"id": "@id", "type": {"@id": "@type", "@container": "@set"}}
    for name, key in sorted(KEYS.items(), key=lambda pair: pair[1].name):
        kind = {"@type": key.shape.value} if key.shape else {}
        keys[key.name] = {"@id": name} | kind | ({"@container": "@set"} if key.many else {})
    return {"@version": 1.1} | dict(sorted(prefixes(base).items())) | keys


def render_context(base: str = BASE) -> str:
    """The context as a document of its own, to be shipped beside data."""
    return json.dumps({"@context": context(base)}, indent=1, ensure_ascii=False) + "\n"


def jsonld_texts(resources: Iterable[Resource], base: str = BASE) -> Iterator[str]:
    """One document, an object a line; graphs are not written."""
    compact = _compacter(base)
    yield f'{{"@context": {json.dumps(context(base), ensure_ascii=False)},\n"@graph": [\n'
    comma = ""
    for resource in resources:
        yield comma + _object(resource, compact)
        comma = ",\n"
    yield "\n]}\n"


Compact = Callable[[str], str]
"""From the token of an IRI to the shortest JSON string that means it."""

_BY_TOKEN = {term(name): key for name, key in KEYS.items()}
_TYPE = Key("type", many=True)


def _object(resource: Resource, compact: Compact) -> str:
    members = [f'"id": {compact(resource.subject)}']
    for name, pairs in groupby(resource.pairs, key=itemgetter(0)):
        members.append(_member(name, list(pairs), compact))
    return "{" + ", ".join(members) + "}"


def _member(name: str, pairs: list[Pair], compact: Compact) -> str:
    if name == term("rdf:type"):
        key: Key | None = _TYPE
    else:
        key = _BY_TOKEN.get(name)
    values = [_value(value, key, compact) for _, value in pairs]
    listed = len(values) > 1 or (key is not None and key.many)
    label = f'"{key.name}"' if key else compact(name)
    return f"{label}: {'[' + ', '.join(values) + ']' if listed else values[0]}"


def _value(token: str, key: Key | None, compact: Compact) -> str:
    if token.startswith("<"):
        return compact(token) if key and key.shape is Shape.NODE else f'{{"id": {compact(token)}}}'
    end = token.rindex('"') + 1
    text, kind = token[:end], token[end:]
    shape = key.shape if key else Shape.TEXT
    if not kind:
        return text if shape is Shape.TEXT else f'{{"@value": {text}}}'
    if kind.startswith("@"):
        return f'{{"@value": {text}, "@language": "{kind[1:]}"}}'
    if shape and kind == f"^^<{XSD}{shape.value.removeprefix('xsd:')}>":
        return text[1:-1] if shape is Shape.COUNT else text
    return f'{{"@value": {text}, "@type": "{kind[3:-1]}"}}'


def _compacter(base: str) -> Compact:
    known = {namespace: prefix for prefix, namespace in prefixes(base).items()}

    @lru_cache(maxsize=65536)
    def compact(token: str) -> str:
        iri = token[1:-1]
        ends = (iri.find("/", len(base)), iri.rfind("#"), iri.rfind("/"))
        for cut in sorted({end + 1 for end in ends if end > 0}):
            prefix, rest = known.get(iri[:cut]), iri[cut:]
            if prefix and not rest.startswith("//"):
                return f'"{prefix}:{rest}"'
        return f'"{iri}"'

    return compact
