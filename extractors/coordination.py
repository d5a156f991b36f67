"""Names that share their beginning with the one before: "CIFAR-10 and -100", "LLaMA-7B/13B", "ResNet-18, 34 and 50".

Each becomes a mention of its own. Its text is what stands there, "100"; its name is the whole, "CIFAR-100".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.cues import alternatives
from extractors.document import Document
from extractors.overlaps import in_order, nest_of, nests_of
from extractors.types import Mention, Span

RULE = "coordinated"

SHARE = 0.9
"""What the score of a mention is worth for those that share its beginning."""

_WORDS = alternatives(
    """nano | tiny | mini | small | medium | base | large | huge | giant | xl | xxl | Nano | Tiny | Mini | Small
    | Medium | Base | Large | Huge | Giant | XL | XXL | Val | Test | Train | Dev"""
)


_CLOSED = (
    r"(?=\s*(?:$|[.,;:)\]]|"
    + alternatives(
        """on | in | for | with | and | or | as | at | by | to | using | show | under | from | via | respectively | data
        | test | are | is | were | was | have | has | image | object | benchmarks? | datasets? | data sets? | models?
        | variants? | backbones? | networks? | challenges?"""
    )
    + r"\b))"
)
"""What follows the end of a name that no hyphen marks: "ResNet-18 and 34 layers" has none."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which the ends of names are written, as patterns."""

    part: str
    """The end of a name that others replace."""
    joint: str = r"[- ]?"
    """What may stand between the shared beginning and the end."""
    after: str | None = _CLOSED
    """What must follow an end that no hyphen or slash marks as one; None where it needs such a mark."""
    slashed: str = ""
    """What may replace the end after a slash, where it is not ``part``."""

    def heads(self) -> re.Pattern[str]:
        """Names that stand in full."""
        return re.compile(rf"(?P<stem>.*[A-Za-z)](?:\d\w*|[ -]\d+(?:\.\d+)?)??{self.joint})(?:{self.part})")

    def after_slash(self) -> re.Pattern[str]:
        """The next end of "18/34/50"."""
        return re.compile(rf"/-?(?P<end>{self.slashed or self.part})(?=/|{_NO_MORE})")

    def after_and(self) -> re.Pattern[str]:
        """The next end of "18, -34 and 50"."""
        bare = "|(?P<bare>(?!))" if self.after is None else rf"|(?P<bare>{self.part}){_NO_MORE}{self.after}"
        return re.compile(rf"(?P<joint>{_JOINT})(?:-(?P<end>{self.part}){_NO_MORE}{bare})")


_NO_MORE = r"(?![\w%^/]|[-.,:]\d|-[A-Za-z]|\s?(?:%|times\b|x\b|percent|points?\b))"
_JOINT = r"(?:\s*,)?\s+(?:and|or|&)\s+|\s*,\s*"

FORMS = (
    Form(r"(?:19|20)\d\d", after=""),
    Form(r"\d+(?:\.\d+)?[BM]", after=""),
    Form(r"\d+\.\d+", slashed=r"\d+(?:\.\d+)?"),
    Form(r"\d+", slashed=r"\d+(?:\.\d+)?"),
    Form(r"\d+[a-z]", joint="[- ]"),
    Form(_WORDS, joint="[- ]"),
    Form(r"[A-Z][a-z]-(?:to-)?[A-Z][a-z]", joint=" ", after=""),
    Form(r"[A-Z][a-z]?", joint="-", after=None, slashed=r"[A-Z](?:[a-z]*|\d)"),
)
"""Asked in this order. A name's end and those that replace it have one form: "VOC 2012 and 44.9%" is no list."""

_MAY_END = re.compile(rf"(?:\d[A-Za-z]?|[A-Z][a-z]?|{_WORDS})\Z")
"""What all of the forms end in, and few names do."""

_PATTERNS = tuple((form.heads(), form.after_slash(), form.after_and()) for form in FORMS)


@dataclass(frozen=True, slots=True)
class Conjunct:
    """A name of which the text has only the end."""

    span: Span
    name: str


def with_conjuncts(document: Document, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions and, where others share a mention's beginning, those too; each has its kind and role.

    Of mentions that lie in one another the innermost alone has such.
    """
    found = in_order(mentions)
    nests = nests_of(found)
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    made: list[Mention] = []
    for mention in found:
        if nest_of(mention, nests).inside:
            made.append(mention)
            continue
        head = _first_of(document.view, mention)
        text = document.paper.text
        conjuncts = tuple(find_conjuncts(document.view, head))
        free = [c for c in conjuncts if mention.start <= c.span.start < mention.end or c.span.start not in taken]
        whole = replace(mention, end=head.end, text=text[head.start : head.end]) if conjuncts else mention
        made.append(whole)
        for conjunct in free:
            start, end = conjunct.span.start, conjunct.span.end
            score = round(SHARE * mention.score, 4)
            made.append(
                replace(mention, start=start, end=end, text=text[start:end], rule=RULE, score=score, name=conjunct.name)
            )
            taken.update(range(start, end))
    return in_order(made)


def _first_of(view: str, mention: Mention) -> Span:
    """Where the first name ends in a mention that holds several, "DeiT-Ti/S/B"."""
    cut = view.find("/", mention.start, mention.end)
    return Span(mention.start, cut if cut > mention.start else mention.end)


def find_conjuncts(view: str, head: Span) -> Iterator[Conjunct]:
    """Those that follow a name and share its beginning, in order.

    >>> text = "on CIFAR-10, -100 and ImageNet"
    >>> [conjunct.name for conjunct in find_conjuncts(text, Span(3, 11))]
    ['CIFAR-100']
    """
    written = _written(view[head.start : head.end])
    if written is not None:
        stem, after_slash, after_and = written
        ends = list(_following(view, head.end, after_slash)) or _listed(view, head.end, after_and)
        yield from (Conjunct(Span(*end), " ".join((stem + view[slice(*end)]).split())) for end in ends)


@lru_cache(maxsize=16384)
def _written(name: str) -> tuple[str, re.Pattern[str], re.Pattern[str]] | None:
    """The beginning that others may share with a name, and what finds their ends, by the first form that it has."""
    if _MAY_END.search(name) is None:
        return None
    for heads, after_slash, after_and in _PATTERNS:
        if whole := heads.fullmatch(name):
            return whole["stem"], after_slash, after_and
    return None


def _following(view: str, at: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    while match := pattern.match(view, at):
        yield match.span("end")
        at = match.end()


def _listed(view: str, at: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """The ends in a list; those without a hyphen only up to an "and", for a number after a comma may be anything."""
    ends: list[tuple[int, int]] = []
    sure = 0
    while match := pattern.match(view, at):
        ends.append(match.span("end" if match["end"] else "bare"))
        if match["end"] or match["joint"].strip() != ",":
            sure = len(ends)
        at = match.end()
    return ends[:sure]
