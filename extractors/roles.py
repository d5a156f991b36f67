"""What a concept is to its paper, read from the words of the sentence that names it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.cues import alternatives, cue
from extractors.document import Document
from extractors.lexicon import is_name
from extractors.text import fold
from extractors.types import Kind, Mention, Role, Span

_PROPOSE = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|letter|thesis)|our (?:paper|work|main contribution|contribution)s?"
    r"|paper|here,? we|authors?)\s+"
    r"(?:[a-z]+ly |also |then |further |first |thus |hereby |therefore |will |instead )*"
    + alternatives(
        """propose | introduce | present | develop | design | describe | devise | formulate | construct | build | create
        | release | contribute | offer | provide | suggest | advocate | derive | establish | is | explores? a new"""
    )
    + r"s?\b",
    re.IGNORECASE,
)
_NAMING = cue(
    r"""called | named | dubbed | termed | coined | namely | entitled | denoted(?: as| by)? | referred to as
    | refer to as | call(?:ed)? it | which we (?:call|term|name|dub)
    | we (?:call|term|name|dub) (?:it|this \w+|the \w+|our \w+|them)?(?: as)? | abbreviated (?:as|to) | short for""",
    after=r"[\s:\"'(]*$",
)
_OBJECT_ENDS = re.compile(
    r"[.;:]|,(?! and)"
    r"|\b(?:that|which|to|for|based|by|via|where|using|with|in|on|from|as|through|under|without|inspired)\b"
)
_NEW_AFTER = re.compile(
    r"^\s?(?:\([^)]*\))?,? (?:is |are )?an? (?:[\w-]+ ){0,3}"
    r"(?:new|novel|simple|efficient|unified|general|effective|first|large-scale"
    r"|framework|method|approach|algorithm|benchmark|dataset|model)\b",
    re.IGNORECASE,
)
_COLON_AFTER = re.compile(r"\s?(?:\([^)]*\))?\s?:")
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


def assign_roles(document: Document, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions with the role that each one's place gives it; what the paper introduces is introduced everywhere."""
    found = tuple(mentions)
    coined = introduced_keys(document, found)
    return tuple(replace(mention, role=_role(document, mention, coined)) for mention in found)


def introduced_keys(document: Document, mentions: tuple[Mention, ...]) -> frozenset[str]:
    """Folded surfaces of what the paper says it introduces, with the other form of an abbreviation.

    Where no words of introduction are met, the name of a method or model that the catalogue does not know and the
    paper repeats most is taken for what it introduces.
    """
    keys = {fold(mention.text) for mention in _introduced(document, mentions)} or _most_repeated(mentions)
    for pair in document.abbreviations:
        both = {fold(pair.short), fold(pair.long)}
        if both & keys:
            keys |= both
    return frozenset(keys)


def _most_repeated(mentions: tuple[Mention, ...]) -> set[str]:
    artefacts = (m for m in mentions if m.rule != "catalogue" and m.kind in (Kind.METHOD, Kind.MODEL))
    counts = Counter(fold(mention.text) for mention in artefacts)
    key, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return {key} if times > 1 else set()


def _introduced(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    for mention in mentions:
        before, after = document.before(mention.start), document.after(mention)
        if mention.end <= document.title.end:
            if not before.strip() and _COLON_AFTER.match(after) and is_name(mention.text):
                yield mention
        elif _NAMING.search(before) or (
            is_name(mention.text) and _NEW_AFTER.match(after) and not before.strip(" \"'(")
        ):
            yield mention
    starts = [mention.start for mention in mentions]
    for start, end in _objects(document):
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        yield from [m for m in inside if m.kind is not Kind.METRIC and is_name(m.text)][:1]


def _objects(document: Document) -> Iterator[tuple[int, int]]:
    """What follows "we propose", up to the end of its noun phrase."""
    for match in _PROPOSE.finditer(document.view):
        sentence = document.sentence_at(match.start())
        rest = document.view[match.end() : sentence.end]
        stop = _OBJECT_ENDS.search(rest)
        yield match.end(), match.end() + (stop.start() if stop else len(rest))


def _role(document: Document, mention: Mention, coined: frozenset[str]) -> Role:
    if fold(mention.text) in coined:
        return Role.INTRODUCED
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
"""Which of several mentions' roles a concept has in its paper, when no text majority decides."""


def role_of(mentions: Iterable[Mention]) -> Role:
    """One role for all of a concept's mentions in a paper: the first of ``PRIORITY`` that any of them has."""
    return min((mention.role for mention in mentions), key=PRIORITY.index, default=Role.MENTIONED)
