"""The graph for those who work in rdflib: the same triples, in an ``rdflib.Graph``.

rdflib takes about 70,000 triples a second; for anything large ask ``exports.sparql`` or write a file.
"""

from __future__ import annotations

import rdflib

from exports.iris import BASE, prefixes
from exports.serialise import render_ntriples
from kg.graph import Graph


def to_rdflib(graph: Graph, *, base: str = BASE) -> rdflib.Graph:
    """Every triple of the graph, with the project's prefixes bound.

    >>> import kg
    >>> len(to_rdflib(kg.Graph.from_facts([], []))) > 0  # how it was made is always said
    True
    """
    made = rdflib.Graph()
    for prefix, iri in sorted(prefixes(base).items()):
        made.bind(prefix, iri)
    made.parse(data=b"".join(render_ntriples(graph, base=base)), format="nt")
    return made
