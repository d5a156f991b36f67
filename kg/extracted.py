"""One JSON-able record a paper: what was read from it, resolved over the whole input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from extractors.lexicon import is_name
from extractors.own_catalogue import joined_with
from extractors.roles import role_of
from extractors.types import ARTEFACTS, Extraction, LinkKind, Mention, Result
from kg.confidence import combined
from kg.facts import Evidence, Fact
from kg.families import family_facts
from kg.resolve import Resolution
from kg.schema import CONCEPT_KINDS, RELATION_PREDICATES, Predicate
from kg.statements import allowed_statements

_RELATIONS = frozenset(RELATION_PREDICATES.values())
_CONCEPT_PREFIXES = tuple(f"{kind}:" for kind in CONCEPT_KINDS)


def records(
    extractions: Iterable[Extraction], resolution: Resolution, *, catalogue: str = "", untyped: bool = False
) -> Iterator[dict[str, Any]]:
    """The records of ``paperkg extract``, by paper id. Spans count in title + line feed + abstract, half-open.

    ``catalogue`` is the text of the user's own table, if any. With ``untyped`` each also lists what was seen and is no
    concept.
    """
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    by_head: dict[str, list[Fact]] = defaultdict(list)
    for fact in _between_concepts(papers, resolution, catalogue):
        by_head[fact.head].append(fact)
    for extraction in papers:
        yield _record(extraction, resolution, by_head) | (_untyped(extraction) if untyped else {})


def _between_concepts(papers: Iterable[Extraction], resolution: Resolution, catalogue: str) -> Iterator[Fact]:
    """The relations that papers state, and the families that come of them."""
    evidence: dict[tuple[str, Predicate, str], set[Evidence]] = defaultdict(set)
    for extraction in papers:
        for head, predicate, tail, piece in allowed_statements(extraction, resolution.concepts_in(extraction)):
            if predicate in _RELATIONS and head.startswith(_CONCEPT_PREFIXES):
                evidence[head, predicate, tail].add(piece)
    facts = [Fact(*said, tuple(sorted(pieces))) for said, pieces in evidence.items()]
    yield from (fact for fact in facts if fact.predicate is not Predicate.VARIANT_OF)
    stated = [fact for fact in facts if fact.predicate is Predicate.VARIANT_OF]
    yield from family_facts(resolution.concepts, stated, joined_with(catalogue))


def _record(extraction: Extraction, resolution: Resolution, by_head: dict[str, list[Fact]]) -> dict[str, Any]:
    paper = extraction.paper
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        mentions[resolution.concept_of(paper.id, mention)].append(mention)
    codes = [link for link in extraction.links if link.kind is LinkKind.REPOSITORY]
    others = [link for link in extraction.links if link.kind is not LinkKind.REPOSITORY]
    return {
        "id": paper.id,
        "title": paper.title,
        "concepts": [_concept(resolution, concept, found) for concept, found in mentions.items()],
        "repos": [{"url": link.url, "own": link.own} for link in codes],
        "links": [{"url": link.url, "kind": link.kind.value} for link in others],
        "relations": list(_relations(extraction, resolution, by_head, mentions)),
        "results": [_result(extraction, resolution, result) for result in extraction.results],
    }


def _untyped(extraction: Extraction) -> dict[str, Any]:
    seen = extraction.untyped
    return {
        "untyped": [{"text": u.text, "spans": [[span.start, span.end] for span in u.spans], "why": u.why} for u in seen]
    }


def _concept(resolution: Resolution, concept: str, mentions: list[Mention]) -> dict[str, Any]:
    known = resolution.concepts[concept]
    return {
        "id": concept,
        "name": known.name,
        "type": known.kind.value,
        "surfaces": sorted({mention.text for mention in mentions}),
        "role": role_of(mentions).value,
        "spans": [[mention.start, mention.end] for mention in mentions],
        "score": max(mention.score for mention in mentions),
    }


def _relations(
    extraction: Extraction, resolution: Resolution, by_head: dict[str, list[Fact]], mentions: dict[str, list[Mention]]
) -> Iterator[dict[str, Any]]:
    """Relations that this paper states, and families that catalogue or name shape give to two concepts it names."""
    node = f"paper:{extraction.paper.id}"
    for head in mentions:
        for fact in by_head.get(head, ()):
            stated = [piece for piece in fact.evidence if piece.paper == node]
            silent = [piece for piece in fact.evidence if not piece.paper] if _evident(resolution, fact) else []
            if fact.tail in mentions and (stated or silent):
                piece = (stated or silent)[0]
                evidence = " ".join(extraction.paper.text[piece.start : piece.end].split()) if piece.paper else None
                names = {
                    "head": resolution.concepts[head].name,
                    "type": fact.predicate.value,
                    "tail": resolution.concepts[fact.tail].name,
                }
                yield {
                    **names,
                    "evidence": evidence,
                    "rule": piece.rule,
                    "score": combined(p.score for p in stated or silent),
                }


def _evident(resolution: Resolution, fact: Fact) -> bool:
    """Whether a paper that names both ends shows the relation by naming them: a named method or model and its base."""
    head, tail = resolution.concepts[fact.head], resolution.concepts[fact.tail]
    return head.kind is tail.kind and head.kind in ARTEFACTS and is_name(head.name)


def _result(extraction: Extraction, resolution: Resolution, result: Result) -> dict[str, Any]:
    def name(mention: Mention | None) -> str | None:
        return (
            None if mention is None else resolution.concepts[resolution.concept_of(extraction.paper.id, mention)].name
        )

    evidence = " ".join(extraction.paper.text[result.evidence.start : result.evidence.end].split())
    return {
        "method": name(result.method),
        "dataset": name(result.dataset),
        "metric": name(result.metric),
        "value": result.value,
        "baseline": name(result.baseline),
        "evidence": evidence,
        "score": result.score,
    }
