"""Variant families: what is a variant of what, by sentence, by name shape and by the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from extractors.catalogue import Entry, shipped_catalogue
from extractors.name_bases import bases_in, is_base
from extractors.text import slug
from extractors.types import Kind
from kg.concepts import Concept, concept_id
from kg.facts import Evidence, Fact
from kg.schema import Predicate

CATALOGUE_SCORE = 0.9
SHAPE_SCORE = 0.6
Bases: TypeAlias = dict[tuple[Kind, str], set[str]]
"""Concept ids by kind and base name."""

_ARTEFACTS = (Kind.METHOD, Kind.MODEL, Kind.DATASET)


def family_facts(
    concepts: Mapping[str, Concept], read: Iterable[Fact], entries: Iterable[Entry] | None = None
) -> list[Fact]:
    """All variant_of facts: those read from sentences, joined with name shape and catalogue, without cycles.

    What is known to be older is read as no variant of what came later, unless the catalogue has it as one.
    Evidence for the same pair is joined. Where edges would close a cycle the least supported one is left out.
    """
    evidence: dict[tuple[str, str], set[Evidence]] = defaultdict(set)
    catalogued = set(find_catalogued(concepts, entries))
    for fact in read:
        known = (fact.head, fact.tail) in catalogued
        if known or not _comes_before(concepts.get(fact.head), concepts.get(fact.tail)):
            evidence[fact.head, fact.tail].update(fact.evidence)
    for head, tail, base in find_shapes(concepts):
        rule = f"name shape: {concepts[head].name} is built on {base}"
        evidence[head, tail].add(Evidence("", 0, 0, "", rule, SHAPE_SCORE))
    for head, tail in catalogued:
        evidence[head, tail].add(Evidence("", 0, 0, "", "catalogue", CATALOGUE_SCORE))
    facts = (Fact(head, Predicate.VARIANT_OF, tail, tuple(sorted(found))) for (head, tail), found in evidence.items())
    return list(without_cycles(fact for fact in facts if fact.head != fact.tail))


def _comes_before(head: Concept | None, tail: Concept | None) -> bool:
    """Whether the years of both are known, and the first is the earlier."""
    if head is None or tail is None or head.year is None or tail.year is None:
        return False
    return head.year < tail.year


def without_cycles(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, best supported first, but those that would close a cycle."""
    parents: dict[str, set[str]] = defaultdict(set)
    for fact in sorted(facts, key=lambda fact: (-fact.score, -len(fact.evidence), fact.head, fact.tail)):
        if not _reaches(parents, fact.tail, fact.head):
            parents[fact.head].add(fact.tail)
            yield fact


def _reaches(parents: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        if here == goal:
            return True
        for parent in parents.get(here, ()):
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    return False


def find_catalogued(
    concepts: Mapping[str, Concept], entries: Iterable[Entry] | None = None
) -> Iterator[tuple[str, str]]:
    """Pairs the catalogue knows: each concept and the nearest of its ancestors that the input names."""
    parents: dict[str, tuple[str, ...]] = {}
    for entry in shipped_catalogue() if entries is None else entries:
        head = concept_id(entry.kind, slug(entry.name))
        parents[head] = tuple(concept_id(kind, slug(name)) for kind, name in entry.family)
    for head in sorted(concepts):
        waiting, seen = list(parents.get(head, ())), {head}
        while waiting:
            ancestor = waiting.pop(0)
            if ancestor in seen:
                continue
            seen.add(ancestor)
            if ancestor in concepts:
                yield head, ancestor
            else:
                waiting.extend(parents.get(ancestor, ()))


def find_shapes(concepts: Mapping[str, Concept]) -> Iterator[tuple[str, str, str]]:
    """Pairs whose names say it: the longest base name that a name is built on; (head, tail, base).

    Only things of one kind are variants: SparseGPT is a method, and no variant of the model GPT. A base is what has
    that name, else what alone has it as an alias.
    """
    named, called = _bases(concepts)
    for head in sorted(concepts):
        concept = concepts[head]
        for base in bases_in(concept.name):
            key = (concept.kind, base)
            tails = (named.get(key) or called.get(key, set())) - {head}
            if len(tails) == 1:
                yield head, min(tails), base
                break


def _bases(concepts: Mapping[str, Concept]) -> tuple[Bases, Bases]:
    """The concepts that have each base name as their name, and those that have it as an alias."""
    named: Bases = defaultdict(set)
    called: Bases = defaultdict(set)
    for concept in concepts.values():
        if concept.kind in _ARTEFACTS:
            if is_base(concept.name):
                named[concept.kind, concept.name].add(concept.id)
            for alias in filter(is_base, concept.aliases):
                called[concept.kind, alias].add(concept.id)
    return named, called
