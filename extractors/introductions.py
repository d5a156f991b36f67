"""What a paper introduces: by its title, by "we propose X", by naming, by an abbreviation of what it proposes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from extractors.contexts import HEADS
from extractors.cues import alternatives, cue
from extractors.document import Document
from extractors.lexicon import is_name, shipped_lexicon
from extractors.text import fold
from extractors.types import ARTEFACTS, Kind, Mention

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
_OWN = cue("we | our | this (?:paper|work|article|study) | propos\\w+ | introduc\\w+ | novel | new")
_OUR_METHOD = re.compile(
    r"\bour (?:proposed |new |novel |final |resulting )?(?:[\w-]+ )?"
    r"(?:method|model|framework|approach|algorithm|system|technique|network|dataset|benchmark),?\s[\"'(]*$",
    re.IGNORECASE,
)
_ITS_VARIANT = re.compile(
    r"\b(?:and|with) (?:its|an?|the) (?:[\w-]+ ){0,3}(?:variant|version|extension),? $", re.IGNORECASE
)
_OBJECT_ENDS = re.compile(
    r"[.;:]|,(?! and)"
    r"|\b(?:that|which|to|for|of|between|based|by|via|where|using|with|in|on|from|as|through|under|without|inspired)\b"
)
_NEW_AFTER = re.compile(
    r"^\s?(?:\([^)]*\))?,? (?:is |are )?an? (?:[\w-]+ ){0,3}"
    r"(?:new|novel|simple|efficient|unified|general|effective|first|large-scale"
    r"|framework|method|approach|algorithm|benchmark|dataset|model)\b",
    re.IGNORECASE,
)
_COLON_AFTER = re.compile(r"\s?(?:\([^)]*\))?\s?:")
_LONGER_NAME_BEFORE = re.compile(r"[A-Z][\w-]+[\s-]$")
_LONGER_NAME_AFTER = re.compile(r"-[a-z]|\s[A-Z][a-z]")
_NEXT_WORD = re.compile(r"\s([a-z]+)")
ABBREVIATED_WITHIN = 40
"""How far behind the start of what is proposed the long form of its abbreviation may begin, in characters."""


def find_introduced(document: Document, mentions: tuple[Mention, ...]) -> frozenset[Mention]:
    """The mentions by which a paper introduces something.

    Where no words of introduction are met, the mentions of that name of a method or model which the catalogue does not
    know, the paper repeats most, and does not spell out: what it merely abbreviates is seldom its own.
    """
    rules = (_titled, _named, _proposed, _abbreviated)
    told = {mention for rule in rules for mention in rule(document, mentions) if _may_be_new(document, mention)}
    return frozenset(told or _most_repeated(document, mentions))


def _may_be_new(document: Document, mention: Mention) -> bool:
    """What the catalogue knows by name is new where the title names it or the paper spells it out, and nowhere else."""
    if not _is_known(mention):
        return True
    key = fold(mention.form)
    titled = key in fold(document.text_of(document.title))
    spelled_out = any(fold(pair.short) == key for pair in document.abbreviations)
    return is_name(mention.text) and (titled or (spelled_out and _is_proper(key)))


def _is_proper(key: str) -> bool:
    """Whether the catalogue's own name for a key is a proper one: LoRA, and not convolutional neural network."""
    entries = (name.entry for name in shipped_lexicon().names.get(key, ()))
    return any(any(c.isupper() for c in entry.name) for entry in entries)


def _is_known(mention: Mention) -> bool:
    return mention.rule.startswith("catalogue")


def _titled(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "X: a title"."""
    for mention in mentions:
        if mention.end > document.title.end:
            return
        whole = not document.before(mention.start).strip()
        if whole and _COLON_AFTER.match(document.after(mention)) and is_name(mention.text):
            yield mention


def _named(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "a method of ours called X", "X is a new …", "our method, X", "and its variant X"."""
    for mention in mentions:
        if mention.end <= document.title.end or mention.kind is Kind.METRIC:
            continue
        before, after = document.before(mention.start), document.after(mention)
        if _NAMING.search(before) and _OWN.search(before) and not _LONGER_NAME_AFTER.match(after):
            yield mention
        elif is_name(mention.text):
            opened = not before.strip(" \"'(") and _NEW_AFTER.match(after) and not _is_known(mention)
            ours = _OUR_METHOD.search(before) or (_ITS_VARIANT.search(before) and _OWN.search(before))
            if opened or ours:
                yield mention


def _proposed(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "we propose X": the first name in what is proposed that is not merely part of a longer phrase."""
    for start, end in _objects(document):
        for mention in _within(mentions, start, end):
            if mention.kind is not Kind.METRIC and is_name(mention.text):
                if _is_head(document, mention, start):
                    yield mention
                break


def _abbreviated(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "we propose Folding Networks using Paper Creases (FNPC)": the short form of what is proposed."""
    for start, _ in _objects(document):
        for pair in document.abbreviations:
            if start <= pair.long_span.start <= start + ABBREVIATED_WITHIN:
                yield from (m for m in mentions if m.span == pair.short_span and not _is_known(m))


@lru_cache(maxsize=1)  # asked by two rules in a row
def _objects(document: Document) -> tuple[tuple[int, int], ...]:
    """What follows "we propose", up to the end of its noun phrase."""
    found = []
    for match in _PROPOSE.finditer(document.view):
        sentence = document.sentence_at(match.start())
        rest = document.view[match.end() : sentence.end]
        stop = _OBJECT_ENDS.search(rest)
        found.append((match.end(), match.end() + (stop.start() if stop else len(rest))))
    return tuple(found)


def _within(mentions: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    low = bisect_left(mentions, start, key=lambda mention: mention.start)
    return mentions[low : bisect_left(mentions, end, key=lambda mention: mention.start)]


def _is_head(document: Document, mention: Mention, start: int) -> bool:
    """Whether a name is what is proposed: not "LoRA-guided pruning", "Natural GaLore" or "a Mamba block"."""
    before, after = document.view[start : mention.start], document.after(mention)
    if _LONGER_NAME_BEFORE.search(before) or _LONGER_NAME_AFTER.match(after):
        return False
    following = _NEXT_WORD.match(after)
    return not _is_known(mention) or following is None or fold(following[1]) in HEADS or following[1] in _CLOSERS


_CLOSERS = frozenset(
    {"and", "is", "that", "which", "to", "for", "a", "an", "the", "as", "by", "with", "in", "on", "of"}
)


def _most_repeated(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    spelled_out = {fold(pair.short) for pair in document.abbreviations}
    artefacts = (m for m in mentions if not _is_known(m) and m.kind in ARTEFACTS)
    unknown = [m for m in artefacts if is_name(m.text) and fold(m.form) not in spelled_out]
    counts = Counter(fold(mention.form) for mention in unknown)
    key, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if times > 1:
        yield from (mention for mention in unknown if fold(mention.form) == key)
