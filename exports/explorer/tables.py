"""What the explorer needs to know of a graph, as compact tables of JSON values.

Nodes are rows ``[id, kind, label, papers, attributes]``; ``papers`` is how many papers touch the node. What is said
of them stands in blocks, each about a range of rows from ``first``:

    attributes  of each row of the range; left out where the rows of nodes have them all
    sentences   see ``exports.explorer.sentences``
    facts       [head, predicate, tail, score, evidence], head in the range, evidence flattened
    into        for each row of the range what is said about it elsewhere, flattened: head, predicate, score
    meets       for each row of the range see ``exports.explorer.meetings``

A page in one file has one block, without the last two, which its facts tell. What is lost: nothing but ``sources``,
which name files of whoever built the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exports.embedding import Json
from exports.explorer.meetings import meetings_of
from exports.explorer.reading import PREDICATES, RANKS, Reading
from exports.explorer.sentences import Sentences
from exports.explorer.terms import odd_iri
from exports.kinds import KIND_NAMES
from kg.facts import Node
from kg.schema import RULES, NodeKind

_LEFT_OUT = frozenset({"title", "sources", "origins"})
_LIGHT = ("year", "venue", "aliases", "url", "iri")
_KIND_ROWS = {kind: row for row, kind in enumerate(KIND_NAMES)}


def word_tables(reading: Reading) -> dict[str, Json]:
    """The names that rows point to by number, and what the graph says of itself."""
    return {
        "about": dict(sorted(reading.graph.about.items())),
        "kinds": [[kind.value, name] for kind, name in KIND_NAMES.items()],
        "predicates": [[predicate.value, RULES[predicate].label] for predicate in PREDICATES],
        "rules": list(rules_of(reading)),
    }


def rules_of(reading: Reading) -> dict[str, int]:
    """Every rule that a piece of evidence names, and its number."""
    found = {piece.rule for _, _, pieces in reading.nx.edges(data="evidence") for piece in pieces}
    return {rule: row for row, rule in enumerate(sorted(found))}


def full_row(reading: Reading, row: int) -> list[Json]:
    """A node with all its attributes."""
    node = reading.nodes[row]
    return [node.id, _KIND_ROWS[node.kind], node.label, reading.touching[row], attributes_of(node)]


def light_row(reading: Reading, row: int) -> list[Json]:
    """A node with what search and filters need of its attributes."""
    node = reading.nodes[row]
    known = attributes_of(node)
    light = {name: known[name] for name in _LIGHT if name in known}
    if light.get("aliases") == [node.label] or node.kind is NodeKind.RESULT:
        light.pop("aliases", None)
    return [node.id, _KIND_ROWS[node.kind], node.label, reading.touching[row], light]


def attributes_of(node: Node) -> dict[str, Json]:
    """A node's attributes as JSON values; a paper's title only where its label differs, an IRI only where it is odd."""
    attributes: dict[str, Json] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in sorted(node.attributes.items())
        if name not in _LEFT_OUT and value not in ("", ())
    }
    if node.kind is NodeKind.PAPER and node.attributes.get("title", node.label) != node.label:
        attributes["title"] = str(node.attributes["title"])
    iri = odd_iri(node.id)
    return attributes if iri is None else attributes | {"iri": iri}


def whole_block(reading: Reading, rules: Mapping[str, int]) -> dict[str, Json]:
    """All facts, for a page in one file."""
    sentences = Sentences(reading, rules, lambda row: row >= 0)
    facts = [fact for row in range(len(reading.nodes)) for fact in _facts(reading, row, sentences)]
    return {"first": 0, "sentences": sentences.rows, "facts": facts}


def block(reading: Reading, rows: range, rules: Mapping[str, int]) -> dict[str, Json]:
    """All about a range of rows, for a script file of its own."""
    sentences = Sentences(reading, rules, lambda row: row in rows)
    facts = [fact for row in rows for fact in _facts(reading, row, sentences)]
    return {
        "first": rows.start,
        "attributes": [attributes_of(reading.nodes[row]) for row in rows],
        "sentences": sentences.rows,
        "facts": facts,
        "into": [list(_into(reading, row)) for row in rows],
        "meets": [meetings_of(reading, row) for row in rows],
    }


def _facts(reading: Reading, row: int, sentences: Sentences) -> Iterable[list[Json]]:
    for _, tail, key, said in reading.nx.out_edges(reading.nodes[row].id, keys=True, data=True):
        evidence = [value for piece in said["evidence"] for value in sentences.row(piece)]
        yield [row, RANKS[key], reading.row_of[tail], said["score"], evidence]


def _into(reading: Reading, row: int) -> Iterable[Json]:
    for head, _, key, score in reading.nx.in_edges(reading.nodes[row].id, keys=True, data="score"):
        yield reading.row_of[head]
        yield RANKS[key]
        yield score
