"""What beats what, on which data set: the claims of sentences, each with its source and nothing concluded from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.adjacency import label_of
from kg.caching import per_graph
from kg.schema import Predicate
from kg.tables.columns import KINDS, PREDICATES, distinct, ranges
from kg.tables.lazy_mappings import kept_of
from kg.tables.numbers import columns_of, evidence_of, field_of
from kg.wins import ClaimRow, Win, Wins, named_wins

if TYPE_CHECKING:
    import networkx


def find_wins(nx: networkx.MultiDiGraph[str], *, method: str | None = None, dataset: str | None = None) -> list[Win]:
    """The claimed wins, by winner, loser and paper; of one method, as winner or loser, and on one data set if asked."""
    return [
        win
        for win, datasets in _all_wins(nx).items()
        if method in (None, win.winner, win.loser) and (dataset is None or dataset in datasets)
    ]


@per_graph
def _all_wins(nx: networkx.MultiDiGraph[str]) -> Wins:
    """All wins: of a kept graph those that the build has found, else read from its sentences."""
    kept = kept_of(nx)
    if kept is None:
        return named_wins(_read(nx), lambda name: label_of(nx, name))
    with kept.tables.reading():
        return named_wins(_rows(kept.tables.whole("wins")), lambda name: label_of(nx, name))


def _rows(table: Any) -> Iterator[ClaimRow]:
    columns = (table[name].to_pylist() for name in ClaimRow._fields)
    for winner, loser, datasets, metrics, *rest in zip(*columns, strict=True):
        yield ClaimRow(winner, loser, tuple(datasets), tuple(metrics), *rest)


def _read(nx: networkx.MultiDiGraph[str]) -> Iterator[ClaimRow]:
    """The claims of all papers that compare with something, read from what they name and from their texts."""
    from kg.claiming import Naming, claims_of  # its many patterns take longer to make than most answers

    columns = columns_of(nx)
    heads, tails, ids = columns.facts.heads, columns.facts.tails, columns.nodes.ids
    papers = distinct(heads[columns.saying(Predicate.COMPARES_WITH) & columns.papers[heads]])
    facts = ranges(columns.starts, papers)
    facts = facts[columns.concepts[tails[facts]]]
    named: dict[int, list[Naming]] = defaultdict(list)
    codes = columns.facts.predicates[facts].tolist()
    told = zip(heads[facts].tolist(), tails[facts].tolist(), codes, evidence_of(nx, facts), strict=True)
    for paper, concept, code, pieces in told:
        named[paper].append(Naming(ids[concept], KINDS[columns.nodes.kinds[concept]], PREDICATES[code], pieces))
    rows = np.array(sorted(named), dtype=np.int64)
    texts = zip(field_of(nx, rows, "title"), field_of(nx, rows, "abstract"), strict=True)
    for row, (title, abstract) in zip(rows.tolist(), texts, strict=True):
        for sentence, claim in claims_of(f"{title or ''}\n{abstract or ''}", named[row]):
            yield ClaimRow(claim.winner, claim.loser, claim.datasets, claim.metrics, claim.margin, ids[row], sentence)
