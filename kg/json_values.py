"""What answers hold as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

_PLAIN = frozenset({str, int, float, bool, type(None)})


def json_value(value: Any) -> Any:
    """A value of an answer as lists, dictionaries, texts and numbers: a dataclass as the dictionary of its fields.

    Nothing is copied that cannot be changed, which is what ``dataclasses.asdict`` spends its time on.
    """
    if type(value) in _PLAIN:
        return value
    if is_dataclass(value):
        return {name: json_value(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, list | tuple):
        return [json_value(each) for each in value]
    if isinstance(value, Mapping):
        return {name: json_value(each) for name, each in value.items()}
    return value
