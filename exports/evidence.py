"""Evidence as RDF: a resource for each piece, which says what is stated, where, how surely, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from exports.iris import Iris
from exports.profiles import Profile
from exports.provenance import version_of
from exports.resources import Pair, Resource
from exports.tokens import XSD, decimal_token, text_token
from exports.vocabulary import properties_of, term
from kg.facts import Evidence
from kg.graph import Graph

_COUNT = f'"^^<{XSD}nonNegativeInteger>'

Edge: TypeAlias = tuple[str, str, str, tuple[Evidence, ...]]
"""Predicate, head, tail and evidence of a fact."""


class EvidenceWriter:
    """Makes the resources for the evidence of one graph.

    A class only to keep what recurs from one piece to the next: tokens of rules and of nodes, texts of papers.
    """

    def __init__(self, graph: Graph, iris: Iris, profile: Profile) -> None:
        self.iris, self.profile = iris, profile
        self.kinds: dict[str, str] = dict(graph.nx.nodes(data="kind"))
        self.node: Callable[[str], str] = lru_cache(maxsize=65536)(lambda name: f"<{iris.node(name)}>")
        self.text_of = _texts_of(graph)
        self.rule = lru_cache(maxsize=4096)(text_token)
        self.exact = lru_cache(maxsize=256)(text_token)  # one sentence often says several things
        self.run = f"<{iris.run(version_of(graph))}>"

    def properties(self, predicate: str, head: str, tail: str) -> tuple[str, ...]:
        """What states a fact: its own property first."""
        return properties_of(self.kinds[head], predicate, self.kinds[tail])

    def resources(self, edge: Edge, pieces: Iterable[Evidence], place: str = "") -> Iterator[Resource]:
        """The resources for these pieces of its evidence, by IRI."""
        predicate, head, tail, _ = edge
        named = [(self.iris.evidence(head, predicate, tail, piece), piece) for piece in pieces]
        if len(named) > 1:
            # Pieces that differ in score alone share an IRI; the surest speaks for them.
            named = sorted(dict(sorted(named, key=lambda pair: pair[1].score)).items())
        stated = self._stated(predicate, head, tail)
        for iri, piece in named:
            yield Resource(f"<{iri}>", self._pairs(stated, piece), place)

    def _stated(self, predicate: str, head: str, tail: str) -> list[Pair]:
        subject, name, value = self.node(head), self.properties(predicate, head, tail)[0], self.node(tail)
        if self.profile is Profile.RDF12:
            return [(_REIFIES, f"<<( {subject} {name} {value} )>>")]
        return [(_SUBJECT, subject), (_PREDICATE, name), (_OBJECT, value)]

    def _pairs(self, stated: list[Pair], piece: Evidence) -> list[Pair]:
        exact = self.text_of(piece.paper)[piece.start : piece.end] if piece.paper else ""
        pairs = [*_TYPES[self.profile is Profile.RDF12, bool(exact)], *stated, (_RULE, self.rule(piece.rule))]
        confidence = decimal_token(piece.score)
        if confidence:
            pairs.append((_CONFIDENCE, confidence))
        pairs.append((_GENERATED, self.run))
        if piece.paper:
            pairs.append((_DERIVED, self.node(piece.paper)))
        if exact:
            pairs.append((_START, f'"{piece.start}{_COUNT}'))
            pairs.append((_END, f'"{piece.end}{_COUNT}'))
            pairs.append((_EXACT, self.exact(exact)))
        if piece.sentence and piece.sentence != exact.strip():
            pairs.append((_SENTENCE, self.exact(piece.sentence)))
        return pairs


_TYPE, _SUBJECT, _PREDICATE, _OBJECT = map(term, ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object"))
_REIFIES = term("rdf:reifies")
_RULE, _CONFIDENCE, _SENTENCE = map(term, ("pk:rule", "pk:confidence", "pk:sentence"))
_GENERATED, _DERIVED = map(term, ("prov:wasGeneratedBy", "prov:wasDerivedFrom"))
_START, _END, _EXACT = map(term, ("oa:start", "oa:end", "oa:exact"))


def _types(reifies: bool, located: bool) -> list[Pair]:
    names = ["prov:Entity"] if reifies else ["rdf:Statement", "prov:Entity"]
    names += ["oa:TextPositionSelector", "oa:TextQuoteSelector"] if located else []
    return [(_TYPE, term(name)) for name in names]


_TYPES = {(reifies, located): _types(reifies, located) for reifies in (False, True) for located in (False, True)}


def _texts_of(graph: Graph) -> Callable[[str], str]:
    """Title, line feed and abstract of a paper; a few are kept, as evidence comes paper by paper."""
    nodes = graph.nx.nodes

    @lru_cache(maxsize=64)
    def text_of(paper: str) -> str:
        if paper not in nodes:
            return ""
        attributes = nodes[paper]
        return f"{attributes.get('title', attributes['label'])}\n{attributes.get('abstract', '')}"

    return text_of
