"""Concepts and what is close to them elsewhere: a file apart, for no paper says so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from exports.iris import Iris
from exports.resources import Resource
from exports.vocabulary import term
from kg.graph import Graph


class Alignment(NamedTuple):
    """A concept's id and the IRI of what is close to it."""

    concept: str
    iri: str


def alignment(graph: Graph, iris: Iris) -> Iterator[Resource]:
    """What ``known_alignments`` has for the concepts of this graph, by id."""
    here = (known for known in sorted(known_alignments()) if known.concept in graph.nx)
    for concept, all_known in groupby(here, key=attrgetter("concept")):
        yield Resource(f"<{iris.node(concept)}>", [(term("skos:closeMatch"), f"<{known.iri}>") for known in all_known])


def known_alignments() -> list[Alignment]:
    """Those that are sure, of ``linked_data/alignment.tsv``.

    Most lead to topics of the Computer Science Ontology (https://cso.kmi.open.ac.uk, as the package cso-classifier 2.3
    holds it) whose preferred label is the catalogue's name of several words, or its plural. Names that mean something
    else there (matching networks, in electronics) are left out. Those to Wikidata are items that independent public
    sources (OpenAlex's concepts, Wikipedia's own link to its item, published metadata) give for that very name; ids
    without such a source are left out. IRIs of Linked Papers with Code are made from slugs of Papers with Code, which
    nothing at hand can check: there are none.
    """
    text = files("exports").joinpath("linked_data", "alignment.tsv").read_text(encoding="utf-8")
    return [Alignment(*row) for row in csv.reader(text.splitlines()[1:], delimiter="\t")]
