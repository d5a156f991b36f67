"""Which nodes of a drawing can be named without one name running into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

LONGEST = 42
"""Characters of a name that are shown; a longer one is cut and ends in an ellipsis."""
BREADTH = 0.56
"""How wide a character is on average, as a share of the font's size (system sans-serif faces)."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Named(NamedTuple):
    """A node's name, place, radius and font size in the drawing's units, and how much the name matters."""

    label: str
    x: float
    y: float
    radius: float
    font: int
    weight: float


def fitting_names(nodes: Sequence[Named], *, first: int) -> dict[int, str]:
    """The names that fit, by place in ``nodes``: ``first``'s, then by falling weight, each below its node."""
    order = sorted(range(len(nodes)), key=lambda row: (row != first, -nodes[row].weight, row))
    large = [_circle_box(node) for node in nodes if node.radius > 6]
    taken: list[Box] = []
    shown: dict[int, str] = {}
    for row in order:
        name = shortened(nodes[row].label)
        box = _name_box(nodes[row], name)
        if row != first and any(_meet(box, other) for other in (*taken, *large) if other != _circle_box(nodes[row])):
            continue
        taken.append(box)
        shown[row] = name
    return shown


def shortened(label: str) -> str:
    """A name on one line, cut at a word where it is long.

    >>> shortened("GPTQ: Accurate Post-Training Quantization for Generative Transformers")
    'GPTQ: Accurate Post-Training Quantization…'
    """
    flat = " ".join(label.split())
    if len(flat) <= LONGEST:
        return flat
    cut = flat[:LONGEST]
    at = cut.rfind(" ") if flat[LONGEST] != " " else LONGEST
    return cut[: at if at > LONGEST // 2 else LONGEST].rstrip(" :,;.-–") + "…"


def _name_box(node: Named, name: str) -> Box:
    half = len(name) * node.font * BREADTH / 2 + 2
    top = node.y + node.radius + 2
    return node.x - half, top, node.x + half, top + node.font * 1.25


def _circle_box(node: Named) -> Box:
    return node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
