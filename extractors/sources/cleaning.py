"""Text as a source has it to text as ``Paper`` keeps it: one line, composed, without control characters."""

from __future__ import annotations

import html
import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""With its semicolon: in ``?a=1&copy=2`` there is none."""


def clean_prose(text: str) -> str:
    """A title or abstract: ``text`` with its HTML entities decoded, once, then as ``clean_text`` has it.

    Markup stays, and what an entity spells is text like any other: ``&amp;lt;`` becomes ``&lt;``.
    """
    return clean_text(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text))


def clean_text(text: str) -> str:
    """``text`` on one line, in Unicode NFC, its ends stripped; markup, entities and LaTeX stay as they are.

    A control character becomes a space, a run of line ends with the blanks beside it one space. Half a
    surrogate pair, which JSON can escape and no encoding can write, becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    composed = unicodedata.normalize("NFC", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    lines = (line.strip() for line in _LINE_ENDS.split(_CONTROL.sub(" ", composed)))
    return " ".join(line for line in lines if line)


def excerpt(text: str, width: int = 60) -> str:
    """The beginning of ``text``, quoted and with nothing unprintable in it, for a message of one line."""
    return repr(text if len(text) <= width else text[: width - 1] + "…")
