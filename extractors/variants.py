"""What is said to be a variant of what: each rule is a generator over one paper's reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from extractors.cues import alternatives, cue
from extractors.lexicon import is_name
from extractors.reading import Reading, RelationRule, relate
from extractors.text import fold
from extractors.types import ARTEFACTS, Kind, Mention, Relation, RelationType, Role, Span

# Each is matched against the words between two mentions (^ and $), or against those that end right before one ($).
_APPOSITION = re.compile(
    r"^\)?\s?(?:\([^)]*\)|\"|'')?\s?(?:,|--?|:|\bis\b)\s"
    r"(?:(?:is|which is|namely|i\.e\.,?)\s)?(?:an?|the|our|the first|one)\s"
    r"(?:(?!(?:to|for|of|over|than|in|on|with|by|that|which)\s)[\w-]+,?\s){0,5}$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"-\w| based\b| (?!\w+(?:ed|ly)\b)(?!"
    + alternatives(
        """that | which | for | of | in | on | with | to | by | from | as | via | using | and | or | but | where | when
        | is | are | we | i"""
    )
    + r"\b)(?!method|approach|algorithm|technique|framework|model|network|system|scheme|strateg|module|variant|famil)"
    r"[^\W\d_]",
    re.IGNORECASE,
)
"""Of what stands behind a term, what makes it the first part of another: "learning rate adaptation", "graph-based"."""
_NAMED = re.compile(
    r"^\s?(?:[\w-]+\s){0,3}(?:\([^)]*\)\s?)?,?\s?(?:(?:that|which) )?(?:(?:we|is|are|was) )?"
    + alternatives(
        """called | named | dubbed | termed | coined | namely | referred to as | refer to as | denoted as | call | term
        | name"""
    )
    + r"\s?(?:as |the )?[\"'(]*\s?$",
    re.IGNORECASE,
)
_NOUN_THEN_NAME = re.compile(
    r"^-?\s?(?:[\w-]+\s)?"
    + alternatives(
        "method | approach | technique | algorithm | framework | model | scheme | strategy | solver | sampler"
    )
    + r"\s?[,:]\s$"
)
_JOINED_IN_LONG_FORM = cue("and | for | with | of | in | on | via")
_BUILDS = cue(
    r"""(?:is|as|are) an? (?:[\w-]+ ){0,3}(?:variant|extension|generali[sz]ation|version|modification|improvement)"""
    r""" (?:of|on|over|to)
    | (?:is|as|are) an? (?:[\w-]+ ){0,3}(?:adaptation|special case|instance|form) (?:of|on|over|to)
    | extends? | extending | generali[sz]\w+ | improv(?:es?|ing)(?: upon| over| on)? | enhanc(?:es?|ing)
    | build(?:s|ing)? (?:up)?on(?: top of)? | modif(?:ies|ying) | adapts? | revisits? | augments?
    | (?:variants?|variations?|extensions?|generali[sz]ations?|versions?|modifications?|improvements?) (?:of|to)""",
    after=r"\s(?:(?:the|an?|recent|popular|standard|existing|well-known|classical|original|idea of|[\w-]+ing) )*$",
)
_EXAMPLES = re.compile(
    r"^\s?(?:[\w-]+\s){0,2}(?:,|\(|--?)?\s?"
    r"(?:such as|like|including|e\.g\.,?|especially|particularly|for example,?|for instance,?)\s(?:the )?$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s?(?:\([^)]*\))?(?:,|,? (?:and|or|as well as|&))\s?(?:the )?$")
_ENDS_PHRASE = re.compile(
    r"\s*$|,|\s(?:[\w-]+\s)?(?:for|of|in|on|with|via|by|using|through|from|to|and|method|model|models|network|framework)\b",
    re.IGNORECASE,
)
_PURPOSE = cue("for | of | in | on | with | through | from | to")


def _neighbours(reading: Reading) -> Iterator[tuple[Mention, Mention]]:
    """Methods and models that follow each other in a sentence with no other mention between."""
    for _, mentions in reading.sentences:
        for left, right in pairwise(mentions):
            if left.kind in ARTEFACTS and right.kind in ARTEFACTS:
                yield left, right


def _variant(head: Mention, tail: Mention, evidence: Span, rule: str, score: float) -> Iterator[Relation]:
    return relate(head, RelationType.VARIANT_OF, tail, evidence, rule, score)


def find_apposed(reading: Reading) -> Iterator[Relation]:
    """ "X, a post-training quantization method": X is a variant of post-training quantization."""
    for left, right in _neighbours(reading):
        apposed = is_name(left.text) and _APPOSITION.match(reading.between(left, right))
        if apposed and not _GOES_ON.match(reading.document.after(right)):
            yield from _variant(left, right, Span(left.start, right.end), "X, a Y", 0.75)


def find_named(reading: Reading) -> Iterator[Relation]:
    """ "a quantization method called X": X is a variant of quantization."""
    for left, right in _neighbours(reading):
        coined = right.role is Role.INTRODUCED and left.role is not Role.INTRODUCED
        between = reading.between(left, right)
        if coined and (_NAMED.match(between) or _NOUN_THEN_NAME.match(between)):
            yield from _variant(right, left, Span(left.start, right.end), "a Y called X", 0.7)


def find_built_on(reading: Reading) -> Iterator[Relation]:
    """ "X extends Y", "a variant of Y": the head is the introduced mention before, else what the paper introduces."""
    main = reading.introduced()[:1]
    for sentence, mentions in reading.sentences:
        for index, tail in enumerate(mentions):
            before = reading.document.view[max(sentence.start, tail.start - 90) : tail.start]
            buildable = tail.kind in (*ARTEFACTS, Kind.DATASET) and tail.role is not Role.INTRODUCED
            if not buildable or not _BUILDS.search(before):
                continue
            # "FoldTune improves Llama 3" makes a method no model: of 23 such, one was annotated so.
            new = [m for m in (*main, *mentions[:index]) if m.role is Role.INTRODUCED and m.kind is tail.kind]
            for head in new[-1:]:
                start = min(head.start, tail.start) if head in mentions else sentence.start
                yield from _variant(head, tail, Span(start, tail.end), "X extends Y", 0.7)


def find_examples(reading: Reading) -> Iterator[Relation]:
    """ "quantizers such as GPTQ and AWQ": each is a variant of what they are examples of."""
    for _, mentions in reading.sentences:
        for index, (general, example) in enumerate(pairwise(mentions)):
            if general.kind is not example.kind or not _EXAMPLES.match(reading.between(general, example)):
                continue
            for member in _listed(reading, mentions[index + 1 :]):
                yield from _variant(member, general, Span(general.start, member.end), "Y such as X", 0.75)


def _listed(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """The first mention and those of its kind that only commas and "and" join to it."""
    yield mentions[0]
    for last, following in pairwise(mentions):
        if following.kind is not last.kind or not _AND.match(reading.between(last, following)):
            return
        yield following


def find_titled(reading: Reading) -> Iterator[Relation]:
    """ "X: Efficient Fine-Tuning of …": what a title names next after X, of its kind and no preposition between."""
    title = reading.document.title
    mentions = [m for sentence, inside in reading.sentences[:1] for m in inside if m.end <= title.end]
    if not mentions or mentions[0].role is not Role.INTRODUCED or mentions[0].kind not in ARTEFACTS:
        return
    for tail in [m for m in mentions[1:] if m.kind is mentions[0].kind][:1]:
        if not _PURPOSE.search(reading.between(mentions[0], tail)) and _ENDS_PHRASE.match(reading.document.after(tail)):
            yield from _variant(mentions[0], tail, Span(0, tail.end), "X: … Y in the title", 0.5)


def find_specialised(reading: Reading) -> Iterator[Relation]:
    """ "multi-scale object detection" is a variant of "object detection" where a paper names both."""
    first: dict[str, Mention] = {}
    for mention in reading.mentions:
        first.setdefault(fold(mention.form), mention)
    for mention in first.values():
        endings = _endings(mention.text)
        generals = [first[key] for key, count in endings.items() if key in first and _length(first[key].text) == count]
        for general in sorted(generals, key=lambda m: m.start):
            fits = mention.kind is general.kind is not Kind.METRIC and len(fold(general.form)) > 3
            if fits and (is_name(mention.text) or " " in general.text):
                yield from _variant(mention, general, mention.span, "longer term ends in the shorter", 0.7)


_GAP = re.compile(r"[\s-]+")


@lru_cache(maxsize=4096)
def _endings(term: str) -> Mapping[str, int]:
    """The keys of a term's last words, without its first, without its first two, …; each with its number of words."""
    words = _GAP.split(term)
    return {fold(" ".join(words[-count:])): count for count in range(1, len(words))}


def _length(term: str) -> int:
    return len(_GAP.split(term))


def find_spelled_out(reading: Reading) -> Iterator[Relation]:
    """ "Collaborative Evolutionary Reinforcement Learning (CERL)": CERL is a variant of reinforcement learning."""
    first = {fold(m.form): m for m in reversed(reading.mentions)}
    for pair in reading.document.abbreviations:
        short = first.get(fold(pair.short))
        if short is None or _JOINED_IN_LONG_FORM.search(pair.long):
            continue
        ends = [
            first[key]
            for key, count in _endings(pair.long).items()
            if key in first and _length(first[key].text) == count
        ]
        for tail in ends[-1:]:
            if tail.kind in (*ARTEFACTS, short.kind):
                start = min(pair.long_span.start, pair.short_span.start)
                end = max(pair.long_span.end, pair.short_span.end)
                yield from _variant(short, tail, Span(start, end), "long form ends in Y", 0.7)


VARIANT_RULES: tuple[RelationRule, ...] = (
    find_apposed,
    find_named,
    find_built_on,
    find_examples,
    find_titled,
    find_specialised,
    find_spelled_out,
)
"""In the order in which they are asked."""
