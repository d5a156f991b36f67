"""Whether the confidence of family edges is true, by what the catalogue knows of both ends.

    python benchmarks/confidence.py DIR

Of the edges of a kept graph that sentences state between two concepts of the catalogue, what the catalogue itself says
and what the shape of a name says are left out of the confidence; then the catalogue is asked. It has few of the
families that there are, so its share is a floor under how many are right; that it grows with the confidence is what
counts. The area under the curve is how often, of an edge that the catalogue has and one that it has not, the former is
the surer (0.5: by chance). How many papers state an edge is told beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import networkx
import numpy as np

import kg
from extractors.catalogue import shipped_catalogue
from extractors.text import slug
from kg.concepts import concept_id
from kg.confidence import combined
from kg.schema import Predicate
from kg.tables.numbers import columns_of, evidence_of

BINS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Edge(NamedTuple):
    """What sentences state of two concepts of the catalogue."""

    confidence: float
    papers: int
    """How many papers state it."""
    known: bool
    """Whether the catalogue has the head below the tail."""


def catalogued() -> networkx.DiGraph[str]:
    """The ids of the catalogue, each with an edge to what it is a variant of."""
    families: networkx.DiGraph[str] = networkx.DiGraph()
    for entry in shipped_catalogue():
        head = concept_id(entry.kind, slug(entry.name))
        families.add_node(head)
        families.add_edges_from((head, concept_id(kind, slug(name))) for kind, name in entry.family)
    return families


def edges(graph: kg.Graph) -> Iterator[Edge]:
    """Those of a graph."""
    families, columns = catalogued(), columns_of(graph.asked)
    facts = np.flatnonzero(columns.saying(Predicate.VARIANT_OF))
    heads, tails = (columns.nodes.ids.many(ends[facts]) for ends in (columns.facts.heads, columns.facts.tails))
    for head, tail, evidence in zip(heads, tails, evidence_of(graph.asked, facts), strict=True):
        read = [piece for piece in evidence if piece.paper]
        if read and head in families and tail in families:
            papers = len({piece.paper for piece in read})
            yield Edge(combined(piece.score for piece in read), papers, networkx.has_path(families, head, tail))


def under_curve(found: list[Edge]) -> float:
    """The area under the curve; ties count a half."""
    scores = np.array([edge.confidence for edge in found])
    known = np.array([edge.known for edge in found])
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    below = ranks[known].sum() - known.sum() * (known.sum() + 1) / 2
    return float(below / max(1, known.sum() * (~known).sum()))


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    found = list(edges(kg.open(parser.parse_args().folder)))
    print(f"{len(found)} edges between two concepts of the catalogue, area under the curve {under_curve(found):.3f}")
    for low, high in pairwise(BINS):
        some = [edge for edge in found if low <= edge.confidence < high]
        if some:
            known, papers = (sum(getattr(edge, name) for edge in some) for name in ("known", "papers"))
            print(f"{low:.1f}-{high:.1f}{len(some):8}{papers / len(some):8.1f} papers{100 * known / len(some):6.0f} %")


if __name__ == "__main__":
    main()
