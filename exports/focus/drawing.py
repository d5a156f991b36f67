"""A neighbourhood as a pyvis network at rest: shapes by kind, places computed beforehand, names that do not collide.

pyvis is driven node by node (its ``from_nx`` is quadratic) and its physics is off.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from pyvis.network import Network

from exports.embedding import Json
from exports.focus.names import Named, fitting_names
from exports.layout import place
from kg.facts import Fact, Node
from kg.neighbourhood import Neighbourhood
from kg.schema import NodeKind, Predicate

SHAPES: dict[NodeKind, str] = {
    NodeKind.PAPER: "dot",
    NodeKind.METHOD: "dot",
    NodeKind.MODEL: "hexagon",
    NodeKind.DATASET: "square",
    NodeKind.TASK: "diamond",
    NodeKind.METRIC: "triangle",
    NodeKind.REPOSITORY: "triangleDown",
    NodeKind.PAGE: "star",
    NodeKind.RESULT: "dot",
}
"""Kinds differ by shape as well as by colour, for whoever cannot tell the colours apart."""

OPTIONS: dict[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "keyboard": False, "selectConnectedEdges": False, "hoverConnectedEdges": False},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 3, "font": {"face": "system-ui, sans-serif", "strokeWidth": 4}},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 1},
}

_STRENGTH = {predicate: place for place, predicate in enumerate(Predicate)}


class Circle(NamedTuple):
    """How large a node and its name are drawn, in the drawing's units."""

    radius: float
    font: int


def draw(around: Neighbourhood, nodes: Sequence[Node], facts: Sequence[Fact]) -> Network:
    """The network; a node's id is its place in ``nodes``, an edge's that of the strongest fact between its ends."""
    row_of = {node.id: row for row, node in enumerate(nodes)}
    circles = [_circle(around, node) for node in nodes]
    edges = strongest(facts)
    spots = place(
        [circle.radius * 1.6 for circle in circles],
        [(row_of[facts[number].head], row_of[facts[number].tail]) for number in edges],
        [(row_of[fact.head], row_of[fact.tail]) for fact in facts if fact.predicate is Predicate.VARIANT_OF],
    )
    named = fitting_names(
        [
            Named(node.label, x, y, *circle, around.graph.nx.degree(node.id))
            for node, circle, (x, y) in zip(nodes, circles, spots, strict=True)
        ],
        first=row_of[around.centre.id],
    )
    network = Network(directed=True)
    network.options = OPTIONS
    for row, (node, circle, (x, y)) in enumerate(zip(nodes, circles, spots, strict=True)):
        network.add_node(
            row,
            named.get(row, " "),
            shape=SHAPES[node.kind],
            group=node.kind.value,
            size=circle.radius,
            font={"size": circle.font},
            x=x,
            y=y,
        )
    for number in edges:
        fact = facts[number]
        network.add_edge(row_of[fact.head], row_of[fact.tail], id=number, width=_width(fact))
    return network


def strongest(facts: Sequence[Fact]) -> list[int]:
    """For each pair of nodes the fact whose predicate the schema lists first, by its place in ``facts``."""
    chosen: dict[frozenset[str], int] = {}
    for number, fact in enumerate(facts):
        pair = frozenset((fact.head, fact.tail))
        if len(pair) == 2 and (
            pair not in chosen or _STRENGTH[fact.predicate] < _STRENGTH[facts[chosen[pair]].predicate]
        ):
            chosen[pair] = number
    return sorted(chosen.values())


def _circle(around: Neighbourhood, node: Node) -> Circle:
    if node.id == around.centre.id:
        return Circle(24.0, 24)
    if node.kind is NodeKind.PAPER:
        return Circle(5.0, 11)
    radius = round(min(5.0 + 1.8 * sqrt(around.graph.nx.degree(node.id)), 18.0), 1)
    return Circle(radius, round(11 + radius / 3))


def _width(fact: Fact) -> float:
    return 3.0 if fact.predicate is Predicate.VARIANT_OF else 1.0
