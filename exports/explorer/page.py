"""The explorer as HTML: the template with its script, its style and the graph's tables.

A Content-Security-Policy lets nothing run but the scripts and styles whose hashes it lists, and lets nothing be
fetched but, of a page in parts, the script files beside it. Loses: ``sources`` of papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment
from markupsafe import Markup

from exports.embedding import Json, content_policy, embedded, pieces
from exports.explorer.content import TITLE, Map, make_map, page_index
from exports.explorer.reading import Reading, read
from exports.explorer.tables import full_row, rules_of, whole_block
from kg.graph import Graph


def render_html(graph: Graph) -> Iterator[bytes]:
    """The page in one file however large, in pieces, UTF-8; see ``exports.explorer.files`` for one in parts."""
    reading = read(graph)
    return pieces(whole_page(reading, make_map(reading)))


def whole_page(reading: Reading, made: Map) -> str:
    """The page that holds everything."""
    index = page_index(reading, made)
    index |= {"files": None, "rows": [full_row(reading, row) for row in range(len(reading.nodes))]}
    return page_of(index, whole_block(reading, rules_of(reading)))


def page_of(index: dict[str, Json], block: Json) -> str:
    """The page that holds these tables; without a block its details stand in files beside it."""
    script, style = asset("explorer.js"), asset("explorer.css")
    environment = Environment(loader=DictLoader({"explorer.html": asset("explorer.html")}), autoescape=True)
    environment.filters["embedded"] = embedded
    return environment.get_template("explorer.html").render(
        title=TITLE,
        policy=content_policy([script], [style], beside=block is None),
        script=Markup(script),
        style=Markup(style),
        index=index,
        block=block,
    )


@cache
def asset(name: str) -> str:
    """A file that belongs to the page."""
    return (files("exports") / "explorer" / "assets" / name).read_text("utf-8")
