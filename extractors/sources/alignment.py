"""Which paragraphs of a feed are titles and which abstracts, found for the whole feed at once.

Taking turns would do if every entry were whole; after one lost abstract it would read every title as an
abstract to the end of the file. Instead the cheapest labelling is sought (A. Viterbi, 1967): a paragraph
costs what its looks say against its label, and two of one label in a row cost something too. The weights
below were set by hand; only their order of size matters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Label: TypeAlias = int
TITLE, ABSTRACT = _LABELS = (0, 1)

_FROM_START = (0.0, 1.5)
_FOLLOWS = ((1.2, 0.0), (0.0, 1.0))
"""What it costs that the column's label follows the row's: a title without abstract, an abstract's next paragraph."""

_LENGTHS = ((300, 4.0), (160, 1.0), (0, -1.5))
"""From how many characters on which weight holds: the titles of trending papers end at 150, abstracts begin at 250."""

_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"\.[\"')\]]*\Z"), 2.0),
    (re.compile(r"[\w)\]}%][.!?][\"')\]]*\s+[\"'(\[]?[A-Z0-9]"), 1.5),
    (re.compile(r"https?://|\bgithub\.com/"), 3.0),
    (re.compile(r"\b(?:[Ww]e|[Tt]his (?:paper|work)|[Oo]ur)\s+[a-z]"), 1.5),
)
"""Signs that a paragraph is prose (above zero) or a title: a full stop, inner sentences, a link, "we"."""

_NO_SENTENCE = -1.0
_CAPITALISED = -1.0
_MARKED_END = re.compile(r"[.!?][\"')\]]*(?:\s|\Z)")
_LONG_WORD = re.compile(r"\b[A-Za-z]\w{3,}")
_LOOKED_AT = 2_000
"""Characters of a paragraph that are looked at: ten megabytes say no more than two thousand."""


def align(paragraphs: Sequence[str]) -> list[Label]:
    """A label for each paragraph.

    >>> align(["Pruning by Magnitude", "A Title Whose Abstract Was Lost", "Sparse Attention", "We attend. It is fast."])
    [0, 0, 0, 1]
    """
    if not paragraphs:
        return []
    costs = [_costs(paragraph) for paragraph in paragraphs]
    totals = [_FROM_START[label] + costs[0][label] for label in _LABELS]
    choices: list[list[Label]] = []
    for own in costs[1:]:
        steps = [min((totals[prior] + _FOLLOWS[prior][label], prior) for prior in _LABELS) for label in _LABELS]
        totals = [total + own[label] for label, (total, _) in enumerate(steps)]
        choices.append([prior for _, prior in steps])
    return _traced(choices, totals)


def looks_like_prose(paragraph: str) -> float:
    """Above zero for an abstract, below for a title, by how much it looks so."""
    text = paragraph[:_LOOKED_AT]
    score = next(weight for length, weight in _LENGTHS if len(text) >= length)
    score += sum(weight for sign, weight in _SIGNS if sign.search(text))
    words = _LONG_WORD.findall(text)
    capitalised = sum(word[0].isupper() for word in words)
    if not _MARKED_END.search(text):
        score += _NO_SENTENCE
    if len(words) > 1 and capitalised > 0.6 * len(words):
        score += _CAPITALISED
    return score


def _costs(paragraph: str) -> tuple[float, float]:
    score = looks_like_prose(paragraph)
    return max(0.0, score), max(0.0, -score)


def _traced(choices: Sequence[Sequence[Label]], totals: Sequence[float]) -> list[Label]:
    """The labels of the cheapest way, followed back from its end."""
    labels = [ABSTRACT if totals[ABSTRACT] <= totals[TITLE] else TITLE]
    for choice in reversed(choices):
        labels.append(choice[labels[-1]])
    return labels[::-1]
