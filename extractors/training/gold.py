"""Annotated papers: what the classifiers learn from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractors.errors import InputError
from extractors.text import fold
from extractors.types import Kind, Paper, RelationType, Role, Span

OPTIONAL = "optional"
"""The level of concepts that an extractor may find or leave."""


@dataclass(frozen=True, slots=True)
class GoldConcept:
    """A concept that the annotation lists for a paper."""

    name: str
    kind: Kind
    role: Role
    level: str
    surfaces: tuple[str, ...]

    @property
    def required(self) -> bool:
        """Whether an extractor ought to find it."""
        return self.level != OPTIONAL


@dataclass(frozen=True)
class GoldPaper:
    """A paper and its annotation."""

    paper: Paper
    concepts: tuple[GoldConcept, ...]
    relations: tuple[tuple[str, RelationType, str], ...]
    """Names of head and tail, joined by a type."""

    @cached_property
    def by_key(self) -> dict[str, GoldConcept]:
        """The concept that each folded name or surface stands for: the first one listed."""
        found: dict[str, GoldConcept] = {}
        for concept in self.concepts:
            for surface in (concept.name, *concept.surfaces):
                found.setdefault(fold(surface), concept)
        return found

    def named(self, surface: str) -> GoldConcept | None:
        """The concept that goes by a name or surface, however folded."""
        return self.by_key.get(fold(surface))

    def spans(self) -> Iterator[tuple[Span, GoldConcept]]:
        """Every place in the text of every surface, the longest first where they overlap, without overlaps."""
        places = [
            (Span(match.start(), match.end()), concept)
            for concept in self.concepts
            for surface in set(concept.surfaces)
            for match in re.finditer(rf"(?<![^\W_]){re.escape(surface)}(?![^\W_])", self.paper.text)
        ]
        places.sort(key=lambda place: (place[0].start - place[0].end, place[0].start, place[1].name))
        taken: set[int] = set()
        for span, concept in places:
            inside = range(span.start, span.end)
            if taken.isdisjoint(inside):
                taken.update(inside)
                yield span, concept


def read_gold(path: Path) -> list[GoldPaper]:
    """The annotated papers of a JSON lines file, laid out as docs/extraction.md says; InputError where one is not."""
    papers = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                papers.append(_gold_paper(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                expected = "one annotated paper a line: id, title, abstract, concepts, relations"
                raise InputError(f"{path}:{number}", f"{type(error).__name__}: {error}", expected) from error
    return papers


def _gold_paper(row: dict[str, object]) -> GoldPaper:
    concepts = tuple(_concept(concept) for concept in row["concepts"])  # type: ignore[attr-defined]
    relations = tuple((r["head"], RelationType(r["type"]), r["tail"]) for r in row["relations"])  # type: ignore[attr-defined]
    return GoldPaper(Paper(str(row["id"]), str(row["title"]), str(row["abstract"])), concepts, relations)


def _concept(row: dict[str, object]) -> GoldConcept:
    surfaces = tuple(str(surface) for surface in row["surfaces"])  # type: ignore[attr-defined]
    kind, role = Kind(str(row["type"])), Role(str(row["role"]))
    return GoldConcept(str(row["name"]), kind, role, str(row["level"]), surfaces)
