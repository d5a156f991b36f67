"""How sure we are of a fact that several places support."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

CEILING = 0.99
"""No amount of agreeing rules makes a statement read from text certain."""


def combined(scores: Iterable[float]) -> float:
    """The noisy-or of independent scores, at most ``CEILING``, rounded to four digits.

    ``1 - (1 - s1) (1 - s2) …`` (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2).

    >>> combined([0.6, 0.5])
    0.8
    >>> combined([])
    0.0
    """
    return round(min(CEILING, 1.0 - prod(1.0 - score for score in scores)), 4)
