"""Where a claimed win holds: the data sets and metrics that its sentence names, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.schema import NodeKind, Predicate

_OPENING = re.compile(
    r"""(?:for\s(?:example|instance),\s|furthermore,\s|moreover,\s|notably,\s|specifically,\s)?
    (?:(?:on|in|for|across|with|evaluated|tested)\b
    | (?:[^;]|;(?=\S))*?\b(?:results|experiments|evaluations?|benchmarking)\b
      (?:[^;]|;(?=\S))*?\b(?:show|demonstrate|reveal|indicate|confirm))""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a sentence begins that first says where: "On GLUE, …", "Experiments on GLUE show that …"."""

_TRAINING = re.compile(r"\btrain|-train|\btun(?:ed|ing)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:on|in|across|for|over|of|by|at|under|from|to|as|after|than)\b")
_NUMBER = r"(?:up to |over |more than |at least |around |about |nearly )?[+~]?\d[\d.,]*\d?"
_UNIT = r"\\?%|percent\w*|points?|x\b|times\b|dB\b|BLEU\b|pp\b"
_MARGIN = re.compile(
    rf"(?:\s\([^()]*\))?\s(?:\w+\s)?by\s(?:as much as\s|an average of\s|a margin of\s)?({_NUMBER}\s?(?:{_UNIT})?)"
)


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A concept where a sentence names it: ``start`` and ``end`` are offsets into the sentence."""

    start: int
    end: int
    concept: str
    kind: str
    role: Predicate


def datasets_of(
    sentence: str, verb: int, loser: Named, inside: Sequence[Named], named: Sequence[Named]
) -> tuple[str, ...]:
    """The data sets that the clause puts after the loser; else those of the words that open the sentence.

    ``verb`` is where the first verb of winning begins, ``inside`` are the mentions of the clause, ``named`` all.
    """
    after = _led_to(sentence, loser, inside, NodeKind.DATASET, ("on", "in", "across", "for", "over", "of"))
    opens = verb if _OPENING.match(sentence) else 0
    if _TRAINING.search(sentence, 0, opens):
        return after
    return after or _distinct(each for each in named if each.kind == NodeKind.DATASET and each.end <= opens)


def metrics_of(sentence: str, loser: Named, inside: Sequence[Named]) -> tuple[str, ...]:
    """The metrics that the clause puts after the loser."""
    return _led_to(sentence, loser, inside, NodeKind.METRIC, ("in", "by", "of", "on"))


def _led_to(
    sentence: str, loser: Named, inside: Sequence[Named], kind: NodeKind, leads: tuple[str, ...]
) -> tuple[str, ...]:
    """The concepts of a kind after the loser whose nearest preposition is one of these."""
    return _distinct(
        each
        for each in inside
        if each.kind == kind
        and each.start >= loser.end
        and sentence[each.end : each.end + 1] != "-"
        and _PREPOSITION.findall(sentence, loser.end, each.start)[-1:] in [[lead] for lead in leads]
    )


def _distinct(named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.concept for each in named))


def margin_of(after: str) -> str:
    """What follows the loser directly: "by 5.69%"; empty when something else stands between, or for "respectively"."""
    match = None if "respectively" in after else _MARGIN.match(after)
    return match[1].strip().rstrip(".,") if match else ""
