"""Which mentions name the same concept, over the whole input; the outcome does not depend on the order of papers.

Each mention is settled by ``kg.identity``; mentions settled to the same are one concept, named by ``kg.naming``. The
stages of ``kg.plan`` do so for a build; here their outcome is put as values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.types import Extraction, Mention
from kg.concepts import Concept, Merge
from kg.decisions import Decision


@dataclass(frozen=True, slots=True)
class Resolution:
    """``concepts`` by id, the concept each mention of a paper stands for, and the reason for every surface."""

    concepts: Mapping[str, Concept]
    assigned: Mapping[tuple[str, Mention], str]
    """From (paper id, mention) to concept id."""
    merges: tuple[Merge, ...]

    def concept_of(self, paper: str, mention: Mention) -> str:
        """The id of the concept that a paper's mention stands for."""
        return self.assigned[paper, mention]

    def concepts_in(self, extraction: Extraction) -> dict[Mention, str]:
        """The id of the concept of each of a paper's mentions."""
        return {mention: self.assigned[extraction.paper.id, mention] for mention in extraction.mentions}


def resolve(extractions: Iterable[Extraction], decisions: Sequence[Decision] = (), catalogue: str = "") -> Resolution:
    """Settle every mention of every paper, then do as the decisions say; the same for any order of papers.

    ``catalogue`` is the text of the user's own table, if any.
    """
    from kg.plan.assembly import Given, made_of

    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    return resolution_of(papers, made_of(papers, Given(catalogue, decisions)))


def resolution_of(extractions: Sequence[Extraction], tables: Mapping[str, Any]) -> Resolution:
    """The resolution that tables hold, for the extractions, sorted by paper, that they were made of."""
    from kg.plan.concepts import concepts_in

    named = zip(_places(extractions), tables["mentions"]["concept"].to_pylist(), strict=True)
    merges = (tables["merges"][name].to_pylist() for name in ("concept", "surface", "reason", "paper", "kept_apart"))
    return Resolution(concepts_in(tables["concepts"]), dict(named), tuple(map(Merge, *merges)))


def _places(extractions: Iterable[Extraction]) -> Iterator[tuple[str, Mention]]:
    for extraction in extractions:
        for mention in extraction.mentions:
            yield extraction.paper.id, mention
