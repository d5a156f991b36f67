"""Cue phrases written as tables a person can read, compiled to the patterns that rules search with."""

from __future__ import annotations

import re


def alternatives(table: str) -> str:
    r"""The source of a pattern for any of a table's phrases, the first that fits before the later ones.

    Phrases are set apart by `` | `` or a new line between blanks; inside a phrase a blank is a blank, ``|`` without
    blanks around it an alternative, and everything else is as in ``re``.

    >>> alternatives(r'''better than | (?:super|infer)ior to
    ...                  | on par with''')
    '(?:better than|(?:super|infer)ior to|on par with)'
    """
    return "(?:" + "|".join(re.split(r"\s+\|\s+", table.strip())) + ")"


def cue(table: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    r"""A pattern, blind to case, for any phrase of a table; ``before`` and ``after`` are what must surround it.

    >>> bool(cue("us(?:e|es|ed|ing) | via").search("Tuned VIA search")), bool(cue("via").search("trivial"))
    (True, False)
    """
    return re.compile(before + alternatives(table) + after, re.IGNORECASE)
