"""Annotated papers: what the classifiers learn from."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from extractors.errors import InputError
from extractors.text import fold
from extractors.types import Kind, Paper, RelationType, Role, Span

_ABBREVIATED = re.compile(r"\w \([^\W_][\w-]*\)$")

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

    @property
    def places(self) -> frozenset[str]:
        """The surfaces to look for in the text; not "low-rank adaptation (LoRA)", where its parts are surfaces."""
        return frozenset(s for s in self.surfaces if not _ABBREVIATED.search(s)) or frozenset(self.surfaces)


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
            for surface in concept.places
            for match in re.finditer(rf"(?<![^\W_]){re.escape(surface)}(?![^\W_])", self.paper.text)
        ]
        places.sort(key=lambda place: (place[0].start - place[0].end, place[0].start, place[1].name))
        taken: set[int] = set()
        for span, concept in places:
            inside = range(span.start, span.end)
            if taken.isdisjoint(inside):
                taken.update(inside)
                yield span, concept


Row: TypeAlias = Mapping[str, Any]
"""One annotated paper as a JSON object, laid out as docs/extraction.md says."""

NEEDED = ("id", "title", "abstract", "concepts", "relations")
"""What training needs of every annotated paper."""


def read_gold(path: Path) -> list[GoldPaper]:
    """The annotated papers of a JSON lines file; InputError names the line that is none."""
    return [_gold_paper(where, row) for where, row in read_rows(path, NEEDED)]


def shuffled(papers: Sequence[GoldPaper]) -> list[GoldPaper]:
    """The papers in an order that nothing else depends on."""
    drawn = list(papers)
    random.Random(0).shuffle(drawn)
    return drawn


def left_out(papers: Sequence[GoldPaper], one_in: int) -> list[GoldPaper]:
    """The papers that a teacher does not see, one in so many: it and its pupils are judged by them."""
    return shuffled(papers)[::one_in]


def read_rows(path: Path, needed: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """The rows of a JSON lines file, each with its place, which have all that is needed; else InputError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
                missing = [key for key in needed if key not in row]
            except (ValueError, TypeError) as error:
                raise InputError(where, str(error), "one annotated paper a line, as JSON") from error
            if missing:
                raise InputError(where, f"no {missing[0]}", f"all of {', '.join(needed)}")
            yield where, row


def _gold_paper(where: str, row: Row) -> GoldPaper:
    try:
        concepts = tuple(map(_concept, row["concepts"]))
        relations = tuple((r["head"], RelationType(r["type"]), r["tail"]) for r in row["relations"])
    except (ValueError, KeyError, TypeError) as error:
        expected = "concepts and relations as docs/extraction.md says"
        raise InputError(where, f"{type(error).__name__}: {error}", expected) from error
    return GoldPaper(Paper(str(row["id"]), str(row["title"]), str(row["abstract"])), concepts, relations)


def _concept(row: Row) -> GoldConcept:
    surfaces = tuple(str(surface) for surface in row["surfaces"])
    kind, role = Kind(str(row["type"])), Role(str(row["role"]))
    return GoldConcept(str(row["name"]), kind, role, str(row["level"]), surfaces)
