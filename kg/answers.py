"""Answers as tables: a list of rows that is a pandas DataFrame, a Rich table or JSON when asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.collecting import uncollected
from extractors.errors import MissingLibraryError
from kg.json_values import json_value

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

Row = TypeVar("Row")


class Answers(list[Row]):
    """The rows of an answer, frozen dataclasses of one type: a list, and a table with a column for each field.

    A cell that holds things of the graph holds their names; ``to_json`` keeps them whole. A mapping, such as a node's
    attributes, is spread over columns of its own.
    """

    def __init__(self, of: type[Row], rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.of = of

    @property
    def columns(self) -> tuple[str, ...]:
        """What the table has a column for; known for an empty one too."""
        own = [each.name for each in fields(self.of)]  # type: ignore[arg-type]
        spread = {name: sorted({key for row in self for key in _mapping(row, name)}) for name in own}
        plain = {name: [] if _is_mapping(self.of, name) else [name] for name in own}
        return tuple(column for name in own for column in spread[name] or plain[name])

    def to_records(self) -> list[dict[str, Any]]:
        """A dictionary a row, with a value for every column; None where a row has none."""
        columns = self.columns
        return [{column: _cell(values.get(column)) for column in columns} for values in map(_values, self)]

    def to_frame(self) -> pandas.DataFrame:
        """A pandas DataFrame; a MissingLibraryError says how to install pandas where it is not."""
        try:
            import pandas
        except ImportError as error:
            raise MissingLibraryError("a DataFrame", "pandas", "paperkg[frames]") from error
        return pandas.DataFrame(self.to_records(), columns=list(self.columns))

    def to_json(self) -> str:
        """A JSON list of objects, with everything that the rows hold."""
        with uncollected():
            return json.dumps([json_value(row) for row in self], ensure_ascii=False, indent=2)

    def __rich__(self) -> Table:
        """What ``rich.print`` shows."""
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        for column in self.columns:
            table.add_column(column, overflow="fold")
        for record in self.to_records():
            table.add_row(*(Text(_shown(value)) for value in record.values()))
        return table


def _mapping(row: object, name: str) -> Mapping[str, Any]:
    value = getattr(row, name)
    return value if isinstance(value, Mapping) else {}


def _is_mapping(of: type, name: str) -> bool:
    return next(str(each.type) for each in fields(of) if each.name == name).startswith("Mapping")


def _values(row: object) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for each in fields(row):  # type: ignore[arg-type]
        value = getattr(row, each.name)
        values.update(value if isinstance(value, Mapping) else {each.name: value})
    return values


def _cell(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(map(_cell, value))
    if is_dataclass(value):
        return next((getattr(value, name) for name in ("name", "label", "title") if hasattr(value, name)), str(value))
    return value


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)
