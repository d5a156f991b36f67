"""Several records of one paper to one, field by field, so that joining in steps gives what joining at once gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.sources.identity import CATALOGUES, is_global, title_id
from extractors.types import Paper

_ONE_VALUE = (("title", "abstract"), ("abstract", "title"), ("year",), ("venue",), ("authors",), ("url",))
_ALL_VALUES = ("code", "ids")
"""Fields that one source decides, title and abstract together, and fields that all sources add to."""


def merged(papers: Sequence[Paper]) -> Paper:
    """One paper of several.

    Title and abstract are those of the longest abstract; the year is the earliest, as a preprint's is; the
    venue the longest; the authors the most; the URL the shortest; code, ids and sources are all of them, sorted.
    The id is an arXiv id before a DOI, a catalogue's id, the source's own and one made from the title.
    """
    best = longest(papers)
    one = Paper(
        id=min((_rank(paper), paper.id) for paper in papers)[1],
        title=best.title or max((paper.title for paper in papers), key=lambda title: (len(title), title)),
        abstract=best.abstract,
        year=min((paper.year for paper in papers if paper.year is not None), default=None),
        venue=max((paper.venue for paper in papers), key=lambda venue: (len(venue), venue)),
        authors=max((paper.authors for paper in papers), key=lambda authors: (len(authors), authors)),
        url=min((paper.url for paper in papers if paper.url), key=lambda url: (len(url), url), default=""),
        code=tuple(sorted({url for paper in papers for url in paper.code})),
        sources=tuple(sorted({place for paper in papers for place in paper.sources}, key=_by_line)),
        ids=tuple(sorted({known for paper in papers for known in paper.ids})),
    )
    return replace(one, origins=_origins(papers, one)) if len(one.sources) > 1 else one


def longest(papers: Iterable[Paper]) -> Paper:
    """The paper with the longest abstract; of equals the last in the alphabet."""
    return max(papers, key=lambda paper: (len(paper.abstract), paper.abstract, paper.title))


def _origins(papers: Sequence[Paper], one: Paper) -> tuple[str, ...]:
    """Where each field's value stands: of places that agree on it the first; all places for what they add up to."""
    origins: list[str] = []
    for field, *beside in _ONE_VALUE:
        if getattr(one, field):
            alike = [paper for paper in papers if getattr(paper, field) == getattr(one, field)]
            whole = [paper for paper in alike if all(getattr(paper, other) == getattr(one, other) for other in beside)]
            places = {place for paper in whole or alike for place in paper.origin(field)}
            origins += (f"{field} {place}" for place in sorted(places, key=_by_line)[:1])
    for field in _ALL_VALUES:
        places = {place for paper in papers for place in paper.origin(field)}
        origins += (f"{field} {place}" for place in sorted(places, key=_by_line))
    return tuple(origins)


def _rank(paper: Paper) -> int:
    """How much an id is worth: a catalogue's by its place, then another given id, then one made from the title."""
    if is_global(paper.id):
        return next(rank for rank, prefix in enumerate(CATALOGUES) if paper.id.startswith(prefix))
    return len(CATALOGUES) + paper.id.startswith(title_id(paper.title))


def _by_line(place: str) -> tuple[str, int, str]:
    name, _, line = place.rpartition(":")
    return name, int(line) if line.isdecimal() else 0, place
