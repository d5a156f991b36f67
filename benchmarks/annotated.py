"""Annotated papers beside what the graph makes of them, for the benchmarks that judge identity and families."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.spelling import spelling_key
from extractors.types import Extraction
from kg.builder import extract_inputs
from kg.resolve import Resolution

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """Everything read and resolved together; ``nodes`` holds, by annotated paper, the node of each surface met."""

    rows: list[Row]
    nodes: Mapping[str, Mapping[str, str]]
    extractions: list[Extraction]
    resolution: Resolution


def read_gold(paths: Iterable[Path]) -> list[Row]:
    """The annotated papers; their ids are made unlike those of other input."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [{**row, "id": f"gold-{number}"} for number, row in enumerate(rows)]


def read_together(rows: list[Row], others: Sequence[str]) -> Read:
    """The annotated texts and those of other files, read and resolved together."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers.jsonl"
        lines = (json.dumps({key: row[key] for key in ("id", "title", "abstract")}) for row in rows)
        papers.write_text("\n".join(lines) + "\n", encoding="utf-8")
        extractions, resolution, _ = extract_inputs([str(papers), *others])
    by_title = {
        extraction.paper.title: {
            mention.text: resolution.concept_of(extraction.paper.id, mention) for mention in extraction.mentions
        }
        for extraction in extractions
    }
    return Read(rows, {row["id"]: by_title.get(row["title"], {}) for row in rows}, extractions, resolution)


def node_of(concept: Row, met: Mapping[str, str], *, by_name: bool) -> str:
    """The node an annotated concept has in its paper; empty where none of its surfaces was found.

    With ``by_name`` only surfaces count that spell the concept's own name; "classification" does not spell "image
    classification", and what it stands for is no question of identity.
    """
    surfaces = [surface for surface in concept["surfaces"] if surface in met]
    if by_name:
        surfaces = [surface for surface in surfaces if spelling_key(surface) == spelling_key(concept["name"])]
    counts = Counter(met[surface] for surface in surfaces)
    return min(counts, key=lambda node: (-counts[node], node)) if counts else ""
