"""Short forms and their long forms, by the Schwartz-Hearst algorithm.

A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, Pacific
Symposium on Biocomputing 2003. Ours works on the text's own offsets, tries both orders, "long (SHORT)" and
"SHORT (long)", and lets a plural s and hyphens be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.types import Abbreviation, Span

_PARENTHESIS = re.compile(r"\(([^()\n]{2,120})\)")
_SHORT = re.compile(r"[^\W_][\w.+*#/&^-]{0,13}s?")
_REACH = 600
"""How many characters before its short form a long form may begin."""

_LIST = re.compile(r"\s*,\s*(?:and |or )?[A-Z]\w*\s*(?:,|$)")
"""After a first name in brackets: a list of names, no definition."""
_THIN = frozenset({"a", "an", "the", "of", "for", "and", "in", "on", "to", "with", "by"})
_CUT = re.compile(r"[,;:]|\b(?:e\.g\.|i\.e\.|or|aka|dubbed|termed|called)\s")
_LEADING = frozenset(
    """a an the our of for and or in on with by to as is are called named via using new novel proposed its this that
    these those such based""".split()  # noqa: SIM905 - thirty words read better so
)


def find_abbreviations(view: str) -> Iterator[Abbreviation]:
    """Every definition in the text, in order; a short form defined twice is given at its first place only."""
    seen: set[str] = set()
    for match in _PARENTHESIS.finditer(view):
        found = _long_before(view, match) or _long_inside(view, match)
        if found and found.short not in seen:
            seen.add(found.short)
            yield found


def is_short_form(candidate: str) -> bool:
    """Whether a candidate is one word of two to fourteen characters with a capital."""
    return (
        2 <= len(candidate) <= 14
        and _SHORT.fullmatch(candidate) is not None
        and any(c.isalpha() for c in candidate)
        and any(c.isupper() for c in candidate)
    )


def _long_before(view: str, match: re.Match[str]) -> Abbreviation | None:
    inner = _CUT.split(match[1], maxsplit=1)[0].strip()
    if not is_short_form(inner) or _LIST.match(match[1], len(inner)):
        return None
    start = view.index(inner, match.start(1))
    long_end = len(view[: match.start()].rstrip())
    reach = max(0, long_end - _REACH)
    left = max(reach, *(view.rfind(mark, reach, long_end) + 1 for mark in (". ", "\n", "; ", "(", ")", "? ", "! ")))
    letters = len(inner.removesuffix("s"))
    words = min(letters + 5, letters * 2)
    window_start = _start_of_last_words(view, left, long_end, words)
    window = view[window_start:long_end]
    long_start = match_initials(inner, window)
    if long_start is None:
        long_start = match_letters(inner, window)
    if long_start is None:
        return None
    return _made(view, Span(start, start + len(inner)), Span(window_start + long_start, long_end))


def _long_inside(view: str, match: re.Match[str]) -> Abbreviation | None:
    before = re.search(r"([^\W_][\w.+*#-]*)\s*$", view[max(0, match.start() - 30) : match.start()])
    if before is None or not is_short_form(before[1]):
        return None
    inner = match[1].strip()
    if len(inner.split()) < 2 or match_letters(before[1], inner) != 0:
        return None
    short_start = max(0, match.start() - 30) + before.start(1)
    long_start = view.index(inner, match.start(1))
    return _made(view, Span(short_start, short_start + len(before[1])), Span(long_start, long_start + len(inner)))


def _made(view: str, short: Span, long: Span) -> Abbreviation | None:
    text = view[long.start : long.end]
    while (space := text.find(" ")) > 0 and text[:space].lower() in _LEADING:
        long = Span(long.start + space + 1, long.end)
        text = view[long.start : long.end]
    form = view[short.start : short.end]
    if len(text) <= len(form) or form.lower() in text.lower().split():
        return None
    return Abbreviation(form, text, short, long)


def _start_of_last_words(view: str, left: int, end: int, count: int) -> int:
    starts = [word.start() for word in re.finditer(r"\S+", view[left:end])]
    return left + (starts[-count] if len(starts) >= count else (starts[0] if starts else 0))


def match_initials(short: str, long: str) -> int | None:
    """Where the last words of ``long`` start whose first letters are the short form, hyphens counted as blanks.

    Tried first: letter by letter from the right, "proximal policy optimization" would lose its first word.

    >>> match_initials("PPO", "with proximal policy optimization"), match_initials("SSL", "self-supervised learning")
    (5, 0)
    >>> match_initials("LoRA", "low-rank adaptation") is None
    True
    """
    letters = [c.lower() for c in short.removesuffix("s") if c.isalnum()]
    words = list(re.finditer(r"[^\W_]+", long))
    for chosen in (words, [word for word in words if word[0].lower() not in _THIN]):
        last = chosen[-len(letters) :]
        if len(last) == len(letters) and [word[0][0].lower() for word in last] == letters:
            return last[0].start()
    return None


def match_letters(short: str, long: str) -> int | None:
    """Where the long form starts in ``long``, or None when the short form's letters are not in it in order.

    Letters are matched from the right; the first one must start a word.

    >>> match_letters("LoRA", "we propose low-rank adaptation")
    11
    """
    letters = (
        [c.lower() for c in short.removesuffix("s") if c.isalnum()] if len(short) > 2 else [c.lower() for c in short]
    )
    folded = long.lower()
    place = len(folded)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            folded[place] != letters[index] or (index == 0 and place > 0 and folded[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    return place
