"""The RDF as bytes: N-Triples, N-Quads, Turtle, TriG and JSON-LD.

Each function streams, and gives the same bytes for the same graph. N-Quads and TriG have a named graph a paper; what
``Profile.QUADS`` asks for beside is theirs alone. RDF/XML is not offered, for it cannot write every character that a
literal may hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.iris import BASE
from exports.jsonld import jsonld_texts
from exports.lines import chunks, quad_lines, triple_lines
from exports.profiles import Profile
from exports.rdf import whole, whole_placed
from exports.turtle import trig_texts, turtle_texts
from kg.graph import Graph


def render_ntriples(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[bytes]:
    """N-Triples, one line a triple; a chunk ends with a line."""
    return chunks(map(triple_lines, whole(graph, base=base, profile=profile)))


def render_nquads(graph: Graph, *, base: str = BASE, profile: Profile = Profile.QUADS) -> Iterator[bytes]:
    """N-Quads, one line a quad; a chunk ends with a line."""
    return chunks(map(quad_lines, whole_placed(graph, base=base, profile=profile)))


def render_turtle(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[bytes]:
    """Turtle."""
    return chunks(turtle_texts(whole(graph, base=base, profile=profile), base))


def render_trig(graph: Graph, *, base: str = BASE, profile: Profile = Profile.QUADS) -> Iterator[bytes]:
    """TriG."""
    return chunks(trig_texts(whole_placed(graph, base=base, profile=profile), base))


def render_jsonld(graph: Graph, *, base: str = BASE, profile: Profile = Profile.EVIDENCE) -> Iterator[bytes]:
    """JSON-LD in compacted form, with its context: one object a resource, one line an object."""
    return chunks(jsonld_texts(whole(graph, base=base, profile=profile), base))
