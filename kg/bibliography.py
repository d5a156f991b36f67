"""Authors, venues and years as nodes: made on request from what papers have as attributes.

They are not kept with a graph and not in its schema, where every question would meet them: a year joins papers that
share nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from extractors.errors import UnknownNameError
from kg.facts import Evidence
from kg.schema import NodeKind

if TYPE_CHECKING:
    import networkx

RULE = "bibliography"
SCORE = 0.99
"""What a source says of its own paper is worth as much as a link that it lists."""

_APART = re.compile(r"[\W_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class _Bibliographic(NamedTuple):
    """A kind of node, what joins papers to it and how that reads, and a paper's values for it."""

    kind: str
    predicate: str
    label: str
    values: Callable[[Mapping[str, object]], Iterator[str]]


def with_bibliography(nx: networkx.MultiDiGraph[str], kinds: Collection[str]) -> networkx.MultiDiGraph[str]:
    """A copy of the graph with ``authors``, ``venues`` and ``years``, those that are asked for, as nodes as well.

    Nodes have ``kind`` and ``label``, edges what every edge of the graph has. A node has the label that most papers
    give it. An author is told by name, without case, accents and punctuation, and a venue likewise and without its
    year: two people of one name are one node, one with two spellings is two. An UnknownNameError for another kind.
    """
    for name in kinds:
        if name not in KINDS:
            raise UnknownNameError(name, tuple(KINDS))
    joined = nx.copy()
    papers = [(name, data) for name, data in nx.nodes(data=True) if data["kind"] == NodeKind.PAPER]
    for name in KINDS:
        if name in kinds:
            _add(joined, papers, KINDS[name])
    return joined


def _add(
    joined: networkx.MultiDiGraph[str], papers: Collection[tuple[str, Mapping[str, object]]], known: _Bibliographic
) -> None:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    edges: list[tuple[str, str]] = []
    for paper, attributes in papers:
        keyed = {key: value for value in known.values(attributes) if (key := _key(known.kind, value))}
        for key, value in keyed.items():
            labels[key][value] += 1
            edges.append((paper, key))
    for key, spelt in sorted(labels.items()):
        joined.add_node(key, kind=known.kind, label=min(spelt, key=lambda label: (-spelt[label], label)))
    for paper, key in edges:
        told = (Evidence(paper, 0, 0, "", RULE, SCORE),)
        named = {"kind": known.predicate, "label": known.label}
        joined.add_edge(paper, key, key=known.predicate, score=SCORE, evidence=told, **named)


def _key(kind: str, value: str) -> str:
    bare = _YEAR.sub(" ", value) if kind == "venue" else value
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare.casefold()) if not unicodedata.combining(sign))
    key = _APART.sub("-", plain).strip("-")
    return f"{kind}:{key}" if key else ""


def _authors(paper: Mapping[str, object]) -> Iterator[str]:
    names = paper.get("authors", ())
    for name in names if isinstance(names, tuple) else ():
        last, comma, first = name.partition(", ")
        yield f"{first} {last}" if comma and "," not in first else name


def _venue(paper: Mapping[str, object]) -> Iterator[str]:
    if venue := paper.get("venue"):
        yield str(venue)


def _year(paper: Mapping[str, object]) -> Iterator[str]:
    if year := paper.get("year"):
        yield str(year)


KINDS: dict[str, _Bibliographic] = {
    "authors": _Bibliographic("author", "written_by", "is written by", _authors),
    "venues": _Bibliographic("venue", "published_at", "is published at", _venue),
    "years": _Bibliographic("year", "published_in", "is published in", _year),
}
