"""Concepts and what is close to them elsewhere: a file apart, for no paper says so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
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
    for known in sorted(known_alignments()):
        if known.concept in graph.nx:
            yield Resource(f"<{iris.node(known.concept)}>", [(term("skos:closeMatch"), f"<{known.iri}>")])


def known_alignments() -> list[Alignment]:
    """Those that are sure, of ``linked_data/alignment.tsv``: one a concept.

    They lead to topics of the Computer Science Ontology (https://cso.kmi.open.ac.uk, as the package cso-classifier 2.3
    holds it) whose preferred label is the catalogue's name of several words, or its plural. Names that mean something
    else there (matching networks, in electronics) are left out.
    """
    text = files("exports").joinpath("linked_data", "alignment.tsv").read_text(encoding="utf-8")
    return [Alignment(*row) for row in csv.reader(text.splitlines()[1:], delimiter="\t")]
