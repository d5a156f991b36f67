"""Every format a graph can be written in: the one table from suffix to renderer.

A renderer is loaded when its format is first asked for, so that nothing waits for a library it does not use. To add
a format, write its renderer, add its row here, and describe it in ``docs/formats.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeAlias, cast

from extractors.errors import OutputError

Renderer: TypeAlias = "Callable[..., Iterator[bytes]]"
"""Takes a graph and gives the chunks of a document, in order; the same graph gives the same bytes.

Those of RDF take ``base`` and ``profile`` too.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """A format, where its renderer is, and what a reader of the file no longer finds."""

    suffix: str
    name: str
    module: str
    function: str
    loses: str

    def renderer(self) -> Renderer:
        """The function that renders a graph in this format."""
        return cast("Renderer", getattr(import_module(self.module), self.function))


_RDF_LOSES = "source files of papers, and scores of whole facts"
_TABLES_LOSE = "most attributes of nodes, and nodes without edges"

FORMATS: tuple[Format, ...] = (
    Format(".ttl", "Turtle", "exports.serialise", "render_turtle", _RDF_LOSES),
    Format(".nt", "N-Triples", "exports.serialise", "render_ntriples", _RDF_LOSES),
    Format(".nq", "N-Quads", "exports.serialise", "render_nquads", _RDF_LOSES),
    Format(".trig", "TriG", "exports.serialise", "render_trig", _RDF_LOSES),
    Format(".jsonld", "JSON-LD", "exports.serialise", "render_jsonld", _RDF_LOSES),
    Format(".html", "HTML page", "exports.explorer.page", "render_html", "source files of papers"),
    Format(".graphml", "GraphML", "exports.graphml", "render_graphml", "lists and evidence become JSON text"),
    Format(".gexf", "GEXF", "exports.gexf", "render_gexf", "lists and evidence become JSON text"),
    Format(".json", "node-link JSON", "exports.nodelink", "render_nodelink", "nothing"),
    Format(".csv", "CSV", "exports.tables", "render_csv", _TABLES_LOSE),
    Format(".parquet", "Parquet", "exports.tables", "render_parquet", _TABLES_LOSE),
)

_NO_RDF_XML = (
    "RDF/XML is not written, for XML cannot hold every character of the data; use .ttl, which its readers read"
)

REFUSED: dict[str, str] = {".rdf": _NO_RDF_XML, ".xml": _NO_RDF_XML}
"""Suffixes that a person may well try, and why they get nothing."""

_BY_SUFFIX = {known.suffix: known for known in FORMATS}


def format_of(path: Path) -> Format:
    """The format that the suffix of ``path`` names, in any case; OutputError when it names none."""
    suffix = path.suffix.lower()
    if suffix in REFUSED:
        raise OutputError(f"{path}: {REFUSED[suffix]}")
    if suffix not in _BY_SUFFIX:
        found = f"the suffix {path.suffix} names no format" if suffix else "no suffix, so no format"
        raise OutputError(f"{path}: {found}; known are {' '.join(_BY_SUFFIX)}")
    return _BY_SUFFIX[suffix]
