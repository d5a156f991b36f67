"""How much the RDF says beside the facts themselves."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """What becomes of the evidence for a fact, which is a triple in every profile."""

    PLAIN = "plain"
    """Left out, and the run with it."""
    EVIDENCE = "evidence"
    """A resource that names subject, predicate and object: RDF 1.0 reification, which every store reads."""
    RDF12 = "rdf12"
    """A resource that ``rdf:reifies`` the triple: RDF 1.2, which few stores read yet."""
    QUADS = "quads"
    """As evidence, and what a paper says is in a named graph of that paper: N-Quads and TriG."""
