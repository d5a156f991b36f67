"""Node-link JSON, for D3, programs, and ``networkx.node_link_graph(json.load(file), edges="edges")``.

What it loses: nothing but Python's types. A tuple comes back as a list, and a piece of evidence as an object with
its fields. The text is ASCII, with every other character as an escape, so that even a lone surrogate survives and
no reader's encoding matters; only a high surrogate directly before a low one, which JSON cannot tell from the
character they stand for, comes back as that character.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from exports.rows import evidence_fields, ordered
from extractors.errors import OutputError
from kg.graph import Graph


def render_nodelink(graph: Graph) -> Iterator[bytes]:
    """The graph as one JSON document, a node or an edge a line.

    OutputError for a number that is infinite or not a number: JSON has none.
    """
    yield b'{"directed": true, "multigraph": true,\n"graph": '
    yield _json(ordered(graph.about), "the graph").encode()
    yield b',\n"nodes": ['
    yield from _lines((name, {"id": name, **ordered(attributes)}) for name, attributes in graph.nx.nodes(data=True))
    yield b'\n],\n"edges": ['
    yield from _lines(
        (f"{head} {key} {tail}", {"source": head, "target": tail, "key": key, **ordered(attributes)})
        for head, tail, key, attributes in graph.nx.edges(keys=True, data=True)
    )
    yield b"\n]}\n"


def _lines(records: Iterator[tuple[str, Mapping[str, Any]]]) -> Iterator[bytes]:
    separator = "\n"
    for place, record in records:
        yield f"{separator}{_json(record, place)}".encode()
        separator = ",\n"


def _json(record: Mapping[str, Any], place: str) -> str:
    try:
        return json.dumps(record, allow_nan=False, default=evidence_fields)
    except ValueError as error:
        raise OutputError(f"{place}: holds a number that is not finite; JSON can hold finite numbers only") from error
