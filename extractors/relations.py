"""What the text says of two concepts: rules over pairs of mentions in a sentence, each a generator of relations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from extractors.document import Document
from extractors.text import fold
from extractors.shapes import is_name
from extractors.types import Kind, Mention, Relation, RelationType, Role, Span

ARTEFACTS = (Kind.METHOD, Kind.MODEL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its mentions by sentence, and what the paper introduces."""

    document: Document
    mentions: tuple[Mention, ...]

    def sentences(self) -> Iterator[tuple[Span, tuple[Mention, ...]]]:
        """Each sentence with at least one mention, and its mentions in order."""
        for sentence in self.document.sentences:
            inside = tuple(m for m in self.mentions if sentence.start <= m.start < sentence.end)
            if inside:
                yield sentence, inside

    def between(self, left: Mention, right: Mention) -> str:
        """The words between two mentions."""
        return self.document.view[left.end : right.start]

    def introduced(self) -> tuple[Mention, ...]:
        """The first mention of each method or model that the paper introduces."""
        first: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.role is Role.INTRODUCED and mention.kind in ARTEFACTS:
                first.setdefault(fold(mention.text), mention)
        return tuple(first.values())


RelationRule: TypeAlias = Callable[[Reading], Iterator[Relation]]

_APPOSITION = re.compile(r"^\s?(?:\([^)]*\)|\"|'')?\s?(?:,|--?|:|\bis\b|\bas\b)\s(?:(?:is|which is|namely|i\.e\.,?)\s)?(?:an?|the|our|the first|one)\s(?:[\w-]+,?\s){0,5}$", re.I)
_NAMED = re.compile(r"^\s?(?:[\w-]+\s){0,3}(?:\([^)]*\)\s?)?,?\s?(?:(?:that|which) )?(?:(?:we|is|are|was) )?(?:called|named|dubbed|termed|coined|namely|referred to as|refer to as|denoted as|call|term|name|,|-|:)\s?(?:as |the )?[\"'(]*\s?$", re.I)
_BUILDS = re.compile(r"\b(?:(?:is|as|are) an? (?:[\w-]+ ){0,3}(?:variant|extension|generali[sz]ation|version|modification|improvement|adaptation|special case|instance|form) (?:of|on|over|to)"
                     r"|(?:extends?|extending|generali[sz]\w+|improv(?:es?|ing)(?: upon| over| on)?|enhanc(?:es?|ing)|build(?:s|ing)? (?:up)?on(?: top of)?|modif(?:ies|ying)|adapts?|revisits?|augments?)"
                     r"|(?:variants?|extensions?|generali[sz]ations?|versions?|modifications?|improvements?) (?:of|to|over))\s(?:the |a |an |recent |popular |standard |existing |well-known |classical |original |idea of |[\w-]+ing )*$", re.I)
_EXAMPLES = re.compile(r"^\s?(?:[\w-]+\s){0,2}(?:,|\(|--?)?\s?(?:such as|like|including|e\.g\.,?|especially|particularly|for example,?|for instance,?)\s(?:the )?$", re.I)
_AND = re.compile(r"^\s?(?:\([^)]*\))?(?:,|,? (?:and|or|as well as|&))\s?(?:the )?$")
_TRAINED = re.compile(r"\b(?:trained|pre-?trained|fine-?tuned|training|finetuned)(?: \w+){0,3} on(?: \w+){0,3}\s?$", re.I)
_APPLIED = re.compile(r"\b(?:appl(?:y|ied|ies|ying)(?: \w+){0,3} (?:to|on)|applicable to|extend(?:ed|s)? to|compress\w*|quantiz\w+|prun\w+|fine-?tun\w+|deployed on|integrated (?:in|with)|(?:in|on|with|to|of|for))(?: [\w-]+){0,3}\s?$", re.I)
_COMBINES = re.compile(r"\b(?:combin\w+|integrat\w+|incorporat\w+|using|uses|employ\w*|leverag\w+|utiliz\w+|consist\w*|compris\w*|adopt\w*|exploit\w*|based on|with|via|by|through|introduc\w+|built on|contain\w*|apply|applies)(?: [\w-]+,?){0,6}\s?$", re.I)


def _relation(head: Mention, type_: RelationType, tail: Mention, evidence: Span, rule: str, score: float) -> Iterator[Relation]:
    if fold(head.text) != fold(tail.text):
        yield Relation(head, type_, tail, evidence, rule, score)


def find_apposed(reading: Reading) -> Iterator[Relation]:
    """ "X, a post-training quantization method": X is a variant of post-training quantization."""
    for sentence, mentions in reading.sentences():
        for left, right in zip(mentions, mentions[1:], strict=False):
            if is_name(left.text) and left.kind in ARTEFACTS and right.kind in ARTEFACTS and _APPOSITION.match(reading.between(left, right)):
                yield from _relation(left, RelationType.VARIANT_OF, right, Span(left.start, right.end), "X, a Y", 0.75)


def find_named(reading: Reading) -> Iterator[Relation]:
    """ "a quantization method called X": X is a variant of quantization."""
    for _, mentions in reading.sentences():
        for left, right in zip(mentions, mentions[1:], strict=False):
            introduced = right.role is Role.INTRODUCED and left.role is not Role.INTRODUCED
            if introduced and left.kind in ARTEFACTS and right.kind in ARTEFACTS and _NAMED.match(reading.between(left, right)):
                yield from _relation(right, RelationType.VARIANT_OF, left, Span(left.start, right.end), "a Y called X", 0.7)


def find_built_on(reading: Reading) -> Iterator[Relation]:
    """ "X extends Y", "a variant of Y": the head is the mention before, else what the paper introduces."""
    main = reading.introduced()[:1]
    for sentence, mentions in reading.sentences():
        for index, tail in enumerate(mentions):
            before = reading.document.view[max(sentence.start, tail.start - 90) : tail.start]
            cue = _BUILDS.search(before)
            if tail.kind not in (*ARTEFACTS, Kind.DATASET) or tail.role is Role.INTRODUCED or cue is None:
                continue
            heads = [m for m in (*main, *mentions[:index]) if m.kind is tail.kind and m.role is Role.INTRODUCED]
            for head in heads[-1:]:
                start = min(head.start, tail.start) if head in mentions else sentence.start
                yield from _relation(head, RelationType.VARIANT_OF, tail, Span(start, tail.end), "X extends Y", 0.7)


def find_examples(reading: Reading) -> Iterator[Relation]:
    """ "quantizers such as GPTQ and AWQ": each is a variant of what they are examples of."""
    for _, mentions in reading.sentences():
        for index, (general, example) in enumerate(zip(mentions, mentions[1:], strict=False)):
            if general.kind is not example.kind or not _EXAMPLES.match(reading.between(general, example)):
                continue
            listed = [example]
            for nxt in mentions[index + 2 :]:
                if nxt.kind is not general.kind or not _AND.match(reading.between(listed[-1], nxt)):
                    break
                listed.append(nxt)
            for member in listed:
                yield from _relation(member, RelationType.VARIANT_OF, general, Span(general.start, member.end), "Y such as X", 0.75)


def find_titled(reading: Reading) -> Iterator[Relation]:
    """ "X: Efficient Fine-Tuning of …": what a title says after the introduced name's colon."""
    title = reading.document.title
    mentions = [m for m in reading.mentions if m.end <= title.end]
    if not mentions or mentions[0].role is not Role.INTRODUCED or mentions[0].kind not in ARTEFACTS:
        return
    for tail in [m for m in mentions[1:] if m.kind is mentions[0].kind][:1]:
        if not re.search(r"\b(?:for|of|in|on)\b", reading.between(mentions[0], tail), re.I):
            yield from _relation(mentions[0], RelationType.VARIANT_OF, tail, Span(0, tail.end), "X: … Y in the title", 0.5)


def find_specialised(reading: Reading) -> Iterator[Relation]:
    """ "multi-scale object detection" is a variant of "object detection" where a paper names both."""
    first: dict[str, Mention] = {}
    for mention in reading.mentions:
        first.setdefault(fold(mention.text), mention)
    for key, mention in first.items():
        for other, general in first.items():
            fits = mention.kind is general.kind is not Kind.METRIC and len(key) > len(other) > 3
            if fits and (is_name(mention.text) or " " in general.text) and _ends_in_words(mention.text, general.text):
                yield from _relation(mention, RelationType.VARIANT_OF, general, mention.span, "longer term ends in the shorter", 0.7)


def _ends_in_words(longer: str, shorter: str) -> bool:
    many, few = re.split(r"[\s-]+", longer), re.split(r"[\s-]+", shorter)
    return len(many) > len(few) and fold(" ".join(many[-len(few) :])) == fold(shorter)


def find_spelled_out(reading: Reading) -> Iterator[Relation]:
    """ "Collaborative Evolutionary Reinforcement Learning (CERL)": CERL is a variant of reinforcement learning."""
    first = {fold(m.text): m for m in reversed(reading.mentions)}
    for pair in reading.document.abbreviations:
        short = first.get(fold(pair.short))
        for tail in reading.mentions:
            inside = pair.long_span.start < tail.start and tail.end == pair.long_span.end
            if short is not None and inside and tail.kind in (*ARTEFACTS, short.kind):
                yield from _relation(short, RelationType.VARIANT_OF, tail, Span(pair.long_span.start, pair.short_span.end), "long form ends in Y", 0.7)


def find_evaluated(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is evaluated on each data set of the evaluation."""
    for head in reading.introduced()[:1]:
        for tail in _firsts(reading, Kind.DATASET, Role.EVALUATED_ON):
            yield from _relation(head, RelationType.EVALUATED_ON, tail, reading.document.sentence_at(tail.start), "introduced, evaluated on", 0.7)


def find_compared(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is compared with each baseline."""
    for head in reading.introduced()[:1]:
        for kind in ARTEFACTS:
            for tail in _firsts(reading, kind, Role.COMPARED):
                yield from _relation(head, RelationType.COMPARED_WITH, tail, reading.document.sentence_at(tail.start), "introduced, compared with", 0.6)


def find_purposes(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is used for the tasks of the title and of its own sentences."""
    for head in reading.introduced()[:1]:
        for tail in (*_firsts(reading, Kind.TASK, Role.EVALUATED_ON), *_firsts(reading, Kind.TASK, Role.STUDIED, in_title=True)):
            yield from _relation(head, RelationType.USED_FOR, tail, reading.document.sentence_at(tail.start), "introduced, for the task", 0.5)


def find_parts(reading: Reading) -> Iterator[Relation]:
    """ "X combines A and B": methods used in a sentence that names what is introduced are parts of it."""
    for sentence, mentions in reading.sentences():
        wholes = [m for m in mentions if m.role is Role.INTRODUCED and m.kind in ARTEFACTS]
        for whole in wholes[:1]:
            for part in (m for m in mentions if m.start > whole.end and m.kind is Kind.METHOD and m.role is Role.USED):
                if _COMBINES.search(reading.document.view[whole.end : part.start]):
                    yield from _relation(part, RelationType.PART_OF, whole, Span(whole.start, part.end), "X uses Y", 0.5)


def find_applied(reading: Reading) -> Iterator[Relation]:
    """ "X is applied to Mistral-7B": the introduced method and the models it is tried on."""
    for head in (m for m in reading.introduced()[:1] if m.kind is Kind.METHOD):
        seen: set[str] = set()
        for sentence, mentions in reading.sentences():
            for tail in (m for m in mentions if m.kind is Kind.MODEL and m.role is not Role.COMPARED):
                before = reading.document.view[max(sentence.start, tail.start - 60) : tail.start]
                if fold(tail.text) not in seen and _APPLIED.search(before):
                    seen.add(fold(tail.text))
                    yield from _relation(head, RelationType.APPLIED_TO, tail, sentence, "introduced, applied to", 0.5)


def find_trained(reading: Reading) -> Iterator[Relation]:
    """ "BERT pre-trained on Wikipedia": a model and the data set named after "trained on"."""
    for sentence, mentions in reading.sentences():
        for index, tail in enumerate(mentions):
            if tail.kind is Kind.DATASET and _TRAINED.search(reading.document.view[sentence.start : tail.start]):
                for head in [m for m in mentions[:index] if m.kind in ARTEFACTS][-1:]:
                    yield from _relation(head, RelationType.TRAINED_ON, tail, Span(head.start, tail.end), "X trained on Y", 0.7)


def _firsts(reading: Reading, kind: Kind, role: Role, in_title: bool = False) -> Iterator[Mention]:
    seen: set[str] = set()
    for mention in reading.mentions:
        if mention.kind is kind and mention.role is role and fold(mention.text) not in seen:
            seen.add(fold(mention.text))
            if not in_title or mention.end <= reading.document.title.end:
                yield mention


RULES: tuple[RelationRule, ...] = (
    find_apposed,
    find_named,
    find_built_on,
    find_examples,
    find_titled,
    find_specialised,
    find_spelled_out,
    find_evaluated,
    find_compared,
    find_purposes,
    find_parts,
    find_applied,
    find_trained,
)
"""Every rule, in the order in which they are asked; a new one is added here."""


def find_relations(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """All that the rules find, rule by rule."""
    reading = Reading(document, mentions)
    for rule in RULES:
        yield from rule(reading)
