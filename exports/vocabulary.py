"""The vocabulary of the RDF: namespaces, the terms of our own, and which property stands for which predicate.

A term is our own only where no well-kept vocabulary has one. Reused: schema.org (always https), Dublin Core terms,
FaBiO, PRISM, SKOS, FAIR4ML 0.1.0, Croissant Tasks, FOAF, PROV-O, Web Annotation and VoID. ``exports.ontology``
declares what is our own.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

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
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, of every vocabulary the output may use."""

Names: TypeAlias = tuple[str, ...]
"""Prefixed names of terms."""


class OwnClass(NamedTuple):
    """A class of our own; ``close`` are the classes elsewhere that mean nearly the same."""

    label: str
    comment: str
    parent: str
    close: Names = ()


class OwnProperty(NamedTuple):
    """A property of our own: from what to what, and (where there is one) the property it specialises.

    ``heads`` and ``tails`` are classes, a tail may be a datatype; what has any of them will do.
    """

    label: str
    comment: str
    heads: Names
    tails: Names
    parent: str = ""


_PAPER, _CODE, _RESULT = ("schema:ScholarlyArticle",), ("schema:SoftwareSourceCode",), ("cr:EvaluationResult",)
_CONCEPT, _METHOD, _TASK, _METRIC = ("skos:Concept",), ("pk:Method",), ("pk:Task",), ("pk:Metric",)
_MODEL, _DATASET = ("fair4ml:MLModel",), ("schema:Dataset",)
_STATEMENT, _TEXT, _DECIMAL = ("prov:Entity",), ("xsd:string",), ("xsd:decimal",)

CONCEPT_CLASSES: dict[NodeKind, str] = {
    NodeKind.METHOD: "pk:Method",
    NodeKind.MODEL: "fair4ml:MLModel",
    NodeKind.DATASET: "schema:Dataset",
    NodeKind.TASK: "pk:Task",
    NodeKind.METRIC: "pk:Metric",
}
"""The class that says what kind of concept one is."""

IN_WORDS: dict[str, str] = {
    "schema:ScholarlyArticle": "a paper",
    "schema:SoftwareSourceCode": "a repository",
    "cr:EvaluationResult": "a result",
    "skos:Concept": "a concept",
    "pk:Method": "a method",
    "fair4ml:MLModel": "a model",
    "schema:Dataset": "a data set",
    "pk:Task": "a task",
    "pk:Metric": "a metric",
    "prov:Entity": "a piece of evidence",
    "xsd:string": "a text",
    "xsd:decimal": "a decimal",
}
"""What properties of our own join, in words."""

CLASSES: dict[str, OwnClass] = {
    "Method": OwnClass("method", "A way to do something: an algorithm, technique or architecture.",
                       "skos:Concept", ("lpwc:method", "mls:Algorithm")),
    "Task": OwnClass("task", "A problem that methods are made for.", "skos:Concept", ("lpwc:task", "mls:Task")),
    "Metric": OwnClass("metric", "A measure of how well something does.", "skos:Concept",
                       ("mls:EvaluationMeasure",)),
}  # fmt: skip

PROPERTIES: dict[str, OwnProperty] = {
    "introduces": OwnProperty("introduces", "A paper presents this concept as its own.",
                              _PAPER, _CONCEPT, "schema:mentions"),
    "usesMethod": OwnProperty("uses method", "A paper uses this method.", _PAPER, _METHOD, "schema:mentions"),
    "usesModel": OwnProperty("uses model", "A paper uses this model.", _PAPER, _MODEL, "schema:mentions"),
    "usesDataset": OwnProperty("uses data set", "A paper uses this data set, other than to evaluate.",
                               _PAPER, _DATASET, "schema:mentions"),
    "addressesTask": OwnProperty("addresses task", "A paper works on this task: uses, studies or is evaluated on it.",
                                 _PAPER, _TASK, "schema:mentions"),
    "reportsMetric": OwnProperty("reports metric", "A paper measures by this metric.",
                                 _PAPER, _METRIC, "schema:mentions"),
    "evaluatesOn": OwnProperty("evaluates on", "A paper evaluates on this concept, most often a data set.",
                               _PAPER, _CONCEPT, "schema:mentions"),
    "comparesWith": OwnProperty("compares with", "A paper compares its work with this concept.",
                                _PAPER, _CONCEPT, "schema:mentions"),
    "studies": OwnProperty("studies", "A paper analyses this concept.", _PAPER, _CONCEPT, "schema:mentions"),
    "hasCode": OwnProperty("has code", "A paper's own code is in this repository.", _PAPER, _CODE, "dcterms:relation"),
    "reportsResult": OwnProperty("reports result", "A paper states this result.", _PAPER, _RESULT, "dcterms:relation"),
    "variantOf": OwnProperty("variant of", "A concept is a variant or extension of another.",
                             _CONCEPT, _CONCEPT, "skos:broader"),
    "usedFor": OwnProperty("used for", "A concept serves this concept, most often a task.",
                           _CONCEPT, _CONCEPT, "dcterms:relation"),
    "appliedTo": OwnProperty("applied to", "A concept is applied to this concept.",
                             _CONCEPT, _CONCEPT, "dcterms:relation"),
    "comparedWith": OwnProperty("compared with", "A concept is compared with another.",
                                _CONCEPT, _CONCEPT, "dcterms:relation"),
    "ofMethod": OwnProperty("of method", "What a result was reached with.", _RESULT, _CONCEPT, "dcterms:relation"),
    "onDataset": OwnProperty("on data set", "What a result was measured on.", _RESULT, _CONCEPT, "dcterms:relation"),
    "overBaseline": OwnProperty("over baseline", "What a result is a gain over.",
                                _RESULT, _CONCEPT, "dcterms:relation"),
    "confidence": OwnProperty("confidence", "How sure one piece of evidence is: a decimal above 0, at most 1.",
                              _STATEMENT, _DECIMAL),
    "rule": OwnProperty("rule", "The name of the rule that found one piece of evidence.", _STATEMENT, _TEXT),
    "sentence": OwnProperty("sentence", "The sentence of a result, or of evidence where it says more than oa:exact.",
                            (*_STATEMENT, *_RESULT), _TEXT),
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
    Predicate.BY_METRIC: "cr:metric",
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
def iri_of(name: str) -> str:
    """The IRI of a prefixed name; KeyError for an unknown prefix or an undeclared term of our own.

    >>> iri_of("pk:variantOf")
    'https://w3id.org/paperkg/ns#variantOf'
    """
    prefix, _, local = name.partition(":")
    if prefix == "pk" and local not in CLASSES and local not in PROPERTIES:
        raise KeyError(name)
    return NAMESPACES[prefix] + local


@cache
def term(name: str) -> str:
    """The same as a token of ``exports.tokens``."""
    return f"<{iri_of(name)}>"


@cache
def properties_of(head: str, predicate: str, tail: str) -> Names:
    """The property, as a token, that says this of nodes of these kinds; then those it entails that are written too."""
    name = _name_of(NodeKind(head), Predicate(predicate), NodeKind(tail))
    prefix, _, local = name.partition(":")
    parent = PROPERTIES[local].parent if prefix == "pk" else ""
    entailed = [parent] if parent in _ENTAILED else []
    if name in _ADDRESSING and tail == NodeKind.TASK:
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
