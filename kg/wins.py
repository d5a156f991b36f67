"""A claimed win, and all of a graph's as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kg.tables.arrays import lists_array, texts_array


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


_TEXTS = pa.list_(pa.field("element", pa.string()))
_LISTS = frozenset({"datasets", "metrics", "on"})
SCHEMA = pa.schema([(name, _TEXTS if name in _LISTS else pa.string()) for name in (*Win.__dataclass_fields__, "on")])
"""The columns of a win, and ``on``: the ids of its data sets."""


def to_table(wins: Mapping[Win, tuple[str, ...]]) -> Any:
    """Wins, each with the ids of its data sets, as a table in the same order."""
    columns = {name: [getattr(win, name) for win in wins] for name in Win.__dataclass_fields__}
    columns["on"] = list(wins.values())
    made = [lists_array(values) if name in _LISTS else texts_array(values) for name, values in columns.items()]
    return pa.Table.from_arrays(made, schema=SCHEMA)


def from_table(table: Any) -> dict[Win, tuple[str, ...]]:
    """What ``to_table`` made the table of."""
    columns = {name: table[name].to_pylist() for name in table.column_names}
    told = zip(*(map(tuple, values) if name in _LISTS else values for name, values in columns.items()), strict=True)
    return {Win(*row[:-1]): row[-1] for row in told}
