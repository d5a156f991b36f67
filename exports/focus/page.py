"""A neighbourhood as one HTML file that needs no network: pyvis's network in this package's own template.

pyvis's template asks two CDNs and its ``write_html`` leaves a ``lib`` folder behind; its network and vis-network's
JavaScript, which it ships, are used without either. A Content-Security-Policy lets nothing run but the scripts and
styles whose hashes it lists, and lets nothing be fetched at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

import pyvis
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from exports.embedding import Json, content_policy, embedded, pieces
from exports.focus.drawing import draw
from exports.kinds import KIND_NAMES
from kg.facts import Fact, Node
from kg.neighbourhood import Neighbourhood
from kg.schema import RULES, NodeKind

VIS = "lib/vis-9.1.2/vis-network.min.js"
SHOWN = 3
"""Pieces of evidence that are kept for one statement, the surest ones."""
HEIGHT = 560
"""Of the frame in a notebook, in pixels."""

_RULES = {"catalogue": "Generally known: it stands so in the catalogue of terms."}


def render_focus(around: Neighbourhood) -> Iterator[bytes]:
    """The page in pieces, UTF-8."""
    return pieces(focus_page(around))


def notebook_frame(around: Neighbourhood) -> str:
    """The page in a frame of its own, for a notebook's cell: it reads and runs nothing of the notebook."""
    return (
        f'<iframe title="Around {escape(around.centre.label)}" sandbox="allow-scripts allow-popups" '
        f'style="width: 100%; height: {HEIGHT}px; border: 0" srcdoc="{escape(focus_page(around))}"></iframe>'
    )


def focus_page(around: Neighbourhood) -> str:
    """The whole page as text."""
    nodes, facts = list(around.graph.nodes()), list(around.graph.facts())
    network = draw(around, nodes, facts)
    scripts, style = [_vis_network(), _asset("focus.js")], _asset("focus.css")
    network.templateEnv = Environment(loader=DictLoader({"focus.html": _asset("focus.html")}), autoescape=True)
    network.templateEnv.filters["embedded"] = embedded
    network.templateEnv.globals.update(
        policy=content_policy(scripts, [style]),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        centre=around.centre.label,
        around=_tables(around, nodes, facts),
    )
    network.path = "focus.html"
    page: str = network.generate_html()
    return page


def _tables(around: Neighbourhood, nodes: Sequence[Node], facts: Sequence[Fact]) -> dict[str, Json]:
    row_of = {node.id: row for row, node in enumerate(nodes)}
    present = {node.kind for node in nodes}
    return {
        "centre": row_of[around.centre.id],
        "depth": around.depth,
        "leftOut": around.left_out,
        "kinds": [[kind.value, name] for kind, name in KIND_NAMES.items() if kind in present],
        "nodes": [[node.id, node.kind.value, node.label, _note(node)] for node in nodes],
        "facts": [
            [
                row_of[fact.head],
                RULES[fact.predicate].label,
                row_of[fact.tail],
                round(fact.score, 3),
                _said(fact, row_of),
            ]
            for fact in facts
        ],
    }


def _said(fact: Fact, row_of: dict[str, int]) -> list[Json]:
    """Sentences, each with the row of its paper (-1 where that is not in the drawing), or a rule that needs none."""
    surest = sorted(fact.evidence, key=lambda piece: (not piece.sentence, -piece.score, piece))[:SHOWN]
    return [[piece.sentence or _RULES.get(piece.rule, piece.rule), row_of.get(piece.paper, -1)] for piece in surest]


def _note(node: Node) -> str:
    """A paper's year and venue; the other names of a concept; the address of anything else."""
    if node.kind is NodeKind.PAPER:
        return ", ".join(str(node.attributes[name]) for name in ("year", "venue") if name in node.attributes)
    aliases = node.attributes.get("aliases", ())
    if isinstance(aliases, tuple):
        others = ", ".join(alias for alias in aliases if alias != node.label)
        return others or str(node.attributes.get("url", ""))
    return ""


def _vis_network() -> str:
    """vis-network as pyvis ships it, without the comment that makes developer tools ask for a source map."""
    text = (Path(pyvis.__file__).parent / VIS).read_text("utf-8")
    return text.partition("//# sourceMappingURL")[0]


def _asset(name: str) -> str:
    return (files("exports") / "focus" / "assets" / name).read_text("utf-8")
