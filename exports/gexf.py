"""GEXF 1.3, for Gephi, Gephi Lite, Sigma, Graphology and NetworkX (from 3.6).

What it loses: lists and evidence are JSON text, characters that XML forbids are U+FFFD, and what the graph says
about itself is a description that most readers drop.

NetworkX's own writer is not used: it dates the document, so that the same graph gives other bytes tomorrow; types a
column by its first value, so that 5 before 5.69 makes a file it cannot read back; and holds the whole document in
memory. Each edge has its predicate as ``kind``, by which Gephi keeps parallel edges apart, and as the attribute
``networkx_key``, from which NetworkX's reader takes the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from exports.rows import Scalar, columns, legible, lexical, ordered
from kg.graph import Graph

_TYPES: Mapping[Scalar, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_KEY = "networkx_key"

_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""


def render_gexf(graph: Graph) -> Iterator[bytes]:
    """The graph as one GEXF document, a node or an edge a chunk."""
    nodes = _Attributes("node", columns(attributes for _, attributes in graph.nx.nodes(data=True)))
    edges = _Attributes("edge", {_KEY: str} | columns(attributes for _, _, attributes in graph.nx.edges(data=True)))
    yield (_OPENING + _meta(graph.about)).encode()
    yield b'  <graph defaultedgetype="directed" mode="static">\n'
    yield f"{nodes.declared()}{edges.declared()}    <nodes>\n".encode()
    for name, attributes in graph.nx.nodes(data=True):
        opening = f"      <node id={_quoted(name)} label={_quoted(attributes['label'])}>\n"
        yield f"{opening}{nodes.values(ordered(attributes))}      </node>\n".encode()
    yield b"    </nodes>\n    <edges>\n"
    for number, (head, tail, key, attributes) in enumerate(graph.nx.edges(keys=True, data=True)):
        opening = f'      <edge id="{number}" source={_quoted(head)} target={_quoted(tail)}'
        named = f" kind={_quoted(key)} label={_quoted(attributes['label'])}>\n"
        yield f"{opening}{named}{edges.values({_KEY: key, **ordered(attributes)})}      </edge>\n".encode()
    yield b"    </edges>\n  </graph>\n</gexf>\n"


class _Attributes:
    """The declared attributes of nodes or of edges; the label is apart, as GEXF has it on the element itself."""

    def __init__(self, scope: str, types: Mapping[str, Scalar]) -> None:
        self.scope = scope
        self.types = {name: column for name, column in types.items() if name != "label"}
        self.ids = {name: f"{scope[0]}{number}" for number, name in enumerate(self.types)}

    def declared(self) -> str:
        declarations = "".join(
            f'      <attribute id="{self.ids[name]}" title={_quoted(name)} type="{_TYPES[column]}"/>\n'
            for name, column in self.types.items()
        )
        return f'    <attributes class="{self.scope}" mode="static">\n{declarations}    </attributes>\n'

    def values(self, attributes: Mapping[str, Any]) -> str:
        written = "".join(
            f'          <attvalue for="{self.ids[name]}" value={_quoted(lexical(value, self.types[name]))}/>\n'
            for name, value in attributes.items()
            if name in self.types
        )
        return f"        <attvalues>\n{written}        </attvalues>\n"


def _meta(about: Mapping[str, str | int]) -> str:
    description = escape(legible(json.dumps(ordered(about), ensure_ascii=False)))
    return f"  <meta>\n    <creator>paperkg</creator>\n    <description>{description}</description>\n  </meta>\n"


def _quoted(text: str) -> str:
    return quoteattr(legible(text))
