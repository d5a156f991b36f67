"""What the RDF says of one node itself, apart from the facts about it.

Left out, as no use elsewhere: the files and lines a paper was read from. Literals lose NUL and lone surrogates,
which RDF tools refuse; each becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isfinite
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from exports.iris import Iris, web_iri
from exports.vocabulary import term
from kg.facts import Node
from kg.schema import CONCEPT_KINDS, NodeKind

Saying: TypeAlias = tuple[NamedNode, NamedNode | Literal]
"""A property and its value, of a subject known from context."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")
_ARXIV = re.compile(
    r"(?:^arxiv:|arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))", re.IGNORECASE
)
_DOI = re.compile(r"(?:^doi:|doi\.org/|^)(10\.\d{4,9}/\S+)", re.IGNORECASE)

_CLASS: dict[NodeKind, str] = {
    NodeKind.METHOD: "pk:Method",
    NodeKind.MODEL: "fair4ml:MLModel",
    NodeKind.DATASET: "schema:Dataset",
    NodeKind.TASK: "pk:Task",
    NodeKind.METRIC: "pk:Metric",
}
_REFERENCES = {"arxiv:": "https://arxiv.org/abs/", "doi:": "https://doi.org/"}


def text_literal(text: str) -> Literal:
    """``text`` as a plain literal."""
    return Literal(_UNFIT.sub("\ufffd", text))


def number_literal(number: float) -> Literal | None:
    """A decimal without an exponent; None for what is not a number."""
    if isinstance(number, bool) or not isfinite(number):
        return None
    return Literal(format(Decimal(repr(number)), "f"), datatype=term("xsd:decimal"))


def describe(node: Node, iris: Iris) -> Iterator[Triple]:
    """The triples about ``node`` itself, without repetition, in an order that its attributes fix."""
    subject = iris.node(node.id)
    for name, value in dict.fromkeys(_DESCRIBED[node.kind](node, iris)):
        yield Triple(subject, name, value)


def describe_authors(node: Node, iris: Iris) -> Iterator[Triple]:
    """The triples about the authors of a paper, each a resource; none for another kind of node."""
    for place, name in enumerate(_texts(node, "authors"), start=1):
        author = iris.author(node.id, place)
        yield Triple(author, term("rdf:type"), term("schema:Person"))
        yield Triple(author, term("schema:name"), text_literal(name))


def _paper(node: Node, iris: Iris) -> Iterator[Saying]:
    arxiv, doi = _identifiers(node)
    yield term("rdf:type"), term("schema:ScholarlyArticle")
    if arxiv and not doi and "venue" not in node.attributes:
        yield term("rdf:type"), term("fabio:Preprint")
    yield term("dcterms:title"), text_literal(str(node.attributes.get("title", node.label)))
    if node.attributes.get("abstract"):
        yield term("dcterms:abstract"), text_literal(str(node.attributes["abstract"]))
    for place, _ in enumerate(_texts(node, "authors"), start=1):
        yield term("dcterms:creator"), iris.author(node.id, place)
    yield from _issued(node)
    if node.attributes.get("venue"):
        yield term("prism:publicationName"), text_literal(str(node.attributes["venue"]))
    yield term("dcterms:identifier"), text_literal(node.id.removeprefix("paper:"))
    if arxiv:
        yield term("fabio:hasArXivId"), Literal(arxiv)
        yield from _link("schema:sameAs", f"https://arxiv.org/abs/{arxiv}")
    if doi:
        yield term("prism:doi"), text_literal(doi)
        yield from _link("schema:sameAs", f"https://doi.org/{doi}")
    yield from _link("dcterms:source", str(node.attributes.get("url", "")))


def _concept(node: Node, iris: Iris) -> Iterator[Saying]:
    yield term("rdf:type"), term("skos:Concept")
    yield term("rdf:type"), term(_CLASS[node.kind])
    yield term("skos:inScheme"), iris.scheme()
    yield term("skos:prefLabel"), text_literal(node.label)
    for alias in sorted(set(_texts(node, "aliases")) - {node.label}):
        yield term("skos:altLabel"), text_literal(alias)
    yield from _issued(node)
    link = str(node.attributes.get("link", ""))
    for scheme, place in _REFERENCES.items():
        if link.lower().startswith(scheme):
            link = place + link[len(scheme) :]
    yield from _link("rdfs:seeAlso", link)


def _repository(node: Node, _: Iris) -> Iterator[Saying]:
    yield term("rdf:type"), term("schema:SoftwareSourceCode")
    yield term("schema:name"), text_literal(node.label)
    yield from _link("schema:codeRepository", str(node.attributes.get("url", "")))


def _page(node: Node, _: Iris) -> Iterator[Saying]:
    yield term("rdf:type"), term("schema:WebPage")
    yield term("schema:name"), text_literal(node.label)
    if node.attributes.get("page_kind"):
        yield term("schema:additionalType"), text_literal(str(node.attributes["page_kind"]))
    yield from _link("schema:url", str(node.attributes.get("url", "")))


def _result(node: Node, _: Iris) -> Iterator[Saying]:
    yield term("rdf:type"), term("cr:EvaluationResult")
    yield term("rdfs:label"), text_literal(str(node.attributes.get("value", node.label)))
    number = node.attributes.get("number")
    value = number_literal(number) if isinstance(number, int | float) else None
    if value is not None:
        yield term("cr:value"), value
    if node.attributes.get("unit"):
        yield term("schema:unitText"), text_literal(str(node.attributes["unit"]))
    if node.attributes.get("sentence"):
        yield term("pk:sentence"), text_literal(str(node.attributes["sentence"]))


_DESCRIBED: dict[NodeKind, Callable[[Node, Iris], Iterator[Saying]]] = {
    NodeKind.PAPER: _paper,
    NodeKind.REPOSITORY: _repository,
    NodeKind.PAGE: _page,
    NodeKind.RESULT: _result,
    **dict.fromkeys(CONCEPT_KINDS, _concept),
}


def _identifiers(node: Node) -> tuple[str, str]:
    """The arXiv id and the DOI, from the node's id or else its URL; empty where unknown."""
    places = (node.id.removeprefix("paper:"), str(node.attributes.get("url", "")))
    arxiv = next((found[1] for place in places if (found := _ARXIV.search(place))), "").lower()
    doi = next((found[1] for place in places if (found := _DOI.search(place))), "").lower()
    return arxiv, "" if doi.startswith("10.48550/arxiv.") else doi


def _issued(node: Node) -> Iterator[Saying]:
    year = node.attributes.get("year")
    if isinstance(year, int) and 1000 <= year <= 9999:
        yield term("dcterms:issued"), Literal(str(year), datatype=term("xsd:gYear"))


def _link(name: str, url: str) -> Iterator[Saying]:
    """An IRI where the URL makes one, else the URL as text, so that nothing is lost."""
    if url:
        yield term(name), web_iri(url) or text_literal(url)


def _texts(node: Node, name: str) -> tuple[str, ...]:
    value = node.attributes.get(name, ())
    return value if isinstance(value, tuple) else (str(value),)
