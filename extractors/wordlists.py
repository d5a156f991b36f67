"""The word lists in ``extractors/data``: plain text, with comment lines that begin with #."""

from __future__ import annotations

from importlib.resources import files


def read_lines(name: str) -> list[str]:
    """The lines of a list that are no comments and not empty."""
    text = (files("extractors") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
