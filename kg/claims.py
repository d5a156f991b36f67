"""Sentences that say that one thing beats another: who, whom, on what, by how much.

Read strictly: the winner must be the subject of the verb and the loser its object. A sentence that is read another way
is passed over, because a missed claim shows and a wrong one hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.claim_settings import Named, datasets_of, margin_of, metrics_of
from kg.schema import NodeKind, Predicate

CUE = re.compile(r"\b(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|beat(?:s|ing)?)\b(?! by\b)")
"""The verbs that claim a win; a passive ("is outperformed by") is none."""

_ADVERBS = r"(?:(?:\w+ly|also|even|still|often|can|far|further|thus|thereby)\s+)*"
_NOUN = r"(?:method|model|approach|algorithm|framework|technique|optimizer|architecture|network|system|strategy|loss)"
_SUBJECT_GAP = re.compile(rf"(?:\s?\([^()]*\))?(?:\s+{_NOUN}s?)?\s+{_ADVERBS}")
_SUBJECT_LEFT = re.compile(r"(?:^|[,;:]\s|\b(?:that|our|the|proposed|hence|thus)\s)\s*(?:\\\w+\{)?$", re.IGNORECASE)
_OURS = re.compile(
    rf"(?:^|[,;:]\s|\bthat\s)\s*(?:we|(?:our|the proposed)(?:\s(?:best|proposed|full|final))?\s{_NOUN}s?)\s+"
    rf"{_ADVERBS}$",
    re.IGNORECASE,
)
_AND = re.compile(rf"(?:\band|,)\s+{_ADVERBS}$")
_RELATIVE = re.compile(rf"\b(?:that|which)\s+{_ADVERBS}$")
_PROPOSES = re.compile(r"\b(?:propos|introduc|present|develop)\w*\b", re.IGNORECASE)
_PARTICIPLE = re.compile(rf",\s+{_ADVERBS}$")
_FINITE = re.compile(
    rf"(?:\s+{_NOUN})?(?:\s+with\s[\d.]+\s?[BMK]?\sparameters)?\s+{_ADVERBS}"
    r"(?:achiev|reach|attain|obtain|yield|deliver|gain|scor|set)\w*\b"
)
_DOUBT = re.compile(r"\b(?:hypothes\w+|assum\w+|expect\w*|believ\w+|whether|unclear|wonder)\b", re.IGNORECASE)

_CLAUSE_END = re.compile(
    r"""[;:]\s | \.\s+(?=[A-Z]) | ,\s+\w+ing\b | \band\s+by\b
    | \b(?:while|whilst|whereas|but|although|though|despite|without|using|with|making|reducing|requiring)\b
    | \band\s+(?:[\w.+-]+\s+){0,4}?(?:match|perform|achiev|obtain|reach|attain|reduc|show|requir|improv|generaliz|balanc
        |work|scal|compar|converg)\w*
    | \band\s+(?:[\w.+-]+\s+){0,4}?(?:is|are|has|have|can)\b""",
    re.VERBOSE,
)
_LEADS_AWAY = re.compile(
    r"\b(?:on|in|for|by|at|when|to|of|from|over|under|across|after|trained|based|than|that|which|as)\b|[()]"
)
_LISTED = re.compile(r"\b(?:such as|like|including|namely|e\.g\.,?)\s")
_BY_HOW_MUCH = re.compile(r"\s*by\s(?:\w+\s){0,3}[\d.]+\s?(?:\\?%|points?|x|times)?(?=,|\sand\b)")
_OTHERS = re.compile(
    r"\b(?:other|existing|previous|prior|competing|alternative|several|various|many|recent|all|state-of-the-art)\s"
    r"(?:[\w-]+\s)?$"
)
_OBJECT_RIGHT = re.compile(
    rf"""(?:['’]s)?\s?(?:$|[.,;:()\[\]]|\b(?:and|or|by|on|in(?!-)|with|across|at|for|over|under|while|when|to|as|from|using
    |even|both|without|after|(?:{_NOUN}|baseline|optimizer|sampler|decoding)(?=\s?(?:[.,;]|by|on|in|and|at|across)))\b)""",
    re.VERBOSE,
)
_ARTEFACTS = frozenset({NodeKind.METHOD.value, NodeKind.MODEL.value})


@dataclass(frozen=True, slots=True)
class Claim:
    """One concept beats another; ``datasets`` and ``metrics`` are those that the same clause names."""

    winner: str
    loser: str
    datasets: tuple[str, ...]
    metrics: tuple[str, ...]
    margin: str


def claims_in(sentence: str, named: Sequence[Named], introduced: Sequence[str]) -> Iterator[Claim]:
    """The claims of a sentence; ``introduced`` is what "we" and "our method" may stand for, if it is one thing."""
    winner: str | None = None
    first = previous_end = -1
    named = _outermost(named)
    for cue in CUE.finditer(sentence):
        if _DOUBT.search(sentence, 0, cue.start()):
            return
        first = cue.start() if first < 0 else first
        winner = _winner(sentence, cue, named, introduced) or (
            winner if winner and _AND.search(sentence[max(0, previous_end) : cue.start()]) else None
        )
        previous_end = cue.end()
        if winner is not None:
            end = _clause_end(sentence, cue)
            yield from _against(sentence, first, (cue.end(), end), named, winner)


def _outermost(named: Sequence[Named]) -> list[Named]:
    """Those that lie in no other: who beats nested dropout need not beat dropout."""
    spans = {(each.start, each.end) for each in named}
    holders = [(s, e) for s, e in spans if any((s, e) != (a, b) and s <= a and b <= e for a, b in spans)]
    return [each for each in named if not any(_holds(holder, each) for holder in holders)]


def _holds(holder: tuple[int, int], each: Named) -> bool:
    start, end = holder
    return start <= each.start and each.end <= end and (start, end) != (each.start, each.end)


def _winner(sentence: str, cue: re.Match[str], named: Sequence[Named], introduced: Sequence[str]) -> str | None:
    before = sentence[: cue.start()]
    artefacts = [each for each in named if each.kind in _ARTEFACTS and each.end <= cue.start()]
    subjects = [each for each in artefacts if _SUBJECT_LEFT.search(sentence[: each.start])]
    if cue[0].endswith("ing"):
        leading = [each for each in subjects if _FINITE.match(sentence, each.end)]
        return leading[0].concept if _PARTICIPLE.search(before) and len(leading) == 1 else None
    for each in subjects:
        if _SUBJECT_GAP.fullmatch(sentence, each.end, cue.start()):
            return each.concept
    if _RELATIVE.search(before) and len(artefacts) == 1 and artefacts[0].role is Predicate.INTRODUCES:
        return artefacts[0].concept if _PROPOSES.search(sentence[: artefacts[0].start]) else None
    return introduced[0] if _OURS.search(before) and len(introduced) == 1 else None


def _clause_end(sentence: str, cue: re.Match[str]) -> int:
    ends = [match.start() for pattern in (_CLAUSE_END, CUE) for match in [pattern.search(sentence, cue.end())] if match]
    return min(ends, default=len(sentence))


def _against(
    sentence: str, first: int, clause: tuple[int, int], named: Sequence[Named], winner: str
) -> Iterator[Claim]:
    inside = [each for each in named if clause[0] <= each.start < clause[1]]
    for loser in inside:
        if loser.kind in _ARTEFACTS and loser.concept != winner and _is_object(sentence, clause[0], loser, inside):
            yield Claim(
                winner,
                loser.concept,
                datasets_of(sentence, first, loser, inside, named),
                metrics_of(sentence, loser, inside),
                margin_of(sentence[loser.end : clause[1]]),
            )


def _is_object(sentence: str, start: int, loser: Named, inside: Sequence[Named]) -> bool:
    """Whether nothing but a list stands between verb and loser, and the loser is not part of a longer phrase."""
    between = sentence[start : loser.start]
    for each in inside:
        if each.end <= loser.start:
            between = between.replace(sentence[each.start : each.end], "X", 1)
    if re.search(r"X\s$", between):  # "GPT-3 in-context learning" is one thing, and not the second alone
        return False
    between = _LISTED.sub(" ", _BY_HOW_MUCH.sub("", between))
    surface = sentence[loser.start : loser.end]
    generic = surface.islower() and (_OTHERS.search(between) is not None or surface.endswith("s"))
    return not generic and not _LEADS_AWAY.search(between) and _OBJECT_RIGHT.match(sentence, loser.end) is not None
