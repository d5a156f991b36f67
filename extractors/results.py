"""Quantitative claims: a number, what it measures, of what, where, and against what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.cues import alternatives, cue
from extractors.document import Document
from extractors.types import ARTEFACTS, Kind, Mention, Result, Role, Span

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HEDGE = alternatives(
    "up to | over | more than | about | around | nearly | only | at least | less than | approximately | almost "
    "| an average of"
)
_UNIT = alternatives(
    r"""\\?\s?% | percent\b | percentage points? | (?:x|X|×|times)(?!\w|\s?\d) | -?fold\b | points?\b | pp\b
    | BLEU\b | dB\b | ms\b | FPS\b | fps\b | mAP\b | mIoU\b | AP\b | F1\b | [GM]B\b(?!\s(?:\w+\s)?(?:GPU|RAM))"""
)
_TO = r"\s?(?:-|~|to|sim)\s?"
_RANGE = rf"(?<!from ){_NUMBER}\s?{_UNIT}{_TO}{_NUMBER}\s?{_UNIT}"
_VALUE = re.compile(
    rf"(?<![\w.\-/#@])(?:{_HEDGE} )?[+~]?(?:{_RANGE}|{_NUMBER}(?:{_TO}{_NUMBER})?\s?{_UNIT})"
    r"|\b(?:an?|one|two|three|four|several) orders? of magnitude\b"
    r"|\b(?:two|three|four|five|six|eight|ten)(?: times|-fold)\b"
)
_DECIMAL = re.compile(r"(?:(?<=\bof )|(?<=\bto ))\d+(?:,\d{3})*\.\d+(?![\w%.\-]*[A-Za-z%]|\s[bm]illion\b)")
_AMOUNT = re.compile(r"\d| times\b|-fold\b| of magnitude\b")
_CLAIM = cue(
    """achiev | outperform | improv | reduc | increas | surpass | attain | obtain | reach | yield | gain | exceed | sav
    | speed | accelerat | faster | fewer | smaller | lower | higher | better | cut | decreas | drop | boost | compress
    | retain | maintain | deliver | score | accuracy | recover | lead | result | with | error | rate | only | using
    | require""",
    after="",
)


def find_results(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Result]:
    """Every number with a unit, every fraction after "of" or "to", and what is said in words, such as "three times" and
    "an order of magnitude", in a sentence that claims something, with mentions near it.
    """
    main = next((m for m in mentions if m.role is Role.INTRODUCED and m.kind in ARTEFACTS), None)
    for sentence, text in zip(document.sentences[1:], document.texts[1:], strict=True):
        if not _AMOUNT.search(text) or not _CLAIM.search(text):
            continue
        inside = tuple(m for m in mentions if sentence.start <= m.start < sentence.end)
        for span in _values(text, sentence.start):
            result = _joined(document, span, sentence, inside, main)
            if result.metric or result.dataset or result.baseline or result.method:
                yield result


def _values(text: str, offset: int) -> Iterator[Span]:
    """Of what two patterns find the first has it, so that no number is told twice."""
    found = [match.span() for match in _VALUE.finditer(text)]
    found += [match.span() for match in _DECIMAL.finditer(text) if all(not s <= match.start() < e for s, e in found)]
    yield from (Span(offset + start, offset + end) for start, end in found)


def _joined(
    document: Document, span: Span, sentence: Span, inside: tuple[Mention, ...], main: Mention | None
) -> Result:
    metric = _nearest(span, [m for m in inside if m.kind is Kind.METRIC])
    dataset = _nearest(span, [m for m in inside if m.kind is Kind.DATASET])
    baseline = _nearest(span, [m for m in inside if m.role is Role.COMPARED])
    own = [m for m in inside if m.role is Role.INTRODUCED and m.kind in ARTEFACTS]
    method = _nearest(span, own) or main
    value = document.paper.text[span.start : span.end]
    return Result(
        value, span, method, dataset, metric, baseline, sentence, "number in a claim", 0.6 if metric else 0.45
    )


def _nearest(span: Span, mentions: list[Mention]) -> Mention | None:
    return min(mentions, key=lambda m: (min(abs(m.start - span.end), abs(span.start - m.end)), m.start), default=None)
