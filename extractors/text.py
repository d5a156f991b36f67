"""Text as matching sees it: the same length as the text, so every offset stays true; and words, keys, slugs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import accumulate
from operator import add
from typing import NamedTuple

from extractors.latex import FILLER, blank_latex

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
_BLANKS = "~\t\u00a0\u2009\u200a\u202f"
_SURROGATES = map(chr, range(0xD800, 0xE000))  # halves of characters, which no encoding can write
_ONE_FOR_ONE = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **_QUOTES, **dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_SURROGATES, "\ufffd")}
)


def matching_view(text: str) -> str:
    """The text with typographic signs plain and LaTeX leftovers blanked, character for character.

    >>> matching_view("{\\\\em LoRA} at~50\\\\%")
    '     LoRA  at 50 %'
    """
    return blank_latex(text).translate(_ONE_FOR_ONE)


class Word(NamedTuple):  # a text has hundreds, and a frozen dataclass takes three times as long to make
    """A run of letters and digits; with a point inside a number (``1.3B``), with + # * at a name's end (``LoRA+``)."""

    start: int
    end: int
    text: str


_word: Callable[[Iterable[int | str]], Word] = partial(tuple.__new__, Word)  # Word(*…), without a call in Python

_WORD = re.compile(r"([^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*(?:'s\b)?(?:[+#*]+(?![^\W_]))?)")


def find_words(view: str) -> list[Word]:
    """The words of the view, in order; a possessive 's stays outside."""
    starts, ends, texts = cut(_WORD, view)
    if "'s" in view:
        texts = [text.removesuffix("'s") for text in texts]
        ends = list(map(add, starts, map(len, texts)))
    return list(map(_word, zip(starts, ends, texts, strict=True)))


def cut(pattern: re.Pattern[str], text: str) -> tuple[list[int], list[int], list[str]]:
    """Where a pattern's matches start and end, and what they are; the pattern must be one group, and never empty.

    ``split`` hands over matches and gaps in one call, where ``finditer`` takes four a match.
    """
    parts = pattern.split(text)
    ends = list(accumulate(map(len, parts)))
    return ends[:-1:2], ends[1::2], parts[1::2]


_PIECE = re.compile(r"([^\W_]+|[^\w\s])")


def pieces_of(text: str) -> tuple[str, ...]:
    """Words and signs in lower case, as the features of the classifiers have them.

    Not kept: of stretches of sentences none is met again, and to keep them costs more than to read the few that are.

    >>> pieces_of("LoRA-GA, faster")
    ('lora', '-', 'ga', ',', 'faster')
    """
    return tuple(_PIECE.findall(text.lower()))


@lru_cache(maxsize=64)
def places_of(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The pieces of a text, and where each begins; few are kept, since a text is asked for its mentions in a row.

    >>> places_of("LoRA-GA")
    (('lora', '-', 'ga'), (0, 4, 5))
    """
    starts, _, pieces = cut(_PIECE, text.lower())
    return tuple(pieces), tuple(starts)


def pieces_between(text: str, first: int, end: int) -> tuple[str, ...]:
    """``pieces_of`` a stretch of a text, which is cut into pieces only once for all its stretches.

    >>> pieces_between("LoRA-GA, faster", 2, 10)
    ('ra', '-', 'ga', ',', 'f')
    """
    if first >= end or not text.isascii():  # other letters may be longer in lower case, so that places differ
        return pieces_of(text[first:end])
    pieces, starts = places_of(text)
    low, high = bisect_left(starts, first), bisect_left(starts, end)
    found = pieces[low:high]
    if low and (left := starts[low - 1] + len(pieces[low - 1]) - first) > 0:
        found = (pieces[low - 1][-left:], *found)
    if high and (over := starts[high - 1] + len(pieces[high - 1]) - end) > 0:
        found = (*found[:-1], found[-1][:-over])
    return found


_NOT_PLURAL = re.compile(
    r"(?:ss|us|is|[^aeiou]ics|bias|lens|atlas|canvas|analysis|always|across|thus|less|news|series|ous)$"
)
_IRREGULAR = {
    "analyses": "analysis",
    "axes": "axis",
    "bases": "basis",
    "biases": "bias",
    "corpora": "corpus",
    "criteria": "criterion",
    "datasets": "dataset",
    "hypotheses": "hypothesis",
    "indices": "index",
    "losses": "loss",
    "matrices": "matrix",
    "series": "series",
    "synopses": "synopsis",
    "vertices": "vertex",
}


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of an English noun as terms use it; names and what is no plural are given back.

    >>> [singular(w) for w in ("models", "matrices", "policies", "bias", "LoRAs", "GANs", "BLEUS", "loss", "GPS")]
    ['model', 'matrix', 'policy', 'bias', 'LoRA', 'GAN', 'BLEUS', 'loss', 'GPS']
    """
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if len(word) < 4 or not word.endswith("s") or _NOT_PLURAL.search(lower):
        return word
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


_NOT_KEY = re.compile(rf"(?<!\d)\.|\.(?!\d)|[^\w.]|_|{unicodedata.normalize('NFKD', FILLER)}")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case, accents and signs; letters of every script, digits and a number's point stay."""
    if word.isascii() and word.isalnum():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return _NOT_KEY.sub("", decomposed)


@lru_cache(maxsize=65536)
def fold(surface: str) -> str:
    """The key by which two spellings of one name are equal: no case, plural, hyphen, space or punctuation.

    Idempotent. Empty when the surface has neither letter nor digit. The signs + # * count at the end, where they
    tell names apart. The S of an acronym is no plural and stays a capital, so that ADAS is not ADA.

    >>> fold("Llama 2") == fold("LLaMA-2") == fold("LLaMA2")
    True
    >>> [fold(s) for s in ("Low-Rank Adapters", "LoRA+", "BERTs", "β-VAE", "ADAS", "Adas")]
    ['lowrankadapter', 'lora+', 'bert', 'βvae', 'adaS', 'ada']
    """
    words = texts_of(surface)
    if not words:
        return ""
    last = singular(words[-1])
    sign = last[len(last.rstrip("+#*")) :]
    key = "".join(map(fold_word, [*words[:-1], last]))
    if sign or not key:
        return key + sign if key else ""
    return _as_one(key, last)


def texts_of(surface: str) -> list[str]:
    """The texts of its words; of letters, digits, blanks and hyphens alone, as most are, no pattern is needed."""
    spaced = surface.replace("-", " ")
    if surface.isascii() and spaced.replace(" ", "").isalnum():
        return spaced.split()
    return [word.text for word in find_words(matching_view(surface))]


def fold_joined(begun: str, word: str) -> str:
    """``fold`` of a surface that ends in a word of letters and digits, from the key of what comes before that word.

    >>> fold_joined("lowrank", "Adapters") == fold("Low-Rank Adapters")
    True
    """
    last = singular(word)
    return _as_one(begun + fold_word(last), last)


def _as_one(key: str, last: str) -> str:
    """A key without the plural that it may have now that its words are one; ``last`` is its last word in singular."""
    if last.endswith("S") and singular(key) != key:
        return key[:-1] + "S"
    while (shorter := singular(key)) != key:
        key = shorter
    return key


@lru_cache(maxsize=16384)
def fold_last(surface: str) -> str:
    """The key of the last piece of a name; empty where it has none."""
    return fold(next(reversed(pieces_of(surface)), ""))


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The readable part of an id: lower-case words joined by hyphens.

    >>> slug("LLaMA2-7B"), slug("Knowledge Distillation"), slug("LoRA+"), slug("A*"), slug("CIFAR10")
    ('llama-2-7b', 'knowledge-distillation', 'lora-plus', 'a-star', 'cifar-10')
    """
    words = texts_of(name)
    if words:
        words[-1] = singular(words[-1])
    joined = "-".join(fold_word(word).replace(".", "-") + _spelled_sign(word) for word in words)
    return re.sub(r"(?<=[^\W\d_]{3})(?=\d+(?:b|m|k)?\b)", "-", joined).strip("-")


def _spelled_sign(word: str) -> str:
    """A name's closing sign in letters, for where signs cannot stand."""
    return "".join({"+": "-plus", "#": "-sharp", "*": "-star"}[sign] for sign in word[len(word.rstrip("+#*")) :])
