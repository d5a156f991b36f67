"""Silver papers: what the extraction finds in unlabelled abstracts, and what a teacher says of it and of every token.

``extractors.training.teacher`` writes them, ``paperkg train --silver`` reads them: a gzipped JSON object a line, with
``id``, ``title``, ``abstract``; ``concepts``, each with ``mentions`` (start, end, kind, rule, score, name) and the
probability of each of its ``roles``; ``relations``: the numbers of head and tail, and the probability of each type; and
``tags``: the number of a token of the tagger's, and the probability of each tag.
What is left out has what is missing to one, or nothing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import InputError
from extractors.overlaps import in_order
from extractors.types import Kind, Mention, Paper, RelationType, Role, Span


@dataclass(frozen=True, slots=True)
class SilverPaper:
    """An unlabelled paper, its concepts as tuples of mentions, and what the teacher says of them."""

    paper: Paper
    concepts: tuple[tuple[Mention, ...], ...]
    roles: tuple[Mapping[Role, float], ...]
    """Of each concept."""
    relations: Mapping[tuple[int, int], Mapping[RelationType, float]]
    """By the numbers of head and tail; a pair that is missing is surely unrelated."""
    tags: Mapping[int, Mapping[str, float]]
    """By the number of a token of ``extractors.tagger.tokens``; one that is missing is surely outside."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in text order."""
        return in_order(m for found in self.concepts for m in found)

    @property
    def number_of(self) -> dict[Span, int]:
        """The concept that a mention belongs to, by its span."""
        return {mention.span: number for number, found in enumerate(self.concepts) for mention in found}


def read_silver(path: Path) -> Iterator[SilverPaper]:
    """The papers of a silver file, in its order; InputError names the line that is none."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _from_row(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                expected = "one silver paper a line, as extractors.training.teacher writes them"
                raise InputError(f"{path}:{number}", f"{type(error).__name__}: {error}", expected) from error


def _from_row(row: Mapping[str, Any]) -> SilverPaper:
    paper = Paper(str(row["id"]), str(row["title"]), str(row["abstract"]))
    return SilverPaper(
        paper=paper,
        concepts=tuple(tuple(_mention(paper, *m) for m in concept["mentions"]) for concept in row["concepts"]),
        roles=tuple({Role(role): share for role, share in concept["roles"].items()} for concept in row["concepts"]),
        relations={
            (head, tail): {RelationType(type_): share for type_, share in types.items()}
            for head, tail, types in row["relations"]
        },
        tags={int(token): dict(tags) for token, tags in row["tags"]},
    )


def _mention(paper: Paper, start: int, end: int, kind: str, rule: str, score: float, name: str) -> Mention:
    return Mention(start, end, paper.text[start:end], Kind(kind), rule, score, Role.MENTIONED, name)


def to_line(silver: SilverPaper) -> str:
    """A silver paper as its line; ``read_silver`` reads it back."""
    concepts = [
        {
            "mentions": [[m.start, m.end, m.kind.value, m.rule, m.score, m.name] for m in found],
            "roles": {role.value: share for role, share in roles.items()},
        }
        for found, roles in zip(silver.concepts, silver.roles, strict=True)
    ]
    relations = [
        [head, tail, {type_.value: share for type_, share in types.items()}]
        for (head, tail), types in silver.relations.items()
    ]
    paper = silver.paper
    row = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
    said = {
        "concepts": concepts,
        "relations": relations,
        "tags": [[token, tags] for token, tags in silver.tags.items()],
    }
    return json.dumps({**row, **said}, ensure_ascii=False) + "\n"
