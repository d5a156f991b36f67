"""Papers that were read more than once become one, with the best each source gave. No order of reading matters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import TypeAlias

from extractors.sources.identity import fold_title, is_global, title_id
from extractors.types import Paper

ALIKE = 0.3
"""From what likeness on two abstracts are taken for versions of one text. Of 20,000 pairs of different papers'
abstracts in one narrow field, the likest pair reached 0.17."""

WordPair: TypeAlias = tuple[str, str]

_WORD = re.compile(r"\w+")


def join_repeats(papers: Iterable[Paper]) -> tuple[list[Paper], int]:
    """The distinct papers, by id, and how many repeats were joined to them.

    Papers are one if they have the same id or the same folded title, with two exceptions where the abstracts
    are unlike. Equal titles under different ids stay apart ("Editorial"). Equal ids under different titles stay
    apart unless they are arXiv ids or DOIs (row numbers of two files), and since such an id names no paper,
    those get the ids of their titles.
    """
    read = list(papers)
    by_id = _by_id(read)
    joined = [_merged([paper for name in names for paper in by_id[name]]) for names in _same(by_id)]
    return sorted(joined, key=lambda paper: paper.id), len(read) - len(joined)


def likeness(first: str, second: str) -> float:
    """The share of the shorter text's word pairs that the other has too, from 0 to 1; 1 where it has no pair.

    Word pairs rather than single words, of which abstracts with nothing in common share up to 0.46.

    >>> likeness("We prune the heads of a network.", "Here we prune the heads.")
    0.75
    """
    return _shared(_word_pairs(first), _word_pairs(second))


def _shared(one: set[WordPair], other: set[WordPair]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 1.0


def _word_pairs(text: str) -> set[WordPair]:
    return set(pairwise(_WORD.findall(text.casefold())))


def _by_id(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """Papers by id, where papers that only happen to have the same id have their titles' ids instead."""
    given: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        given[paper.id].append(paper)
    by_id: dict[str, list[Paper]] = defaultdict(list)
    for name, group in given.items():
        clash = not is_global(name) and _differ(group)
        for paper in group:
            own = replace(paper, id=title_id(paper.title)) if clash else paper
            by_id[own.id].append(own)
    return by_id


def _differ(group: Sequence[Paper]) -> bool:
    """Whether two papers of one id have different titles and unlike abstracts."""
    titles: dict[str, list[Paper]] = defaultdict(list)
    for paper in group:
        titles[fold_title(paper.title)].append(paper)
    longest = [_longest(members) for members in titles.values()]
    return any(likeness(one.abstract, other.abstract) < ALIKE for one, other in combinations(longest, 2))


def _same(by_id: dict[str, list[Paper]]) -> Iterator[list[str]]:
    """The ids, in groups that name one paper: sets joined along equal titles (union by smallest id)."""
    leader = {name: name for name in by_id}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for one, other in _links(by_id):
        low, high = sorted((find(one), find(other)))
        leader[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for name in by_id:
        groups[find(name)].append(name)
    yield from groups.values()


def _links(by_id: dict[str, list[Paper]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that name one paper, as their titles and abstracts show."""
    titles: dict[str, dict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for name, group in by_id.items():
        for paper in group:
            titles[fold_title(paper.title)][name].append(paper)
    for title, named in titles.items():
        if len(named) > 1:
            yield from _links_of_title(title, {name: _longest(named[name]).abstract for name in sorted(named)})


def _links_of_title(title: str, abstracts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Which of the ids under one title are one paper; the id made from the title joins its likest."""
    pairs = {name: _word_pairs(abstract) for name, abstract in abstracts.items()}
    own = pairs.pop(title_id(title), None)
    for one, other in combinations(pairs, 2):
        if _shared(pairs[one], pairs[other]) >= ALIKE:
            yield one, other
    if own is not None and pairs:
        yield title_id(title), max(pairs, key=lambda name: _shared(pairs[name], own))


def _merged(papers: Sequence[Paper]) -> Paper:
    """One paper of several, field by field, so that joining in steps gives what joining at once gives.

    Title and abstract are those of the longest abstract; the year is the earliest, as a preprint's is; the
    venue the longest; the authors the most; the URL the shortest; code and sources are all of them, sorted.
    """
    best = _longest(papers)
    return Paper(
        id=min((_rank(paper), paper.id) for paper in papers)[1],
        title=best.title,
        abstract=best.abstract,
        year=min((paper.year for paper in papers if paper.year is not None), default=None),
        venue=max((paper.venue for paper in papers), key=lambda venue: (len(venue), venue)),
        authors=max((paper.authors for paper in papers), key=lambda authors: (len(authors), authors)),
        url=min((paper.url for paper in papers if paper.url), key=lambda url: (len(url), url), default=""),
        code=tuple(sorted({url for paper in papers for url in paper.code})),
        sources=tuple(sorted({place for paper in papers for place in paper.sources}, key=_by_line)),
    )


def _longest(papers: Iterable[Paper]) -> Paper:
    return max(papers, key=lambda paper: (len(paper.abstract), paper.abstract, paper.title))


def _rank(paper: Paper) -> int:
    """How much an id is worth: arXiv id, DOI, another given id, one made from the title."""
    if is_global(paper.id):
        return 0 if paper.id.startswith("arxiv:") else 1
    return 3 if paper.id == title_id(paper.title) else 2


def _by_line(place: str) -> tuple[str, int, str]:
    name, _, line = place.rpartition(":")
    return name, int(line) if line.isdecimal() else 0, place
