"""What was read from a paper as JSON and back, without loss: what a kept graph is rebuilt from."""

from __future__ import annotations

from typing import Any

from extractors.types import (
    Abbreviation,
    Extraction,
    Kind,
    Link,
    LinkKind,
    Mention,
    Paper,
    Relation,
    RelationType,
    Result,
    Role,
    Span,
    Untyped,
)


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction but its paper as JSON values; a relation's mentions are indices into the list of mentions."""
    place = {mention: index for index, mention in enumerate(extraction.mentions)}

    def index(mention: Mention | None) -> int | None:
        return None if mention is None else place[mention]

    return {
        "sentences": [_pair(span) for span in extraction.sentences],
        "mentions": [_mention(mention) for mention in extraction.mentions],
        "abbreviations": [[a.short, a.long, _pair(a.short_span), _pair(a.long_span)] for a in extraction.abbreviations],
        "links": [[k.url, k.kind, k.own, _pair(k.span) if k.span else None, k.rule, k.score] for k in extraction.links],
        "relations": [
            [index(r.head), r.type, index(r.tail), _pair(r.evidence), r.rule, r.score] for r in extraction.relations
        ],
        "results": [
            [
                r.value,
                _pair(r.value_span),
                index(r.method),
                index(r.dataset),
                index(r.metric),
                index(r.baseline),
                _pair(r.evidence),
                r.rule,
                r.score,
            ]
            for r in extraction.results
        ],
        "untyped": [[u.text, [_pair(span) for span in u.spans], u.why] for u in extraction.untyped],
    }


def from_json(paper: Paper, row: dict[str, Any]) -> Extraction:
    """The extraction of a paper that ``to_json`` gave; a KeyError, TypeError or ValueError when it is none."""
    mentions = tuple(
        Mention(start, end, text, Kind(kind), rule, score, Role(role), *name)
        for start, end, text, kind, rule, score, role, *name in row["mentions"]
    )

    def mention(index: int | None) -> Mention | None:
        return None if index is None else mentions[index]

    return Extraction(
        paper=paper,
        sentences=tuple(Span(*pair) for pair in row["sentences"]),
        mentions=mentions,
        abbreviations=tuple(
            Abbreviation(short, long, Span(*one), Span(*two)) for short, long, one, two in row["abbreviations"]
        ),
        links=tuple(
            Link(url, LinkKind(kind), own, Span(*span) if span else None, rule, score)
            for url, kind, own, span, rule, score in row["links"]
        ),
        relations=tuple(
            Relation(mentions[head], RelationType(type_), mentions[tail], Span(*evidence), rule, score)
            for head, type_, tail, evidence, rule, score in row["relations"]
        ),
        results=tuple(
            Result(
                value,
                Span(*place),
                mention(method),
                mention(dataset),
                mention(metric),
                mention(baseline),
                Span(*evidence),
                rule,
                score,
            )
            for value, place, method, dataset, metric, baseline, evidence, rule, score in row["results"]
        ),
        untyped=tuple(
            Untyped(text, tuple(Span(*pair) for pair in spans), why) for text, spans, why in row.get("untyped", ())
        ),
    )


def _mention(m: Mention) -> list[object]:
    """Its values; the name only where there is one, which is seldom."""
    return [m.start, m.end, m.text, m.kind, m.rule, m.score, m.role, *([m.name] if m.name else [])]


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
