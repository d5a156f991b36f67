"""What the explorer needs to write a view as SPARQL: the RDF terms of what papers do with concepts."""

from __future__ import annotations

from exports.embedding import Json
from exports.iris import BASE, Iris
from exports.vocabulary import properties_of
from kg.schema import CONCEPT_KINDS, ROLE_PREDICATES, NodeKind

_IRIS = Iris()


def term_table() -> dict[str, Json]:
    """For each predicate of a paper about a concept its properties, as tokens of SPARQL; and the base of all IRIs."""
    predicates: dict[str, Json] = {
        predicate.value: sorted({properties_of(NodeKind.PAPER, predicate, kind)[0] for kind in CONCEPT_KINDS})
        for predicate in ROLE_PREDICATES.values()
    }
    return {"base": BASE, "predicates": predicates}


def odd_iri(name: str) -> str | None:
    """A node's IRI where it is not plainly the base, the kind, a slash and the key."""
    iri = _IRIS.node(name)
    return None if iri == BASE + name.replace(":", "/", 1) else iri
