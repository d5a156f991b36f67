"""One paper in, one Extraction out; many papers as a stream.

Finders propose, the tagger says how likely each word belongs to a concept, the judge decides; then come roles,
relations and results. Each step is a function of values, and none looks at another paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.candidates import FINDERS, Finder, find_candidates, find_ruled
from extractors.coordination import with_conjuncts
from extractors.document import read_document
from extractors.judging import judge
from extractors.relating import find_relations
from extractors.results import find_results
from extractors.roles import assign_roles
from extractors.tagger.model import tag
from extractors.types import Extraction, Paper
from extractors.untyped import find_untyped


def extract(paper: Paper, finders: tuple[Finder, ...] = FINDERS) -> Extraction:
    """Read one paper. What is found does not depend on any other paper."""
    document = read_document(paper)
    ruled = find_ruled(document, finders)
    tagging = tag(document, ruled)
    kept, left = judge(document, tagging, find_candidates(document, ruled, tagging))
    mentions = with_conjuncts(document, assign_roles(document, kept))
    return Extraction(
        paper=paper,
        sentences=document.sentences,
        mentions=mentions,
        abbreviations=document.abbreviations,
        links=document.links,
        relations=tuple(find_relations(document, mentions)),
        results=tuple(find_results(document, mentions)),
        untyped=find_untyped(document, mentions, left),
    )


def extract_all(papers: Iterable[Paper], finders: tuple[Finder, ...] = FINDERS) -> Iterator[Extraction]:
    """Read papers one after the other, in their order."""
    for paper in papers:
        yield extract(paper, finders)
