"""The table of wins: what the sentences of each paper claim to beat what, by paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.claiming import Naming, claims_of
from kg.facts import Evidence
from kg.plan.nodes import paper_nodes
from kg.plan.selecting import flags_of, is_in, one_array, where_in
from kg.plan.splicing import spliced
from kg.schema import CONCEPT_KINDS, NodeKind, Predicate
from kg.tables.schema import SCHEMAS as GRAPH
from kg.wins import ClaimRow

_STEMS = "outperform|surpass|exceed|beat"
"""What every verb of ``kg.claims.CUE`` begins with: Arrow looks for it in all sentences before Python reads some."""
_CONCEPTS = frozenset(CONCEPT_KINDS)


def wins_after(before: Any, touched: Any, evidence: Any, papers: Any) -> Any:
    """The claims of all papers; those of nodes whose evidence and text are as they were are taken over.

    ``touched`` are the ids of the other nodes, there or gone; ``evidence`` and ``papers`` are all that there are now.
    """
    told = evidence.filter(pc.equal(evidence["predicate"], Predicate.COMPARES_WITH.value))
    told = where_in(told, "head", touched)
    claiming = pc.unique(told.filter(pc.match_substring_regex(told["sentence"], _STEMS))["head"])
    rows = sorted(set(_claims(where_in(evidence, "head", claiming), _texts(papers, claiming))), key=_by_paper)
    columns = [pa.array(column, field.type) for column, field in zip(_columns(rows), GRAPH["wins"], strict=True)]
    new = pa.Table.from_arrays(columns, schema=GRAPH["wins"])
    return spliced(before, flags_of(is_in(before["paper"], touched)), new, key="paper")


def _by_paper(row: ClaimRow) -> tuple[str, ClaimRow]:
    return row.paper, row


def _columns(rows: list[ClaimRow]) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * len(GRAPH["wins"])


def _texts(papers: Any, nodes: Any) -> dict[str, str]:
    """Title and abstract of these papers by the ids of their nodes."""
    ids = one_array(paper_nodes(papers["id"]))
    ours = papers.select(["title", "abstract"]).append_column("node", ids).filter(is_in(ids, nodes))
    columns = (ours[name].to_pylist() for name in ("node", "title", "abstract"))
    return {node: f"{title or ''}\n{abstract or ''}" for node, title, abstract in zip(*columns, strict=True)}


def _claims(evidence: Any, texts: dict[str, str]) -> Iterator[ClaimRow]:
    """The claims of papers from all evidence that they give, which comes by head, predicate and tail."""
    rows = zip(*(column.to_pylist() for column in evidence.columns), strict=True)
    for paper, ours in groupby(rows, itemgetter(0)):
        for sentence, claim in claims_of(texts.get(paper, ""), _namings(ours)):
            yield ClaimRow(claim.winner, claim.loser, claim.datasets, claim.metrics, claim.margin, paper, sentence)


def _namings(rows: Iterator[tuple[Any, ...]]) -> Iterator[Naming]:
    """The concepts that a paper names."""
    for (predicate, concept), ours in groupby(rows, itemgetter(1, 2)):
        kind = NodeKind(concept.partition(":")[0])  # what every id begins with
        if kind in _CONCEPTS:
            yield Naming(concept, kind, Predicate(predicate), [Evidence(*row[3:]) for row in ours])
