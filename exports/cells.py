"""Text that a spreadsheet will show rather than run."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet takes for a formula (OWASP, CSV Injection)."""


def safe_cell(text: str) -> str:
    """``text``, with an apostrophe before it where a spreadsheet would take it for a formula.

    A negative number that is text is marked too; a caller that knows it has a number leaves it as it is.

    >>> safe_cell("=SUM(A1)")
    "'=SUM(A1)"
    >>> safe_cell("LoRA")
    'LoRA'
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
