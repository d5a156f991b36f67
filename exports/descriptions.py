"""What the RDF says of one node itself, apart from the facts about it.

Left out, as no use elsewhere: the files and lines a paper was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from exports.iris import Iris, web_iri
from exports.resources import Pair, Resource
from exports.tokens import decimal_token, text_token, typed_token
from exports.vocabulary import CONCEPT_CLASSES, term
from kg.facts import Node
from kg.schema import CONCEPT_KINDS, NodeKind

_ARXIV = re.compile(
    r"(?:^arxiv:|arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))", re.IGNORECASE
)
_DOI = re.compile(r"(?:^doi:|doi\.org/|^)(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PREPRINT_VENUE = re.compile(r"(?:arxiv|corr)(?![a-z])", re.IGNORECASE)

_REFERENCES = {"arxiv:": "https://arxiv.org/abs/", "doi:": "https://doi.org/"}


def describe(node: Node, iris: Iris) -> list[Pair]:
    """What is said of ``node`` itself, without repetition, in an order that its attributes fix."""
    return list(dict.fromkeys(_DESCRIBED[node.kind](node, iris)))


def describe_authors(node: Node, iris: Iris) -> Iterator[Resource]:
    """The authors of a paper, each a resource; none for another kind of node."""
    for place, name in enumerate(_texts(node, "authors"), start=1):
        said = [(term("rdf:type"), term("schema:Person")), (term("schema:name"), text_token(name))]
        yield Resource(f"<{iris.author(node.id, place)}>", said)


def _paper(node: Node, iris: Iris) -> Iterator[Pair]:
    arxiv, doi = _identifiers(node)
    venue = str(node.attributes.get("venue", ""))
    yield term("rdf:type"), term("schema:ScholarlyArticle")
    if arxiv and not doi and (not venue or _PREPRINT_VENUE.match(venue)):
        yield term("rdf:type"), term("fabio:Preprint")
    yield term("dcterms:title"), text_token(str(node.attributes.get("title", node.label)))
    yield from _text("dcterms:abstract", node, "abstract")
    for place, _ in enumerate(_texts(node, "authors"), start=1):
        yield term("dcterms:creator"), f"<{iris.author(node.id, place)}>"
    yield from _issued(node)
    yield from _text("prism:publicationName", node, "venue")
    yield term("dcterms:identifier"), text_token(node.id.removeprefix("paper:"))
    if arxiv:
        yield term("fabio:hasArXivId"), text_token(arxiv)
    if doi:
        yield term("prism:doi"), text_token(doi)
    if arxiv:
        yield from _link("schema:sameAs", f"https://arxiv.org/abs/{arxiv}")
    if doi:
        yield from _link("schema:sameAs", f"https://doi.org/{doi}")
    yield from _link("dcterms:source", str(node.attributes.get("url", "")))


def _concept(node: Node, iris: Iris) -> Iterator[Pair]:
    yield term("rdf:type"), term("skos:Concept")
    yield term("rdf:type"), term(CONCEPT_CLASSES[node.kind])
    yield term("skos:inScheme"), f"<{iris.scheme()}>"
    yield term("skos:prefLabel"), text_token(node.label)
    for alias in sorted(set(_texts(node, "aliases")) - {node.label}):
        yield term("skos:altLabel"), text_token(alias)
    yield from _issued(node)
    link = str(node.attributes.get("link", ""))
    for scheme, place in _REFERENCES.items():
        if link.lower().startswith(scheme):
            link = place + link[len(scheme) :]
    yield from _link("rdfs:seeAlso", link)


def _repository(node: Node, _: Iris) -> Iterator[Pair]:
    yield term("rdf:type"), term("schema:SoftwareSourceCode")
    yield term("schema:name"), text_token(node.label)
    yield from _link("schema:codeRepository", str(node.attributes.get("url", "")))


def _page(node: Node, _: Iris) -> Iterator[Pair]:
    yield term("rdf:type"), term("schema:WebPage")
    yield term("schema:name"), text_token(node.label)
    yield from _text("schema:additionalType", node, "page_kind")
    yield from _link("schema:url", str(node.attributes.get("url", "")))


def _result(node: Node, _: Iris) -> Iterator[Pair]:
    yield term("rdf:type"), term("cr:EvaluationResult")
    yield term("rdfs:label"), text_token(str(node.attributes.get("value", node.label)))
    number = node.attributes.get("number")
    value = decimal_token(number) if isinstance(number, int | float) else ""
    if value:
        yield term("cr:value"), value
    yield from _text("schema:unitText", node, "unit")
    yield from _text("pk:sentence", node, "sentence")


_DESCRIBED: dict[NodeKind, Callable[[Node, Iris], Iterator[Pair]]] = {
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


def _issued(node: Node) -> Iterator[Pair]:
    year = node.attributes.get("year")
    if isinstance(year, int) and 1000 <= year <= 9999:
        yield term("dcterms:issued"), typed_token(str(year), "gYear")


def _text(name: str, node: Node, attribute: str) -> Iterator[Pair]:
    value = node.attributes.get(attribute)
    if value:
        yield term(name), text_token(str(value))


def _link(name: str, url: str) -> Iterator[Pair]:
    """An IRI where the URL makes one, else the URL as text, so that nothing is lost."""
    if url:
        iri = web_iri(url)
        yield term(name), f"<{iri}>" if iri else text_token(url)


def _texts(node: Node, name: str) -> tuple[str, ...]:
    value = node.attributes.get(name, ())
    return value if isinstance(value, tuple) else (str(value),)
