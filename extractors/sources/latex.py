"""The LaTeX that bibliographies write letters in, as Unicode; everything else that LaTeX can say stays as it is.

Not a LaTeX parser, on purpose: an unescaped ``%`` in an abstract would comment out the rest of it, and a macro that
is not known would vanish. Nothing vanishes here but the braces that protect capitals.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.latex import ACCENTS

_LETTERS = {
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "ldots": "…", "dots": "…",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "textdegree": "°", "S": "§",
}  # fmt: skip
"""Macros that stand for one character (Lamport, LaTeX, table 3.2, and the LaTeX kernel's text companion)."""

_ACCENTED = re.compile(
    r"\\(?P<sign>[`'^\"~=.])\s*(?:\{\s*(?P<a>\\[ij](?![A-Za-z])|[A-Za-z])\s*\}|(?P<b>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|\\(?P<word>[uvHcdbkr])(?:\s*\{\s*(?P<c>\\[ij](?![A-Za-z])|[A-Za-z])\s*\}|\s+(?P<d>\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_LETTER = re.compile(r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])[ ]*)")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_MATH = re.compile(
    r"((?<!\\)\$\$?[^$]*(?<!\\)\$\$?|\\\([^\\]*(?:\\(?!\()[^\\]*?)*?\\\)|\\\[[^\\]*(?:\\(?!\[)[^\\]*?)*?\\\])"
)
_MACRO = re.compile(r"\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?$")
_MACRO_LENGTH = 100
_KEPT = {"{": "\x01", "}": "\x02", "$": "\x03", "\\": "\x04"}
"""What an escaped sign is while braces are looked for, so that it is not taken for one of them."""


def plain_text(text: str) -> str:
    """``text`` with accents, letters and escaped signs as Unicode and without the braces that only protect capitals.

    Formulas and macros with their arguments stay: ``$x_{i}$``, ``\\emph{all}``.

    >>> plain_text("{BERT} by G{\\\\\\"o}del \\\\& \\\\'Eric~{\\\\O}re: $x_{i}$, 5% \\\\emph{less}")
    'BERT by Gödel & Éric Øre: $x_{i}$, 5% \\\\emph{less}'
    """
    if not any(sign in text for sign in "\\{}~"):
        return text
    parts = _MATH.split(text)
    parts[::2] = [_letters(part) for part in parts[::2]]
    return "".join(parts)


def _letters(text: str) -> str:
    accented = _ACCENTED.sub(_composed, text)
    named = _LETTER.sub(lambda match: _kept(_LETTERS[match[1]]), accented)
    escaped = _ESCAPED.sub(lambda match: _kept(match[1]), named)
    bare = _without_braces(escaped.replace("~", " "))
    for sign, kept in _KEPT.items():
        bare = bare.replace(kept, sign)
    return bare


def _kept(sign: str) -> str:
    return _KEPT.get(sign, sign)


def _composed(match: re.Match[str]) -> str:
    letter = (match["a"] or match["b"] or match["c"] or match["d"]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + ACCENTS[match["sign"] or match["word"]])


def _without_braces(text: str) -> str:
    """``text`` without groups' braces, but for those round a macro's argument."""
    if "{" not in text and "}" not in text:
        return text
    kept: list[str] = []
    stack: list[bool] = []
    for part in re.split(r"([{}])", text):
        if part == "{":
            before = kept[-1] if kept else ""
            stack.append(before == "}" or bool(_MACRO.search(before[-_MACRO_LENGTH:])) or any(stack[-1:]))
            if stack[-1]:
                kept.append(part)
        elif part == "}":
            if stack and stack.pop():
                kept.append(part)
        elif part:
            kept.append(part)
    return "".join(kept)
