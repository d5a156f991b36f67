"""The vocabulary of the RDF: namespaces, the terms of our own, and which property stands for which predicate.

A term is our own only where no well-kept vocabulary has one. Reused: schema.org (always https), Dublin Core terms,
FaBiO, PRISM, SKOS, FAIR4ML 0.1.0, Croissant Tasks, FOAF, PROV-O and Web Annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg.schema import NodeKind, Predicate

NAMESPACE = "https://w3id.org/paperkg/ns#"
"""Where the terms of our own live; prefix ``pk``."""

NAMESPACES: dict[str, str] = {
    "cr": "http://mlcommons.org/croissant/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "fair4ml": "https://w3id.org/fair4ml#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "lpwc": "https://linkedpaperswithcode.com/class/",
    "mls": "http://www.w3.org/ns/mls#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pk": NAMESPACE,
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, of every vocabulary the output may use."""


class OwnTerm(NamedTuple):
    """A class or property of our own; ``comment`` says in words what it joins.

    ``parent`` is the term it specialises and ``close`` the term elsewhere that means nearly the same; both are
    prefixed names, or empty.
    """

    label: str
    comment: str
    parent: str = ""
    close: str = ""


CLASSES: dict[str, OwnTerm] = {
    "Method": OwnTerm("method", "A way to do something: an algorithm, technique or architecture.",
                      "skos:Concept", "lpwc:method"),
    "Task": OwnTerm("task", "A problem that methods are made for.", "skos:Concept", "mls:Task"),
    "Metric": OwnTerm("metric", "A measure of how well something does.", "skos:Concept", "mls:EvaluationMeasure"),
}  # fmt: skip

PROPERTIES: dict[str, OwnTerm] = {
    "introduces": OwnTerm("introduces", "A paper presents this concept as its own.", "schema:mentions"),
    "usesMethod": OwnTerm("uses method", "A paper uses this method.", "schema:mentions"),
    "usesModel": OwnTerm("uses model", "A paper uses this model.", "schema:mentions"),
    "usesDataset": OwnTerm("uses data set", "A paper uses this data set, other than to evaluate.", "schema:mentions"),
    "addressesTask": OwnTerm("addresses task", "A paper works on this task: uses, studies or is evaluated on it.",
                             "schema:mentions"),
    "reportsMetric": OwnTerm("reports metric", "A paper measures by this metric.", "schema:mentions"),
    "evaluatesOn": OwnTerm("evaluates on", "A paper evaluates on this concept, most often a data set.",
                           "schema:mentions"),
    "comparesWith": OwnTerm("compares with", "A paper compares its work with this concept.", "schema:mentions"),
    "studies": OwnTerm("studies", "A paper analyses this concept.", "schema:mentions"),
    "hasCode": OwnTerm("has code", "A paper's own code is in this repository.", "dcterms:relation"),
    "reportsResult": OwnTerm("reports result", "A paper states this result.", "dcterms:relation"),
    "variantOf": OwnTerm("variant of", "A concept is a variant or extension of another.", "skos:broader"),
    "usedFor": OwnTerm("used for", "A concept serves this concept, most often a task.", "dcterms:relation"),
    "appliedTo": OwnTerm("applied to", "A concept is applied to this concept.", "dcterms:relation"),
    "comparedWith": OwnTerm("compared with", "A concept is compared with another.", "dcterms:relation"),
    "ofMethod": OwnTerm("of method", "What a result was reached with.", "dcterms:relation"),
    "onDataset": OwnTerm("on data set", "What a result was measured on.", "dcterms:relation"),
    "byMetric": OwnTerm("by metric", "What a result was measured by.", "dcterms:relation"),
    "overBaseline": OwnTerm("over baseline", "What a result is a gain over.", "dcterms:relation"),
    "confidence": OwnTerm("confidence", "How sure one piece of evidence is: a decimal above 0, at most 1."),
    "rule": OwnTerm("rule", "The name of the rule that found one piece of evidence."),
    "sentence": OwnTerm("sentence", "The sentence of a result, or of evidence where it says more than oa:exact."),
}  # fmt: skip

_BY_PREDICATE: dict[Predicate, str] = {
    Predicate.INTRODUCES: "pk:introduces",
    Predicate.COMPARES_WITH: "pk:comparesWith",
    Predicate.STUDIES: "pk:studies",
    Predicate.MENTIONS: "schema:mentions",
    Predicate.VARIANT_OF: "pk:variantOf",
    Predicate.PART_OF: "dcterms:isPartOf",
    Predicate.USED_FOR: "pk:usedFor",
    Predicate.APPLIED_TO: "pk:appliedTo",
    Predicate.COMPARED_WITH: "pk:comparedWith",
    Predicate.TRAINED_ON: "fair4ml:trainedOn",
    Predicate.HAS_CODE: "pk:hasCode",
    Predicate.CITES_CODE: "schema:citation",
    Predicate.HAS_PAGE: "foaf:page",
    Predicate.CITES_PAGE: "schema:citation",
    Predicate.REPORTS: "pk:reportsResult",
    Predicate.OF_METHOD: "pk:ofMethod",
    Predicate.ON_DATASET: "pk:onDataset",
    Predicate.BY_METRIC: "pk:byMetric",
    Predicate.OVER_BASELINE: "pk:overBaseline",
}

_USES: dict[NodeKind, str] = {
    NodeKind.METHOD: "pk:usesMethod",
    NodeKind.MODEL: "pk:usesModel",
    NodeKind.DATASET: "pk:usesDataset",
    NodeKind.TASK: "pk:addressesTask",
    NodeKind.METRIC: "pk:reportsMetric",
}

_ENTAILED = frozenset({"schema:mentions", "skos:broader"})
"""Parents that are written out beside the property, for stores that do not reason."""

_ADDRESSING = frozenset({"pk:evaluatesOn", "pk:studies"})
"""Properties of a paper that, with a task for object, also say that the paper addresses it."""


@cache
def term(name: str) -> NamedNode:
    """The term with this prefixed name; KeyError for an unknown prefix or an undeclared term of our own."""
    prefix, _, local = name.partition(":")
    if prefix == "pk" and local not in CLASSES and local not in PROPERTIES:
        raise KeyError(name)
    return NamedNode(NAMESPACES[prefix] + local)


@cache
def properties_of(head: NodeKind, predicate: Predicate, tail: NodeKind) -> tuple[NamedNode, ...]:
    """The property that says this, then those it entails that are written out too."""
    name = _name_of(head, predicate, tail)
    prefix, _, local = name.partition(":")
    parent = PROPERTIES[local].parent if prefix == "pk" else ""
    entailed = [parent] if parent in _ENTAILED else []
    if name in _ADDRESSING and tail is NodeKind.TASK:
        entailed.append("pk:addressesTask")
    return (term(name), *map(term, entailed))


def _name_of(head: NodeKind, predicate: Predicate, tail: NodeKind) -> str:
    if predicate is Predicate.USES:
        return _USES[tail]
    if predicate is not Predicate.EVALUATED_ON:
        return _BY_PREDICATE[predicate]
    if head is not NodeKind.PAPER:
        return "fair4ml:evaluatedOn"
    return "pk:reportsMetric" if tail is NodeKind.METRIC else "pk:evaluatesOn"


def ontology() -> Iterator[Triple]:
    """The declaration of every term of our own, in the order of the tables."""
    scheme = NamedNode(NAMESPACE)
    yield Triple(scheme, term("rdf:type"), term("owl:Ontology"))
    yield Triple(scheme, term("rdfs:label"), Literal("paperkg: concepts, code and results of AI papers"))
    for local, own in CLASSES.items():
        yield from _declaration(local, own, "rdfs:Class", "rdfs:subClassOf")
    for local, own in PROPERTIES.items():
        yield from _declaration(local, own, "rdf:Property", "rdfs:subPropertyOf")


def _declaration(local: str, own: OwnTerm, kind: str, specialises: str) -> Iterator[Triple]:
    name = term(f"pk:{local}")
    yield Triple(name, term("rdf:type"), term(kind))
    yield Triple(name, term("rdfs:label"), Literal(own.label, language="en"))
    yield Triple(name, term("rdfs:comment"), Literal(own.comment, language="en"))
    yield Triple(name, term("rdfs:isDefinedBy"), NamedNode(NAMESPACE))
    if own.parent:
        yield Triple(name, term(specialises), term(own.parent))
    if own.close:
        yield Triple(name, term("skos:closeMatch"), term(own.close))
