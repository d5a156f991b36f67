"""The ontology: the declaration of every term of our own, as an ontologist's tools expect it.

Heads and tails are said in words (``skos:scopeNote``) and with schema.org's ``domainIncludes`` and ``rangeIncludes``,
from which nothing follows: ``rdfs:domain`` would make of every subject what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.resources import Pair, Resource
from exports.tokens import english_token, text_token
from exports.vocabulary import CLASSES, IN_WORDS, NAMESPACE, PROPERTIES, Names, OwnClass, OwnProperty, term

VERSION = "1.0"
"""Raised when a term is added (the second number), or goes or changes its meaning (the first)."""

_LICENCE = "https://spdx.org/licenses/Apache-2.0"


def ontology() -> Iterator[Resource]:
    """The ontology itself, then its classes and properties in the order of the tables."""
    yield Resource(f"<{NAMESPACE}>", _header())
    for local, own in CLASSES.items():
        yield Resource(term(f"pk:{local}"), [*_declaration("rdfs:Class", "owl:Class", own), *_of_class(own)])
    for local, made in PROPERTIES.items():
        owl = "owl:DatatypeProperty" if made.tails[0].startswith("xsd:") else "owl:ObjectProperty"
        yield Resource(term(f"pk:{local}"), [*_declaration("rdf:Property", owl, made), *_of_property(made)])


def _header() -> list[Pair]:
    return [
        (term("rdf:type"), term("owl:Ontology")),
        (term("dcterms:title"), english_token("paperkg: concepts, code and results of AI papers")),
        (
            term("dcterms:description"),
            english_token(
                "What papers on artificial intelligence say of methods, models, data sets, tasks and metrics, and "
                "where they say it. Only terms that well-kept vocabularies lack."
            ),
        ),
        (term("dcterms:license"), f"<{_LICENCE}>"),
        (term("owl:versionIRI"), f"<{NAMESPACE.rstrip('#')}/{VERSION}>"),
        (term("owl:versionInfo"), text_token(VERSION)),
        (term("vann:preferredNamespacePrefix"), text_token("pk")),
        (term("vann:preferredNamespaceUri"), text_token(NAMESPACE)),
    ]


def _declaration(rdfs: str, owl: str, own: OwnClass | OwnProperty) -> Iterator[Pair]:
    yield term("rdf:type"), term(owl)
    yield term("rdf:type"), term(rdfs)
    yield term("rdfs:label"), english_token(own.label)
    yield term("rdfs:comment"), english_token(own.comment)
    yield term("rdfs:isDefinedBy"), f"<{NAMESPACE}>"


def _of_class(own: OwnClass) -> Iterator[Pair]:
    yield term("rdfs:subClassOf"), term(own.parent)
    for close in own.close:
        yield term("skos:closeMatch"), term(close)


def _of_property(own: OwnProperty) -> Iterator[Pair]:
    if own.parent:
        yield term("rdfs:subPropertyOf"), term(own.parent)
    yield term("skos:scopeNote"), english_token(f"From {_words(own.heads)} to {_words(own.tails)}.")
    for head in own.heads:
        yield term("schema:domainIncludes"), term(head)
    for tail in own.tails:
        yield term("rdfs:range" if tail.startswith("xsd:") else "schema:rangeIncludes"), term(tail)


def _words(names: Names) -> str:
    return " or ".join(IN_WORDS[name] for name in names)
