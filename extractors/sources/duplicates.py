"""Papers that were read more than once become one, with the best each source gave. No order of reading matters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple, TypeAlias

from extractors.errors import InputError
from extractors.sources.cleaning import excerpt
from extractors.sources.identity import fold_title, is_global, title_id
from extractors.sources.merging import longest, merged
from extractors.types import Intake, Paper, Skip

ALIKE = 0.3
"""From what likeness on two abstracts are taken for versions of one text. Of 20,000 pairs of different papers'
abstracts in one narrow field, the likest pair reached 0.17."""

YEARS_APART = 2
"""How many years may lie between a preprint and the version that is published."""

WordPair: TypeAlias = tuple[str, str]

_WORD = re.compile(r"\w+")
_TOLD_ONE_BY_ONE = 20
"""Parts of papers that nothing completed, of one file, from which on one Skip tells of all of them."""


def join_repeats(
    papers: Iterable[Paper], intake: Intake | None = None, *, others: bool = False
) -> tuple[list[Paper], int]:
    """The distinct papers, by id, and how many repeats were joined to them.

    Papers are one if they share an id or have the same folded title, with these exceptions. Equal titles under
    different ids stay apart where the abstracts are unlike ("Editorial"), and so they do without an id where the years
    are more than ``YEARS_APART`` apart as well. Equal ids under different titles and unlike abstracts stay apart
    unless they are global (row numbers of two files), and since such an id names no paper, those get the ids of their
    titles. A part, without title or abstract, is joined by id, else by a title and year that only one paper has.

    Parts that nothing completes are left out; they become Skips in ``intake``. Raises InputError where there is
    nothing else, and no ``others``: papers that share no key, of ``repeat_keys``, with any of these.
    """
    read = list(papers)
    by_id = _by_id(read)
    joined = [merged([paper for name in names for paper in by_id[name]]) for names in _same(by_id)]
    whole = sorted((paper for paper in joined if _is_whole(paper)), key=lambda paper: paper.id)
    if intake is not None:
        parts = [paper for paper in joined if not _is_whole(paper)]
        intake.skips += _told(parts)
        if parts and not whole and not others:
            raise _nothing_whole(parts)
    return whole, len(read) - len(joined)


def repeat_keys(paper: Paper) -> tuple[str, ...]:
    """What a paper shares with another that it may be a repeat of, or whose id it may get: ids, and a title's."""
    titled = title_id(paper.title)
    return tuple(sorted({paper.id, *paper.ids, titled, f"{titled}-{paper.year}"}))


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


def _is_whole(paper: Paper) -> bool:
    return bool(paper.title and paper.abstract)


def _by_id(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """Papers by id, where papers that only happen to have the same id have their titles' ids instead."""
    given: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        given[paper.id].append(paper)
    by_id: dict[str, list[Paper]] = defaultdict(list)
    for name, group in given.items():
        clash = not is_global(name) and _differ(group)
        own = [replace(paper, id=title_id(paper.title)) if clash else paper for paper in group]
        for paper in own:
            by_id[paper.id].append(paper)
    for name in [name for name, group in by_id.items() if len(group) > 1 and name == title_id(group[0].title)]:
        if _years_clash(by_id[name]):
            for paper in by_id.pop(name):
                dated = replace(paper, id=f"{name}-{paper.year}") if paper.year else paper
                by_id[dated.id].append(dated)
    return by_id


def _differ(group: Sequence[Paper]) -> bool:
    """Whether two papers of one id have different titles and unlike abstracts."""
    titles: dict[str, list[Paper]] = defaultdict(list)
    for paper in group:
        titles[fold_title(paper.title)].append(paper)
    best = [longest(members) for members in titles.values()]
    return any(likeness(one.abstract, other.abstract) < ALIKE for one, other in combinations(best, 2))


def _years_clash(group: Sequence[Paper]) -> bool:
    """Whether two papers of one title have years far apart and unlike abstracts."""
    years: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in group:
        years[paper.year].append(paper)
    best = [longest(members) for members in years.values()]
    return any(
        not _near(one.year, other.year) and likeness(one.abstract, other.abstract) < ALIKE
        for one, other in combinations(best, 2)
    )


def _near(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= YEARS_APART


def _same(by_id: Mapping[str, list[Paper]]) -> Iterator[list[str]]:
    """The ids, in groups that name one paper: sets joined along shared ids and titles (union by smallest id)."""
    leader = {name: name for name in by_id}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for links in (_links_by_id(by_id), _links_by_title(by_id)):
        for one, other in links:
            low, high = sorted((find(one), find(other)))
            leader[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for name in by_id:
        groups[find(name)].append(name)
    yield from groups.values()


def _links_by_id(by_id: Mapping[str, list[Paper]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that papers have together."""
    holder: dict[str, str] = {name: name for name in by_id if is_global(name)}
    for name, group in by_id.items():
        for known in {known for paper in group for known in paper.ids}:
            if holder.setdefault(known, name) != name:
                yield holder[known], name


class _Record(NamedTuple):
    """What is known of an id under one title."""

    name: str
    abstract: str
    year: int | None


def _links_by_title(by_id: Mapping[str, list[Paper]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that name one paper, as their titles, abstracts and years show."""
    titles: dict[str, dict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for name, group in by_id.items():
        for paper in group:
            if paper.title:
                titles[fold_title(paper.title)][name].append(paper)
    for title, named in titles.items():
        if len(named) > 1:
            records = [_record(name, named[name]) for name in sorted(named)]
            yield from _links_of_title(title_id(title), [record for record in records if record.abstract])
            yield from _links_of_parts(records)


def _record(name: str, papers: Sequence[Paper]) -> _Record:
    year = min((paper.year for paper in papers if paper.year is not None), default=None)
    return _Record(name, longest(papers).abstract, year)


def _links_of_title(title: str, records: Sequence[_Record]) -> Iterator[tuple[str, str]]:
    """Which of the ids under one title are one paper; the id made from the title joins its likest."""
    pairs = {record.name: _word_pairs(record.abstract) for record in records}
    years = {record.name: record.year for record in records}
    own = pairs.pop(title, None)
    for one, other in combinations(pairs, 2):
        if _shared(pairs[one], pairs[other]) >= ALIKE:
            yield one, other
    if own is not None and pairs:
        likest = max(pairs, key=lambda name: _shared(pairs[name], own))
        if _near(years[title], years[likest]) or _shared(pairs[likest], own) >= ALIKE:
            yield title, likest


def _links_of_parts(records: Sequence[_Record]) -> Iterator[tuple[str, str]]:
    """What records without an abstract are parts of: of those with one under their title, where these are one paper."""
    for part in records:
        near = [record for record in records if record.abstract and not part.abstract and _near(part.year, record.year)]
        pairs = [_word_pairs(record.abstract) for record in near]
        if near and all(_shared(one, other) >= ALIKE for one, other in combinations(pairs, 2)):
            yield part.name, near[0].name


def _told(parts: Sequence[Paper]) -> Iterator[Skip]:
    """Skips for parts that nothing completes: one for each, or one for a file that has many."""
    files: dict[str, list[Paper]] = defaultdict(list)
    for part in parts:
        files[part.sources[0].rpartition(":")[0]].append(part)
    for name, lost in sorted(files.items()):
        if len(lost) <= _TOLD_ONE_BY_ONE:
            yield from (Skip(part.sources[0], _lacks(part)) for part in lost)
        else:
            yield Skip(name, f"{len(lost):,} parts of papers; the first, at {lost[0].sources[0]}: {_lacks(lost[0])}")


def _lacks(part: Paper) -> str:
    missing = "title" if not part.title else "abstract"
    named = f" (title {excerpt(part.title)})" if part.title else f" ({part.id})"
    return f"no {missing}, here and in every other input; a paper needs title and abstract{named}"


def _nothing_whole(parts: Sequence[Paper]) -> InputError:
    first = parts[0]
    number = "one part of a paper" if len(parts) == 1 else f"{len(parts):,} parts of papers"
    found = f"no paper with title and abstract ({number}; {_lacks(first)})"
    return InputError(first.sources[0], found, "give the inputs that have the rest as well")
