"""Short forms and their long forms: "long (SHORT)", "SHORT (long)", "SHORT: Long", "long, also known as SHORT".

Schwartz and Hearst's candidates (see ``extractors.spelled``), on the text's own offsets, and more of them; last, a name
in capitals that is explained nowhere and whose words the text has elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from extractors.cues import cue
from extractors.spelled import first_words, letters_of, match_beginnings, match_capitals, match_initials, match_letters
from extractors.types import Abbreviation, Span

_PARENTHESIS = re.compile(r"\(([^()\n]{2,120})\)|\[([^\[\]\n]{2,120})\]")
_FORM = r"[^\W_][\w.+*#/&^-]{0,13}"
_SHORT = re.compile(rf"{_FORM}s?")
_REACH = 600
"""How many characters before its short form a long form may begin."""

_LIST = re.compile(r"\s*,\s*(?:and |or )?[A-Z]\w*\s*(?:,|$)")
"""After a first name in brackets: a list of names, no definition."""
_CUT = re.compile(r"[,;:]|\b(?:e\.g\.|i\.e\.|or|aka|dubbed|termed|called)\s")
_OPENING = cue(
    r"also known as | known as | aka | a\.k\.a\. | short for | i\.e\.,? | or | termed | dubbed", after=r"\s+"
)
"""What may open a bracket before the form that counts."""
_LEADING = frozenset(
    """a an the our of for and or in on with by to as is are called named via using new novel proposed its this that
    these those such based""".split()  # noqa: SIM905 - thirty words read better so
)
_CLOSING = "\"'`,.;:- "
"""Signs that no long form ends with."""

_ALSO = re.compile(
    r"\b(?:known as|abbreviated (?:as|to)|abbr\.|aka|a\.k\.a\.|or simply|referred to as|denoted (?:as|by)|dubbed|termed"
    rf"|called|named|coined|(?<=, )or)[\s:\"'(]+(?:the |an? )?({_FORM})"
)
_BEFORE_ALSO = re.compile(r"[\s,]+(?:(?:which|that|is|are|often|commonly|also|widely|simply) )*$")
_STANDS = re.compile(r"(?:short for|stands for|=|denotes|:)\s+\"?(?=\w)")
_BEFORE_STANDS = re.compile(rf"(?<![\w-])({_FORM}),?[\s\"'(]*(?:which )?$")
_NEAR = 30
"""How many characters before words that define a short form may begin."""

_CAPITALS = re.compile(r"(?<![\w/.@-])[A-Z]{3,7}(?=s?(?![\w/@]|\.\w))")
Way: TypeAlias = Callable[[str, str], int | None]
"""Where in a window the long form of a short one starts, or None."""

_SEVERAL = re.compile(r"\w[ -]\w")


def find_abbreviations(view: str) -> Iterator[Abbreviation]:
    """Every definition in the text, by the place of the short form, each of which is defined once.

    What is defined in brackets counts before what other words define, and that before what is only spelled out.
    """
    found: dict[str, Abbreviation] = {}
    for way in (_bracketed, _named_also, _standing_for):
        for pair in way(view):
            found.setdefault(pair.short, pair)
    for pair in _spelled_out(view, {form.removesuffix("s") for form in found}):
        found.setdefault(pair.short, pair)
    yield from sorted(found.values(), key=lambda pair: (pair.short_span, pair.long_span))


def is_short_form(candidate: str) -> bool:
    """Whether a candidate is one word of two to fourteen characters with a capital."""
    return (
        2 <= len(candidate) <= 14
        and _SHORT.fullmatch(candidate) is not None
        and any(c.isalpha() for c in candidate)
        and any(c.isupper() for c in candidate)
    )


def _bracketed(view: str) -> Iterator[Abbreviation]:
    for match in _PARENTHESIS.finditer(view):
        if found := _long_before(view, match) or _long_inside(view, match):
            yield found


def _long_before(view: str, match: re.Match[str]) -> Abbreviation | None:
    group = 1 if match[1] else 2
    content = match[group]
    opening = _OPENING.match(content)
    inner = _CUT.split(content[opening.end() if opening else 0 :], maxsplit=1)[0].strip(_CLOSING)
    if not is_short_form(inner):
        return None
    start = view.index(inner, match.start(group))
    if _LIST.match(view[: match.end(group)], start + len(inner)):
        return None
    return _ending_before(view, Span(start, start + len(inner)), match.start(), (*_STRICT, match_letters))


_STRICT = (match_initials, match_beginnings, match_capitals)


def _ending_before(view: str, short: Span, at: int, ways: tuple[Way, ...]) -> Abbreviation | None:
    """The short form with the long one that ends where its definition starts, by the first way that finds one."""
    long_end = len(view[max(0, at - _REACH) : at].rstrip(_CLOSING)) + max(0, at - _REACH)
    reach = max(0, long_end - _REACH)
    left = max(reach, *(view.rfind(mark, reach, long_end) + 1 for mark in (". ", "\n", "; ", "(", ")", "? ", "! ")))
    form = view[short.start : short.end]
    letters = len(form.removesuffix("s"))
    start = _start_of_last_words(view, left, long_end, min(letters + 5, letters * 2))
    window = view[start:long_end]
    for way in ways:
        first = way(form, window)
        if first is not None:
            return _made(view, short, Span(start + _whole(window, first), long_end))
    return None


def _whole(window: str, first: int) -> int:
    """The start of a hyphenated word whose parts begin alike, "Non-negative", where its last part was found."""
    start = max(window.rfind(" ", 0, first), window.rfind("\n", 0, first)) + 1
    alike = start < first and window[first - 1] == "-" and window[start].lower() == window[first].lower()
    return start if alike else first


def _start_of_last_words(view: str, left: int, end: int, count: int) -> int:
    starts = [word.start() for word in re.finditer(r"\S+", view[left:end])]
    return left + (starts[-count] if len(starts) >= count else (starts[0] if starts else 0))


def _long_inside(view: str, match: re.Match[str]) -> Abbreviation | None:
    begin = max(0, match.start() - 30)
    before = re.search(r"([^\W_][\w.+*#-]*)\s*$", view[begin : match.start()])
    if before is None or not is_short_form(before[1]):
        return None
    group = 1 if match[1] else 2
    inner = re.split(r"[,;]|\bor\s", match[group], maxsplit=1)[0].strip(_CLOSING)
    opening = _OPENING.match(inner)
    inner = inner[opening.end() :] if opening else inner
    if len(inner.split()) < 2 or match_letters(before[1], inner) != 0:
        return None
    start = view.index(inner, match.start(group))
    short = Span(begin + before.start(1), begin + before.end(1))
    return _made(view, short, Span(start, start + len(inner)))


def _named_also(view: str) -> Iterator[Abbreviation]:
    """ "low-rank adaptation, also known as LoRA"."""
    for match in _ALSO.finditer(view):
        short = Span(match.start(1), match.end(1) - (view[match.end(1) - 1] in ".-/"))
        if is_short_form(view[short.start : short.end]):
            before = _BEFORE_ALSO.search(view, max(0, match.start() - _NEAR), match.start())
            if before is not None and (pair := _ending_before(view, short, before.start(), _STRICT)):
                yield pair


def _standing_for(view: str) -> Iterator[Abbreviation]:
    """ "LoRA stands for low-rank adaptation", and the title "LoRA: Low-Rank Adaptation of Large Models"."""
    for match in _STANDS.finditer(view):
        short = _BEFORE_STANDS.search(view, max(0, match.start() - _NEAR), match.start())
        if short is not None and is_short_form(short[1]) and len(letters_of(short[1])) > 2:
            length = first_words(short[1], view[match.end() : match.end() + 150]) or 0
            long = Span(match.end(), match.end() + length)
            if _SEVERAL.search(view, long.start, long.end) and (pair := _made(view, Span(*short.span(1)), long)):
                yield pair


def _spelled_out(view: str, known: set[str]) -> Iterator[Abbreviation]:
    """Names in capitals that nothing defines, with the first words in capitals that have their initials.

    Words in lower case have them by chance too often: CNN is not "complex neural networks".
    """
    first = {match[0]: match for match in reversed(list(_CAPITALS.finditer(view)))}
    initials = "".join(_INITIALS.findall(view)) if first else ""
    for short, match in first.items():
        long = _initialled(short).search(view) if short in initials and short not in known else None
        if long is not None and (pair := _made(view, Span(*match.span()), Span(*long.span()))):
            yield pair


_INITIALS = re.compile("[A-Z](?=[a-z])")
"""Of words that follow each other in capitals these do too: few names need a pattern of their own."""


@lru_cache(maxsize=4096)
def _initialled(short: str) -> re.Pattern[str]:
    words = "[ -]".join(rf"{letter}[a-z]+" for letter in short)
    return re.compile(rf"(?<![\w-]){words}(?![\w-])")


def _made(view: str, short: Span, long: Span) -> Abbreviation | None:
    form, text = view[short.start : short.end], view[long.start : long.end]
    while (space := text.find(" ")) > 0 and text[:space].lower() in _LEADING and _fits(form, text[space + 1 :]):
        long = Span(long.start + space + 1, long.end)
        text = view[long.start : long.end]
    if len(text) <= len(form) or form.lower() in text.lower().split():
        return None
    return Abbreviation(form, text, short, long)


def _fits(short: str, long: str) -> bool:
    return match_initials(short, long) == 0 or match_letters(short, long) == 0
