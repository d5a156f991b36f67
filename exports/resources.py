"""What every writer of RDF is given: one resource at a time, with all that is said of it in one place."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Pair: TypeAlias = tuple[str, str]
"""A property and its value, both tokens of ``exports.tokens``."""


class Resource(NamedTuple):
    """A subject (a token) and what is said of it, each pair once, those of one property together.

    ``place`` is the token of the named graph that says so, empty for the default graph. A subject is one resource
    in each graph, so that nothing need be gathered.
    """

    subject: str
    pairs: list[Pair]
    place: str = ""
