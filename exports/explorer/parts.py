"""The tables of a large graph as script files, each of which hands one table to the page.

``names-N`` holds the rows of nodes from a row on, with what search needs; ``block-N`` all that is said of a range of
rows. A page opened from a disk may read scripts beside it and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exports.embedding import Json, embedded
from exports.explorer.reading import Reading
from exports.explorer.tables import block, light_row, rules_of

NAMES = 30_000
"""Rows in one file of names."""
BLOCK = 400_000
"""About so many characters in one block."""

_NODE, _EDGE = 120, 60
"""About so many characters are written for a node besides its abstract, and for an edge at either end."""


class Part(NamedTuple):
    """A script file: its name without suffix, and its text."""

    name: str
    text: str


class Ranges(NamedTuple):
    """The first row of every file of names, and of every block."""

    names: tuple[int, ...]
    blocks: tuple[int, ...]


def ranges_of(reading: Reading) -> Ranges:
    """How the rows are divided: blocks of like size, for abstracts are long and hubs have many edges."""
    starts, weight = [0], 0
    for row, node in enumerate(reading.nodes):
        if weight > BLOCK:
            starts.append(row)
            weight = 0
        weight += _NODE + len(str(node.attributes.get("abstract", ""))) + _EDGE * reading.nx.degree(node.id)
    return Ranges(tuple(range(0, max(len(reading.nodes), 1), NAMES)), tuple(starts))


def parts_of(reading: Reading, ranges: Ranges) -> Iterator[Part]:
    """All files, one at a time."""
    count, rules = len(reading.nodes), rules_of(reading)
    for number, start in enumerate(ranges.names):
        rows: Json = [light_row(reading, row) for row in range(start, min(start + NAMES, count))]
        yield _part(f"names-{number}", rows)
    for number, (start, end) in enumerate(zip(ranges.blocks, (*ranges.blocks[1:], count), strict=True)):
        yield _part(f"block-{number}", block(reading, range(start, end), rules))


def _part(name: str, table: Json) -> Part:
    return Part(name, f'paperkg("{name}",{embedded(table)});\n')
