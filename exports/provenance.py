"""How the data came to be: the run that made it, the software of that run, and the scheme that concepts are in."""

from __future__ import annotations

from collections.abc import Iterator

from exports.iris import Iris
from exports.resources import Resource
from exports.tokens import english_token, text_token
from exports.vocabulary import term
from kg.graph import Graph


def version_of(graph: Graph) -> str:
    """The version of paperkg that made the graph."""
    return str(graph.about.get("version", "unknown"))


def describe_run(graph: Graph, iris: Iris) -> Iterator[Resource]:
    """The run, then its software."""
    version = version_of(graph)
    software = f"<{iris.software(version)}>"
    run = [
        (term("rdf:type"), term("prov:Activity")),
        (term("rdfs:label"), text_token(f"extraction by paperkg {version}")),
        (term("prov:wasAssociatedWith"), software),
    ]
    yield Resource(f"<{iris.run(version)}>", run)
    agent = [(term("rdf:type"), term("prov:SoftwareAgent")), (term("rdfs:label"), text_token(f"paperkg {version}"))]
    yield Resource(software, agent)


def describe_scheme(iris: Iris) -> Resource:
    """The scheme of all concepts; its top concepts say themselves that they are."""
    title = english_token("Concepts of AI papers")
    pairs = [(term("rdf:type"), term("skos:ConceptScheme")), (term("dcterms:title"), title)]
    return Resource(f"<{iris.scheme()}>", pairs)
