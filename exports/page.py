"""The graph as one HTML file that needs no network: pyvis's network in this package's own template.

pyvis's template asks two CDNs and its ``write_html`` leaves a ``lib`` folder behind; its network and vis-network's
JavaScript, which it ships, are used without either. A Content-Security-Policy lets nothing run but the scripts and
styles whose hashes it lists, and lets nothing be fetched at all. Loses: ``sources`` of papers.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from math import sqrt
from pathlib import Path

import pyvis
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from exports.layout import place
from exports.page_data import Drawing, DrawnNode, Json, choose_drawn, page_tables
from exports.page_families import Family, find_families
from kg.graph import Graph
from kg.schema import NodeKind

PIECE = 1 << 16
"""Characters in one piece of the rendered page."""

VIS = "lib/vis-9.1.2/vis-network.min.js"
SCRIPTS = (
    "model.js",
    "text.js",
    "reasons.js",
    "search.js",
    "labels.js",
    "families.js",
    "paint.js",
    "map.js",
    "cards.js",
    "page.js",
)
"""In this order; each sees what those before it declare."""

SHAPES: dict[NodeKind, str] = {
    NodeKind.PAPER: "dot",
    NodeKind.METHOD: "dot",
    NodeKind.MODEL: "hexagon",
    NodeKind.DATASET: "square",
    NodeKind.TASK: "diamond",
    NodeKind.METRIC: "triangle",
    NodeKind.REPOSITORY: "triangleDown",
    NodeKind.PAGE: "star",
}
"""Kinds differ by shape as well as by colour, for whoever cannot tell the colours apart."""

OPTIONS: dict[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "dragNodes": False, "hideEdgesOnDrag": True, "keyboard": False, "tooltipDelay": 0},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 0, "chosen": False},
    "edges": {"smooth": False, "width": 0.7, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render_html(graph: Graph) -> Iterator[bytes]:
    """The page in pieces, UTF-8."""
    drawing = choose_drawn(graph)
    families = find_families(graph, drawing)
    network = draw(drawing, families)
    vis = _vis_network()
    scripts = [vis, *(_asset(name) for name in SCRIPTS)]
    style = _asset("page.css")
    network.templateEnv = Environment(loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True)
    network.templateEnv.filters["embedded"] = _embedded
    network.templateEnv.globals.update(
        policy=_policy(scripts, style),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        tables=page_tables(graph),
        families=[[family.head, list(family.members)] for family in families],
    )
    network.path = "page.html"
    page: str = network.generate_html()
    for start in range(0, len(page), PIECE):
        # A lone surrogate can only come from a text, so it stands in a JSON string, where \udxxx is its escape.
        yield page[start : start + PIECE].encode("utf-8", "backslashreplace")


def draw(drawing: Drawing, families: Iterable[Family]) -> Network:
    """The drawing at rest; a node's id is its row in the page's tables, an edge's that of its fact."""
    number = {node.row: position for position, node in enumerate(drawing.nodes)}
    radii = [_radius(node) for node in drawing.nodes]
    spots = place(
        radii,
        [(number[edge.head], number[edge.tail]) for edge in drawing.edges],
        [(number[family.head], number[member]) for family in families for member in family.members],
    )
    network = Network(directed=True)
    network.options = OPTIONS
    for node, radius, (x, y) in zip(drawing.nodes, radii, spots, strict=True):
        network.add_node(node.row, " ", shape=SHAPES[node.kind], group=node.kind.value, size=radius, x=x, y=y)
    for edge in drawing.edges:
        network.add_edge(edge.head, edge.tail, id=edge.fact)
    return network


def _radius(node: DrawnNode) -> float:
    """Area grows with the papers that touch a node, up to 56 of them; papers are all small, for they are many."""
    return 4.5 if node.kind is NodeKind.PAPER else round(min(4.0 + 2.4 * sqrt(node.papers), 22.0), 1)


def _embedded(value: Json) -> Markup:
    """JSON that no HTML parser and no old JavaScript parser can mistake for anything else.

    >>> _embedded("</script>")
    Markup('"\\\\u003c/script\\\\u003e"')
    """
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _policy(scripts: list[str], style: str) -> str:
    """A Content-Security-Policy that allows these very texts and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _vis_network() -> str:
    """vis-network as pyvis ships it, without the comment that makes developer tools ask for a source map."""
    text = (Path(pyvis.__file__).parent / VIS).read_text("utf-8")
    return text.partition("//# sourceMappingURL")[0]


def _asset(name: str) -> str:
    return (files("exports") / "assets" / name).read_text("utf-8")
