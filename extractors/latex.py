"""What a LaTeX-to-text step leaves in titles and abstracts, read without moving an offset.

For matching, commands and braces are blanked and accents composed, each in the space it had. A mention keeps the text
as it stands, brackets and all: "$\\beta$-VAE"; its name is what a reader sees: "β-VAE".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from extractors.types import Mention, Span

FILLER = "\u3164"
"""Stands for what an accent's command leaves over: a letter to every pattern, and nothing to a key."""

_FONTS = (
    "textbf|textit|texttt|textsc|textrm|textsf|textsl|textnormal|textup|text|emph|mbox|hbox|mathsf|mathrm|mathbf|mathcal"
    "|mathit|mathtt|mathbb|mathfrak|boldsymbol|operatorname|ensuremath"
)
_COMMAND = re.compile(
    rf"\{{?\\(?:em|bf|it|tt|sc|rm|sf|sl|{_FONTS}|bm|underline|footnote|url|href|cite|ref|xspace)\b\s?\{{?"
)
_RESIDUE = re.compile(rf"\b(?:{_FONTS})(?=\{{)")
_MARK = re.compile(r"\\(?=[A-Za-z%&#_$])|[{}$]")

ACCENTS = {
    **{"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"},
    **{"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323"},
    "b": "\u0331",
}
"""Combining marks by the commands for them (Lamport, LaTeX, table 3.1)."""

_ACCENT = re.compile(
    r"\{?\\(?:(?P<sign>['`^\"~=.])|(?P<letter>[cvuHkrd])(?=[ {]))\s?"
    r"(?:\{\\?(?P<braced>[A-Za-z])\}|\\?(?P<bare>[A-Za-z](?![A-Za-z])|(?<=['`^\"~=.])[A-Za-z]))"
)
_GREEK = re.compile(
    r"\\(var)?(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega"
    r"|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|upsilon)(?![A-Za-z])"
)


def _has_latex(text: str) -> bool:
    return "\\" in text or "{" in text or "$" in text


def blank_latex(text: str) -> str:
    """The text with commands blanked and accents composed, character for character.

    >>> blank_latex("{\\\\em LoRA} of Poincar\\\\'e")
    '     LoRA  of Poincarㅤㅤé'
    """
    if not _has_latex(text):
        return text
    view = _ACCENT.sub(_composed, text) if "\\" in text else text
    for pattern in (_COMMAND, _RESIDUE, _MARK):
        view = pattern.sub(lambda match: " " * len(match[0]), view)
    return view


def _composed(match: re.Match[str]) -> str:
    accent = ACCENTS[match["sign"] or match["letter"]]
    return unicodedata.normalize("NFC", (match["braced"] or match["bare"]) + accent)[:1].rjust(len(match[0]), FILLER)


def plain_text(surface: str) -> str:
    """What a reader of the typeset text sees.

    >>> [plain_text(s) for s in ("$\\\\beta$-VAE", "\\\\textbf{LoRA}", "$\\\\text{S}^2$FT", "R\\\\'enyi", "$L_2$ norm")]
    ['β-VAE', 'LoRA', 'S^2FT', 'Rényi', 'L2 norm']
    """
    text = _ACCENT.sub(lambda match: _composed(match).strip(FILLER), surface)
    text = _GREEK.sub(lambda match: unicodedata.lookup(_greek_name(match[2])), text)
    text = re.sub(r"_(?=\w(?!\w)|\{)", "", _RESIDUE.sub("", _COMMAND.sub("", text)))
    return " ".join(re.sub(r"[{}$]|\\(?=[A-Za-z%&#_$])", "", text).replace("~", " ").split())


def _greek_name(command: str) -> str:
    case = "CAPITAL" if command[0].isupper() else "SMALL"
    return f"GREEK {case} LETTER {'LAMDA' if command.lower() == 'lambda' else command.upper()}"


def repaired(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions of a text with LaTeX, each grown until its braces and dollars are whole, and with its plain name.

    Where that would reach into another mention, it stays as it is.
    """
    found = tuple(mentions)
    if not _has_latex(text):
        return found
    made: list[Mention] = []
    for mention, following in zip_longest(found, found[1:]):
        first = made[-1].end if made else 0
        made.append(_repaired(text, mention, first, following.start if following else len(text)))
    return tuple(made)


def _repaired(text: str, mention: Mention, first: int, last: int) -> Mention:
    """A mention that may reach from where the one before ends to where the next starts."""
    span = next((s for s in _grown(text, mention.span) if first <= s.start and s.end <= last and _whole(text, s)), None)
    span = span or mention.span
    surface = text[span.start : span.end]
    name = plain_text(mention.name or surface) if any(sign in surface for sign in "\\{}$") else ""
    return replace(
        mention, start=span.start, end=span.end, text=surface, name=mention.name or ("" if name == surface else name)
    )


_OPENING = re.compile(r"(?:\\[A-Za-z]+\s?)?[{$]*(?:\\(?:[A-Za-z]+\s?)?)?\{?$")
_CLOSING = re.compile(r"[}$]*")
_BACK = 24
"""How many characters before a mention the command of its first letter may begin."""


def _grown(text: str, span: Span) -> Iterator[Span]:
    """The span, then with what opens before it, with what closes after it, and with both."""
    yield span
    opening = _OPENING.search(text, max(0, span.start - _BACK), span.start)
    closing = _CLOSING.match(text, span.end)
    starts = range(span.start - 1, (opening.start() if opening else span.start) - 1, -1)
    ends = range(span.end + 1, (closing.end() if closing else span.end) + 1)
    yield from (Span(start, span.end) for start in starts)
    yield from (Span(span.start, end) for end in ends)
    yield from (Span(start, end) for start in starts for end in ends)


def _whole(text: str, span: Span) -> bool:
    """Whether every brace and dollar is closed inside, and no command is cut."""
    depth = 0
    for place in range(span.start, span.end):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth < 0:
            return False
    cut = re.search(r"\\[A-Za-z]*$", text[max(0, span.start - _BACK) : span.start])
    return depth == 0 and text.count("$", span.start, span.end) % 2 == 0 and cut is None
