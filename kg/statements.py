"""What a paper states of the concepts it names: nodes and statements, each with the sentence that says so."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractors.roles import role_of
from extractors.types import Extraction, Link, LinkKind, Mention, Paper, Result, Span
from kg.facts import Evidence, Node, Value
from kg.schema import RELATION_PREDICATES, ROLE_PREDICATES, NodeKind, Predicate, allows

OTHER_ROLE = 0.5
"""What a mention's score is worth as evidence for a role that its own sentence does not give it."""


def paper_node_id(paper: str) -> str:
    """The node id of a paper, from its own id."""
    return f"paper:{paper}"


def link_node_id(link: Link) -> str:
    """The node id of what a URL leads to: the URL without its scheme, in lower case for repositories."""
    bare = link.url.removeprefix("https://")
    return f"repository:{bare.lower()}" if link.kind is LinkKind.REPOSITORY else f"page:{bare}"


def result_node_id(paper: str, result: Result) -> str:
    """The node id of a result: a hash of where in which paper it stands."""
    digest = hashlib.sha256(f"{paper}\n{result.value_span.start}\n{result.value}".encode()).hexdigest()
    return f"result:{digest[:12]}"


def link_nodes(extraction: Extraction) -> Iterator[Node]:
    """The repositories and pages of a paper."""
    for link in extraction.links:
        bare = link.url.removeprefix("https://")
        if link.kind is LinkKind.REPOSITORY:
            yield Node(link_node_id(link), NodeKind.REPOSITORY, bare.partition("/")[2], {"url": link.url})
        else:
            yield Node(link_node_id(link), NodeKind.PAGE, bare, {"url": link.url, "page_kind": link.kind.value})


def result_nodes(extraction: Extraction) -> Iterator[Node]:
    """The results of a paper."""
    for result in extraction.results:
        attributes: dict[str, Value] = {"value": result.value, "sentence": _text(extraction.paper, result.evidence)}
        yield Node(
            result_node_id(extraction.paper.id, result),
            NodeKind.RESULT,
            result.value,
            attributes | _number(result.value),
        )


_ONE_NUMBER = re.compile(r"[^\d]*(\d+(?:\.\d+)?)\s?\\?\s?(%|x|X|×|times|fold|points?|dB|ms|FPS|fps|GB|MB)?[^\d]*")


def _number(value: str) -> dict[str, Value]:
    match = _ONE_NUMBER.fullmatch(value.replace(",", ""))
    if match is None:
        return {}
    return {"number": float(match[1]), **({"unit": match[2]} if match[2] else {})}


def allowed_statements(
    extraction: Extraction, concepts: Mapping[Mention, str]
) -> Iterator[tuple[str, Predicate, str, Evidence]]:
    """Those of ``statements`` that the schema allows, each piece of evidence once."""
    for head, predicate, tail, piece in dict.fromkeys(statements(extraction, concepts)):
        if head != tail and allows(_kind(head), predicate, _kind(tail)):
            yield head, predicate, tail, piece


def _kind(node: str) -> NodeKind:
    return NodeKind(node.partition(":")[0])


def statements(
    extraction: Extraction, concepts: Mapping[Mention, str]
) -> Iterator[tuple[str, Predicate, str, Evidence]]:
    """All that one paper says, each statement with its evidence; the same statement may come several times.

    ``concepts`` has the id of the concept that each mention names.

    A paper is joined to each concept by one role, ``extractors.roles.role_of`` all its mentions; all are evidence.
    """
    paper = extraction.paper
    node = paper_node_id(paper.id)
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        named[concepts[mention]].append(mention)
    for concept, mentions in named.items():
        role = role_of(mentions)
        for mention in mentions:
            score = mention.score if mention.role is role else round(OTHER_ROLE * mention.score, 4)
            piece = _evidence(paper, mention.span, _sentence(extraction, mention.start), mention.rule, score)
            yield node, ROLE_PREDICATES[role], concept, piece
    for link in extraction.links:
        yield node, _link_predicate(link), link_node_id(link), _link_evidence(extraction, link)
    for relation in extraction.relations:
        head, tail = (concepts[end] for end in (relation.head, relation.tail))
        piece = _evidence(
            paper, relation.evidence, _sentence(extraction, relation.evidence.start), relation.rule, relation.score
        )
        yield head, RELATION_PREDICATES[relation.type], tail, piece
    for result in extraction.results:
        yield from _result_statements(extraction, concepts, result)


def _result_statements(
    extraction: Extraction, concepts: Mapping[Mention, str], result: Result
) -> Iterator[tuple[str, Predicate, str, Evidence]]:
    paper = extraction.paper
    piece = _evidence(paper, result.value_span, result.evidence, result.rule, result.score)
    node = result_node_id(paper.id, result)
    yield paper_node_id(paper.id), Predicate.REPORTS, node, piece
    ends: tuple[tuple[Predicate, Mention | None], ...] = (
        (Predicate.OF_METHOD, result.method),
        (Predicate.ON_DATASET, result.dataset),
        (Predicate.BY_METRIC, result.metric),
        (Predicate.OVER_BASELINE, result.baseline),
    )
    for predicate, mention in ends:
        if mention is not None:
            yield node, predicate, concepts[mention], piece


def _link_predicate(link: Link) -> Predicate:
    if link.kind is LinkKind.REPOSITORY:
        return Predicate.HAS_CODE if link.own else Predicate.CITES_CODE
    return Predicate.HAS_PAGE if link.own else Predicate.CITES_PAGE


def _link_evidence(extraction: Extraction, link: Link) -> Evidence:
    if link.span is None:
        return Evidence(paper_node_id(extraction.paper.id), 0, 0, "", link.rule, link.score)
    return _evidence(extraction.paper, link.span, _sentence(extraction, link.span.start), link.rule, link.score)


def _evidence(paper: Paper, span: Span, sentence: Span, rule: str, score: float) -> Evidence:
    return Evidence(paper_node_id(paper.id), span.start, span.end, _text(paper, sentence), rule, score)


def _sentence(extraction: Extraction, offset: int) -> Span:
    index = bisect_right(extraction.sentences, offset, key=lambda span: span.start) - 1
    holds = index >= 0 and offset < extraction.sentences[index].end
    return extraction.sentences[index] if holds else Span(0, 0)


def _text(paper: Paper, span: Span) -> str:
    return " ".join(paper.text[span.start : span.end].split())
