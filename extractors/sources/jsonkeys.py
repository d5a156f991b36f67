"""What tells one kind of JSON from another: the keys that occur in its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractors.sources.decoding import TextInput
from extractors.sources.jsonvalues import is_json


def has_keys(text: TextInput, *keys: str) -> bool:
    """Whether the text is JSON in whose beginning all of these keys occur, at whatever depth."""
    return is_json(text.head) and all(_key(key).search(text.head) for key in keys)


def within(value: object, *path: str) -> Any:
    """What stands at the end of a path of keys; None where the path breaks off."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _key(key: str) -> re.Pattern[str]:
    # A quote that belongs to a key is not escaped, as one within a string is.
    return re.compile(rf'(?<!\\)"{re.escape(key)}"\s*:')
