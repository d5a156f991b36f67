"""Extractions and their resolution become nodes and facts: every fact with the sentence that says so."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors.catalogue import Entry
from extractors.roles import role_of
from extractors.types import Extraction, Link, LinkKind, Mention, Paper, Result, Span
from kg.facts import Evidence, Fact, Node, Value
from kg.families import family_facts
from kg.resolve import Resolution
from kg.schema import RELATION_PREDICATES, ROLE_PREDICATES, NodeKind, Predicate, allows

OTHER_ROLE = 0.5
"""What a mention's score is worth as evidence for a role that its own sentence does not give it."""


def join(
    extractions: Iterable[Extraction], resolution: Resolution, *, entries: Iterable[Entry] | None = None
) -> tuple[list[Node], list[Fact]]:
    """All nodes and facts of the graph, each once; evidence for the same fact is joined and sorted.

    ``entries`` are the catalogue's whose families count; the shipped ones if not given.
    """
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    nodes: dict[str, Node] = {concept.id: concept.to_node() for concept in resolution.concepts.values()}
    evidence: dict[tuple[str, Predicate, str], set[Evidence]] = defaultdict(set)
    for extraction in papers:
        for node in paper_nodes(extraction):
            nodes.setdefault(node.id, node)
        for head, predicate, tail, piece in statements(extraction, resolution):
            if head != tail and allows(_kind(head), predicate, _kind(tail)):
                evidence[head, predicate, tail].add(piece)
    facts = [Fact(head, predicate, tail, tuple(sorted(found))) for (head, predicate, tail), found in evidence.items()]
    read = [fact for fact in facts if fact.predicate is Predicate.VARIANT_OF]
    others = [fact for fact in facts if fact.predicate is not Predicate.VARIANT_OF]
    return list(nodes.values()), [*others, *family_facts(resolution.concepts, read, entries)]


def _kind(node: str) -> NodeKind:
    return NodeKind(node.partition(":")[0])


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


def paper_nodes(extraction: Extraction) -> Iterator[Node]:
    """The paper, its repositories and pages, and its results."""
    yield paper_to_node(extraction.paper)
    for link in extraction.links:
        bare = link.url.removeprefix("https://")
        if link.kind is LinkKind.REPOSITORY:
            yield Node(link_node_id(link), NodeKind.REPOSITORY, bare.partition("/")[2], {"url": link.url})
        else:
            yield Node(link_node_id(link), NodeKind.PAGE, bare, {"url": link.url, "page_kind": link.kind.value})
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


def paper_to_node(paper: Paper) -> Node:
    """The node that stands for a paper; what is unknown is left out."""
    attributes: dict[str, Value] = {"title": paper.title, "abstract": paper.abstract, "sources": paper.sources}
    optional: dict[str, Value | None] = {
        "year": paper.year,
        "venue": paper.venue,
        "authors": paper.authors,
        "url": paper.url,
        "origins": paper.origins,
    }
    attributes.update({key: value for key, value in optional.items() if value})
    return Node(paper_node_id(paper.id), NodeKind.PAPER, paper.title, attributes)


def statements(extraction: Extraction, resolution: Resolution) -> Iterator[tuple[str, Predicate, str, Evidence]]:
    """All that one paper says, each statement with its evidence; the same statement may come several times.

    A paper is joined to each concept by one role, ``extractors.roles.role_of`` all its mentions; all are evidence.
    """
    paper = extraction.paper
    node = paper_node_id(paper.id)
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        named[resolution.concept_of(paper.id, mention)].append(mention)
    for concept, mentions in named.items():
        role = role_of(mentions)
        for mention in mentions:
            score = mention.score if mention.role is role else round(OTHER_ROLE * mention.score, 4)
            piece = _evidence(paper, mention.span, _sentence(extraction, mention.start), mention.rule, score)
            yield node, ROLE_PREDICATES[role], concept, piece
    for link in extraction.links:
        yield node, _link_predicate(link), link_node_id(link), _link_evidence(extraction, link)
    for relation in extraction.relations:
        head, tail = (resolution.concept_of(paper.id, end) for end in (relation.head, relation.tail))
        piece = _evidence(
            paper, relation.evidence, _sentence(extraction, relation.evidence.start), relation.rule, relation.score
        )
        yield head, RELATION_PREDICATES[relation.type], tail, piece
    for result in extraction.results:
        yield from _result_statements(extraction, resolution, result)


def _result_statements(
    extraction: Extraction, resolution: Resolution, result: Result
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
            yield node, predicate, resolution.concept_of(paper.id, mention), piece


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
