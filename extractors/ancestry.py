"""What the catalogue has a concept descend from, and by how many steps: ``family`` names the nearest parents alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from extractors.catalogue import Entry, shipped_catalogue
from extractors.types import Kind

Known: TypeAlias = tuple[Kind, str]
"""Kind and canonical name of an entry."""


class Descent(NamedTuple):
    """That one concept descends from another."""

    steps: int
    """1 from a parent, 2 from a parent's parent."""
    nearest: bool
    """Whether no other concept of the paper is an ancestor by fewer steps."""


def find_descents(entries: Mapping[str, Entry | None]) -> dict[tuple[str, str], Descent]:
    """Which concepts of a paper descend from which, by their keys; ``entries`` has what the catalogue knows of each."""
    known = [(key, (entry.kind, entry.name)) for key, entry in entries.items() if entry is not None]
    found: dict[tuple[str, str], Descent] = {}
    for head, entry in entries.items():
        if entry is not None and entry.family:
            found.update(_descents(head, ancestors(entry.family), known))
    return found


def _descents(
    head: str, steps_to: Mapping[Known, int], known: list[tuple[str, Known]]
) -> Iterator[tuple[tuple[str, str], Descent]]:
    met = [(tail, steps_to[each]) for tail, each in known if tail != head and each in steps_to]
    least = min((steps for _, steps in met), default=0)
    for tail, steps in met:
        yield (head, tail), Descent(steps, steps == least)


@cache
def ancestors(family: tuple[Known, ...]) -> Mapping[Known, int]:
    """All ancestors of what has these parents, each with the fewest steps to it."""
    steps_to: dict[Known, int] = {}
    waiting = deque((parent, 1) for parent in family)
    while waiting:
        ancestor, steps = waiting.popleft()
        if ancestor not in steps_to:
            steps_to[ancestor] = steps
            waiting.extend((parent, steps + 1) for parent in _families().get(ancestor, ()))
    return steps_to


@cache
def _families() -> Mapping[Known, tuple[Known, ...]]:
    return {(entry.kind, entry.name): entry.family for entry in shipped_catalogue()}
