"""A claimed win, and a claim of one as the tables keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Wins: TypeAlias = "dict[Win, tuple[str, ...]]"
"""Wins in order, each with the ids of its data sets."""


class ClaimRow(NamedTuple):
    """A claim by ids alone: who, whom, on what, by what, by how much, in which paper and sentence."""

    winner: str
    loser: str
    datasets: tuple[str, ...]
    metrics: tuple[str, ...]
    margin: str
    paper: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Win:
    """A sentence's claim that ``winner`` beats ``loser``; ``datasets``, ``metrics`` and ``margin`` as far as it says.

    ``datasets`` and ``metrics`` are names. Two wins are comparable only where their settings are the same: that A
    beats B in one paper and B beats C in another says nothing of A and C.
    """

    winner: str
    winner_name: str
    loser: str
    loser_name: str
    datasets: tuple[str, ...]
    metrics: tuple[str, ...]
    margin: str
    paper: str
    title: str
    sentence: str

    def order(self) -> tuple[str | tuple[str, ...], ...]:
        """By winner, loser and paper."""
        names = self.winner_name.casefold(), self.winner, self.loser_name.casefold(), self.loser
        return (*names, self.paper, self.sentence, self.datasets, self.metrics, self.margin)


def named_wins(claims: Iterable[ClaimRow], label: Callable[[str], str]) -> Wins:
    """The wins that are claimed, each once; ``label`` tells what a node is called."""
    found: dict[Win, set[str]] = defaultdict(set)
    for each in claims:
        win = Win(
            each.winner,
            label(each.winner),
            each.loser,
            label(each.loser),
            tuple(map(label, each.datasets)),
            tuple(map(label, each.metrics)),
            each.margin,
            each.paper,
            label(each.paper),
            each.sentence,
        )
        found[win].update(each.datasets)
    return {win: tuple(sorted(found[win])) for win in sorted(found, key=Win.order)}
