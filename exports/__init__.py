"""A graph as files: linked data, a page to explore, and the formats of other tools.

>>> from exports import FORMATS
>>> [known.suffix for known in FORMATS if known.name == "Turtle"]
['.ttl']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exports.files import write_graph
    from exports.formats import FORMATS, Format, format_of
    from exports.profiles import Profile
    from exports.publication import publish
    from exports.rdflib_graph import to_rdflib
    from exports.sparql import query

__all__ = ["FORMATS", "Format", "Profile", "format_of", "publish", "query", "to_rdflib", "write_graph"]

_MODULES = {
    "FORMATS": "exports.formats",
    "Format": "exports.formats",
    "format_of": "exports.formats",
    "Profile": "exports.profiles",
    "publish": "exports.publication",
    "query": "exports.sparql",
    "to_rdflib": "exports.rdflib_graph",
    "write_graph": "exports.files",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
