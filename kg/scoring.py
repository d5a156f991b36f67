"""One paper's record against its annotation: what was right, what was found, what was to be found.

The rules are those of the annotation's own scorer. A concept is right when one of its names or surfaces, folded, is one
of the annotated concept's; two of one annotated concept are one right and one wrong; what the annotation calls optional
counts on neither side. A relation is right when the annotation joins the concepts that its two names fold to, by the
same type; a comparison, in either direction. A result is right when its value, and one of its method, data set and
metric, are the annotation's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from extractors.text import fold
from extractors.training.gold import Row

Tally: TypeAlias = Counter[tuple[str, str]]
"""Counts by figure and by ``right`` (found and right), ``found``, ``met`` (to be found and found) and ``given``."""

_NAME = re.compile(r"[A-Z0-9]")
_FIRST_CAPITAL = re.compile(r"^[A-Z](?=[a-z]+\b)")
_PARTS = ("method", "dataset", "metric")


def score_paper(gold: Row, found: Row) -> Tally:
    """All counts of one paper."""
    tally: Tally = Counter()
    pairs = align(gold["concepts"], found["concepts"])
    tally.update(_concepts(gold["concepts"], found["concepts"], pairs))
    tally.update(_relations(gold, found))
    tally.update(_repositories(gold["repos"], found["repos"]))
    tally.update(_results(gold, found))
    return tally


def forms(concept: Row) -> frozenset[str]:
    """The folded names of a concept."""
    return frozenset(filter(None, map(fold, (concept["name"], *concept["surfaces"]))))


def align(gold: list[Row], found: list[Row]) -> dict[int, int]:
    """By index of what was found, the index of the annotated concept it is: most shared forms first, then same kind."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, concept in enumerate(gold):
        for form in forms(concept):
            holders[form].append(index)
    shared = {
        (f, g): times
        for f, concept in enumerate(found)
        for g, times in Counter(g for form in forms(concept) for g in holders.get(form, ())).items()
    }
    ranked = sorted(shared, key=lambda pair: (-shared[pair], found[pair[0]]["type"] != gold[pair[1]]["type"], pair))
    pairs: dict[int, int] = {}
    for f, g in ranked:
        if f not in pairs and g not in pairs.values():
            pairs[f] = g
    return pairs


def _kinds(concept: Row) -> set[str]:
    return {concept["type"], *concept.get("alt_types", ())}


def _concepts(gold: list[Row], found: list[Row], pairs: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    back = {g: f for f, g in pairs.items()}
    for index, concept in enumerate(found):
        other = gold[pairs[index]] if index in pairs else None
        if other is None or other["level"] != "optional":
            typed = other is not None and concept["type"] in _kinds(other)
            yield from _counted("found", "right", concept["type"], typed, other is not None)
            if (other is not None and other["level"] == "named") or _looks_named(concept["name"]):
                yield from (("named", "found"), *([("named", "right")] if typed else []))
            if typed and other is not None:
                yield ("role", "found")
                yield ("role", "given")
                if concept.get("role") == other["role"]:
                    yield from (("role", "right"), ("role", "met"))
    for index, concept in enumerate(gold):
        if concept["level"] != "optional":
            typed = index in back and found[back[index]]["type"] in _kinds(concept)
            yield from _counted("given", "met", concept["type"], typed, index in back)
            if concept["level"] == "named":
                yield from (("named", "given"), *([("named", "met")] if typed else []))


def _counted(all_: str, good: str, kind: str, typed: bool, matched: bool) -> Iterator[tuple[str, str]]:
    yield from (("typed", all_), ("concept", all_), (kind, all_))
    if matched:
        yield ("concept", good)
    if typed:
        yield from (("typed", good), (kind, good))


def _looks_named(name: str) -> bool:
    return _NAME.search(_FIRST_CAPITAL.sub("", name)) is not None


def _relations(gold: Row, found: Row) -> Iterator[tuple[str, str]]:
    numbers = {concept["name"]: index for index, concept in enumerate(gold["concepts"])}
    holders: dict[str, set[int]] = defaultdict(set)
    for index, concept in enumerate(gold["concepts"]):
        for form in forms(concept):
            holders[form].add(index)
    meant = {concept["name"]: {i for form in forms(concept) for i in holders[form]} for concept in found["concepts"]}
    true = {(numbers[r["head"]], r["type"], numbers[r["tail"]]) for r in gold["relations"]}
    met: set[tuple[int, str, int]] = set()
    for relation in found["relations"]:
        heads, tails = meant.get(relation["head"], set()), meant.get(relation["tail"], set())
        said = {(h, relation["type"], t) for h in heads for t in tails}
        if relation["type"] == "compared_with":
            said |= {(t, type_, h) for h, type_, t in said}
        met |= said & true
        yield from _both("relation", relation["type"], "found", "right", bool(said & true))
    for fact in true:
        yield from _both("relation", fact[1], "given", "met", fact in met)


def _both(figure: str, type_: str, all_: str, good: str, is_good: bool) -> Iterator[tuple[str, str]]:
    for name in (figure, f"{figure} {type_}"):
        yield (name, all_)
        if is_good:
            yield (name, good)


def _repositories(gold: list[Row], found: list[Row]) -> Iterator[tuple[str, str]]:
    true = {_folded_url(repo["url"]): bool(repo["own"]) for repo in gold}
    said = {_folded_url(repo["url"]): bool(repo["own"]) for repo in found}
    for name, good in (
        ("repository", set(true) & set(said)),
        ("repository own", {url for url in set(true) & set(said) if true[url] == said[url]}),
    ):
        yield from ((name, "given") for _ in true)
        yield from ((name, "found") for _ in said)
        yield from ((name, count) for _ in good for count in ("right", "met"))


def _folded_url(url: str) -> str:
    plain = re.sub(r"^https?://(www\.)?", "", url.strip().casefold()).rstrip("/.,;)}")
    return re.sub(r"\.git$", "", plain)


def _results(gold: Row, found: Row) -> Iterator[tuple[str, str]]:
    surfaces = {concept["name"]: forms(concept) for concept in (*gold["concepts"], *found["concepts"])}
    left = list(gold["results"])
    yield from (("result", "given") for _ in left)
    for result in found["results"]:
        yield ("result", "found")
        fitting = next((true for true in left if _same_result(true, result, surfaces)), None)
        if fitting is not None:
            left.remove(fitting)
            yield from (("result", "right"), ("result", "met"))


def _same_result(true: Row, said: Row, surfaces: Mapping[str, frozenset[str]]) -> bool:
    if _digits(true["value"]) != _digits(said["value"]):
        return False
    told = [part for part in _PARTS if true.get(part)]
    return not told or any(
        said.get(part) and _meets(_names(true[part], surfaces), _names(said[part], surfaces)) for part in told
    )


def _names(name: str, surfaces: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return surfaces.get(name, frozenset()) | {fold(name)}


def _meets(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)


def _digits(value: object) -> str:
    return re.sub(r"[^0-9.]", "", str(value)).strip(".") or fold(str(value))
