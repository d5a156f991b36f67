"""Whether a long form spells a short one: by initials, by the beginnings of its words, by its capitals, by its letters.

The last is the algorithm of A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in
biomedical text, Pacific Symposium on Biocomputing 2003. The others are stricter and are asked before it, for letter by
letter from the right "proximal policy optimization" would lose its first word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

_THIN = frozenset({"a", "an", "the", "of", "for", "and", "in", "on", "to", "with", "by", "from", "via"})
_WORD = re.compile(r"[^\W_]+")


def letters_of(short: str) -> str:
    """The letters and digits that a long form must spell, in lower case; a plural s is none."""
    kept = short.removesuffix("s") if len(short) > 2 else short
    return "".join(filter(str.isalnum, kept)).lower()


def match_initials(short: str, long: str) -> int | None:
    """Where the last words of ``long`` start whose first letters are the short form, hyphens counted as blanks.

    A digit at the end says how often the letters before it come.

    >>> match_initials("PPO", "with proximal policy optimization"), match_initials("SSL", "self-supervised learning")
    (5, 0)
    >>> match_initials("PI2", "policy improvement with path integrals")
    0
    >>> match_initials("LoRA", "low-rank adaptation") is None
    True
    """
    words = list(_WORD.finditer(long))
    telling = [word for word in words if word[0].lower() not in _THIN]
    for letters in _readings(letters_of(short)):
        for chosen in (words, telling):
            last = chosen[-len(letters) :]
            if "".join(word[0][0] for word in last).lower() == letters:
                return last[0].start()
    return None


def _readings(letters: str) -> tuple[str, ...]:
    repeated = letters[:-1] * int(letters[-1]) if letters[-1:] in ("2", "3") and letters[:-1].isalpha() else ""
    return (letters, repeated) if repeated else (letters,)


def match_beginnings(short: str, long: str) -> int | None:
    """Where the last words of ``long`` start that each begin with the next letters of the short form, and all do.

    >>> match_beginnings("LoRA", "we propose low-rank adaptation"), match_beginnings("BiLSTM", "a bi-long short memory")
    (11, None)
    """
    words = list(_WORD.finditer(long))
    lower = tuple(word[0].lower() for word in words)
    letters = letters_of(short)
    for first in range(len(words) - 1, -1, -1):
        if lower[first][0] == letters[:1] and len(words) in _spelled(letters, lower, first):
            return words[first].start()
    return None


def first_words(short: str, long: str) -> int | None:
    """Where the words end with which ``long`` begins and that spell the short form by their beginnings.

    >>> text = "Low-Rank Adaptation of Large Models"
    >>> text[: first_words("LoRA", text)]
    'Low-Rank Adaptation'
    """
    words = list(_WORD.finditer(long))
    lower = tuple(word[0].lower() for word in words)
    ends = _spelled(letters_of(short), lower, 0) if words else ()
    whole = [end for end in ends if lower[end - 1] not in _THIN]
    return words[max(whole) - 1].end() if whole else None


@lru_cache(maxsize=1024)
def _spelled(letters: str, words: Sequence[str], first: int) -> tuple[int, ...]:
    """After which words, from the first on, the letters may be used up; each word but a thin one must use some."""
    if not letters:
        return (first,)
    if first == len(words):
        return ()
    word = words[first]
    alike = len(tuple(takewhile(lambda pair: pair[0] == pair[1], zip(letters, word, strict=False))))
    ends = {end for used in range(1, alike + 1) for end in _spelled(letters[used:], words, first + 1)}
    if word in _THIN:
        ends.update(_spelled(letters, words, first + 1))
    return tuple(sorted(ends))


def match_capitals(short: str, long: str) -> int | None:
    """Where the word starts from which on the capitals of ``long`` are the short form.

    >>> match_capitals("DELLA", "call Drop and rEscaLe via sampLing with mAgnitude")
    5
    """
    letters = letters_of(short)
    capitals = list(re.finditer(r"[A-Z]", long))[-len(letters) :]
    if len(letters) < 3 or "".join(match[0] for match in capitals).lower() != letters:
        return None
    start = capitals[0].start()
    return start if start == 0 or not long[start - 1].isalnum() else None


def match_letters(short: str, long: str) -> int | None:
    """Where the long form starts in ``long``, or None when the short form's letters are not in it in order.

    Letters are matched from the right; the first one must start a word.

    >>> match_letters("LoRA", "we propose low-rank adaptation")
    11
    """
    letters = letters_of(short)
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
