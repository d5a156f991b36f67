"""GraphML, for yEd, igraph, NetworkX, Gephi and Cytoscape.

What it loses: lists and evidence are JSON text, and characters that XML forbids are U+FFFD. Nothing else.

NetworkX's own writer is not used: it gives every edge of a multigraph its key as id, and Gephi and yEd drop all
edges but one of those that share an id (networkx issues 4347 and 7732); it writes booleans as ``True``; and it
holds the whole document in memory. Here edges have no id, which GraphML allows, and carry their key as the
attribute ``key``, where NetworkX's reader looks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from exports.rows import Scalar, columns, legible, lexical, ordered
from kg.graph import Graph

_TYPES: Mapping[Scalar, str] = {bool: "boolean", int: "long", float: "double", str: "string"}

_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def render_graphml(graph: Graph) -> Iterator[bytes]:
    """The graph as one GraphML document, a node or an edge a chunk."""
    about = _Keys("graph", columns([graph.about]))
    nodes = _Keys("node", columns(attributes for _, attributes in graph.nx.nodes(data=True)))
    edges = _Keys("edge", {"key": str} | columns(attributes for _, _, attributes in graph.nx.edges(data=True)))
    yield (_OPENING + about.declared() + nodes.declared() + edges.declared()).encode()
    yield f'  <graph edgedefault="directed">\n{about.values(ordered(graph.about), indent=4)}'.encode()
    for name, attributes in graph.nx.nodes(data=True):
        yield f"    <node id={_quoted(name)}>\n{nodes.values(ordered(attributes))}    </node>\n".encode()
    for head, tail, key, attributes in graph.nx.edges(keys=True, data=True):
        values = edges.values({"key": key, **ordered(attributes)})
        yield f"    <edge source={_quoted(head)} target={_quoted(tail)}>\n{values}    </edge>\n".encode()
    yield b"  </graph>\n</graphml>\n"


class _Keys:
    """The declared attributes of the graph, its nodes or its edges."""

    def __init__(self, scope: str, types: Mapping[str, Scalar]) -> None:
        self.scope, self.types = scope, types
        self.ids = {name: f"{scope[0]}{number}" for number, name in enumerate(types)}

    def declared(self) -> str:
        return "".join(
            f'  <key id="{key}" for="{self.scope}" attr.name={_quoted(name)} attr.type="{_TYPES[self.types[name]]}"/>\n'
            for name, key in self.ids.items()
        )

    def values(self, attributes: Mapping[str, Any], *, indent: int = 6) -> str:
        return "".join(
            f'{" " * indent}<data key="{self.ids[name]}">{_text(lexical(value, self.types[name]))}</data>\n'
            for name, value in attributes.items()
        )


def _quoted(text: str) -> str:
    return quoteattr(legible(text))


def _text(text: str) -> str:
    # A bare carriage return in an element reaches its reader as a line feed (XML 1.0, 2.11).
    return escape(text, {"\r": "&#13;"})
