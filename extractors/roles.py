"""What a concept is to its paper, read from the words of the sentence that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractors.cues import cue
from extractors.document import Document
from extractors.introductions import find_introduced
from extractors.lexicon import is_name
from extractors.text import fold
from extractors.types import Kind, Mention, Role, Span

_MEANS_IN_TITLE = cue("with | via | using | by | through | from | based on", after=r"\b(?!.*\b(?:for|of|in|on)\b)")
_AUTHORS = cue("we | our")

_COMPARED = cue(
    r"""outperform\w* | surpass\w* | beat\w* | exceed\w*
    | (?:compared?|comparison|comparable|superior|inferior|competitive|contrast|relative|equivalent) (?:to|with|against)
    | versus | vs\.? | baselines?(?: such as| like| including|,)? | improv\w+ (?:up)?on | improvements? over
    | better than | faster than | smaller than | higher than | lower than | than
    | over (?:the )?(?:previous|existing|standard|vanilla|strong|state)
    | unlike | rather than | instead of | on par with | replac\w+ | alternatives? to"""
)
_EVALUATED = cue(
    r"""experiment\w* | evaluat\w+ | results? | demonstrat\w+ | validat\w+ | tested | tests | benchmark\w* | achiev\w+
    | outperform\w* | performance | state-of-the-art | empirical\w* | show | shows | improv\w+ | reduc\w+ | accuracy
    | attain\w* | conduct\w* | scores? | verif\w+ | increas\w+ | surpass\w* | yield\w* | gains? | obtain\w*"""
)
_USED = cue(
    r"""us(?:e|es|ed|ing) | utiliz\w+ | leverag\w+ | employ\w* | adopt\w* | exploit\w* | appl(?:y|ies|ied|ying)
    | combin\w+ | integrat\w+ | incorporat\w+ | built (?:up)?on | build(?:s|ing)? (?:up)?on | based on | via | by | with
    | through | extend\w* | train\w* | fine-?tun\w+ | equip\w* | motivated by | inspired by | consist\w* | compris\w*
    | introduc\w+"""
)
_STUDIED = cue(
    r"""stud(?:y|ies|ied) | investigat\w+ | analy[sz]\w+ | examin\w+ | explor\w+ | understand\w* | revisit\w*
    | address\w* | tackl\w+ | consider\w* | problem of | task of | challenge of | focus\w* on | aim\w* | for
    | characteri[sz]\w+ | survey\w* | review\w*"""
)
_BACKGROUND = cue(
    r"""recent(?:ly)? | (?:have|has) (?:shown|achieved|been|become|emerged) | existing | traditional | previous | prior
    | widely | popular | while | although | despite | however | typically | commonly | such as | conventional
    | current"""
)


SURE = 0.95
"""The least score of a mention that itself says that the paper introduces what it names."""


def assign_roles(document: Document, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions with the role that each one's place gives it; what the paper introduces is introduced everywhere."""
    found = tuple(mentions)
    telling = find_introduced(document, found)
    coined = _with_other_forms(document, {fold(mention.text) for mention in telling})
    return tuple(
        replace(
            mention,
            role=Role.INTRODUCED if fold(mention.text) in coined else _role(document, mention),
            score=max(SURE, mention.score) if mention in telling else mention.score,
        )
        for mention in found
    )


def _with_other_forms(document: Document, keys: set[str]) -> frozenset[str]:
    """The keys, and the other form of each that an abbreviation gives."""
    pairs = ({fold(pair.short), fold(pair.long)} for pair in document.abbreviations)
    return frozenset(keys.union(*(pair for pair in pairs if pair & keys)))


def _role(document: Document, mention: Mention) -> Role:
    sentence = document.sentence_at(mention.start)
    view = document.view
    if sentence.start == 0:
        return _role_in_title(mention, view[: mention.start])
    return _role_in_sentence(mention, view[max(sentence.start, mention.start - 120) : mention.start], sentence, view)


def _role_in_title(mention: Mention, before: str) -> Role:
    if mention.kind is Kind.DATASET:
        return Role.EVALUATED_ON
    if _MEANS_IN_TITLE.search(before):
        return Role.USED
    return Role.STUDIED


def _role_in_sentence(mention: Mention, before: str, sentence: Span, view: str) -> Role:
    whole = view[sentence.start : sentence.end]
    compared = _last(_COMPARED, before)
    used, studied = _last(_USED, before), _last(_STUDIED, before)
    evaluated = _says(_EVALUATED, whole)
    if mention.kind is Kind.DATASET:
        named = is_name(mention.text)
        return Role.EVALUATED_ON if named or evaluated else (Role.USED if used >= studied else Role.STUDIED)
    if mention.kind is Kind.METRIC:
        return Role.EVALUATED_ON if evaluated or not _says(_BACKGROUND, whole) else Role.MENTIONED
    if compared > max(used, studied, -1):
        return Role.COMPARED
    if mention.kind is Kind.TASK:
        return Role.EVALUATED_ON if evaluated and not _says(_BACKGROUND, whole) else Role.STUDIED
    if _BACKGROUND.search(before) and used < 0 and not _says(_AUTHORS, whole):
        return Role.STUDIED if mention.kind is Kind.MODEL else Role.MENTIONED
    return Role.STUDIED if studied > used else Role.USED


@lru_cache(maxsize=256)
def _says(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence has a cue; kept for the other mentions of the sentence."""
    return pattern.search(sentence) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


PRIORITY = (Role.INTRODUCED, Role.COMPARED, Role.EVALUATED_ON, Role.STUDIED, Role.USED, Role.MENTIONED)
"""Which of several mentions' roles a concept has in its paper: the first of these."""


def role_of(mentions: Iterable[Mention]) -> Role:
    """One role for all of a concept's mentions in a paper: the first of ``PRIORITY`` that any of them has."""
    return min((mention.role for mention in mentions), key=PRIORITY.index, default=Role.MENTIONED)
