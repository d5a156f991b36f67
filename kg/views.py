"""How a part of a graph is drawn, by whoever has registered a drawing for it.

The graph knows no drawing library. A distribution that can draw names a function under the entry points
``paperkg.views``, as this one does in its pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from extractors.errors import KGError

View: TypeAlias = Callable[[Any], str]
"""Takes what is to be drawn and gives HTML."""

GROUP = "paperkg.views"


def view_named(name: str) -> View:
    """The view registered under this name; KGError when there is none."""
    from importlib.metadata import entry_points  # takes long to import, and few draw

    for found in entry_points(group=GROUP, name=name):
        return cast("View", found.load())
    raise KGError(f"{name}: no view of this name is registered under {GROUP}; install paperkg again")
