"""How well extraction does on annotated papers: precision, recall, F1 with intervals, and how true its scores are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.training.gold import Row, read_rows
from kg.scoring import Tally, align, score_paper

RESAMPLES = 1000
"""Bootstrap samples of the papers (Efron and Tibshirani, 1993)."""

NEEDED = ("id", "title", "abstract", "concepts", "relations", "repos", "results")
"""What an evaluation needs of every annotated paper."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the evaluation; rates lie in [0, 1]."""

    name: str
    precision: float
    recall: float
    f1: float
    low: float
    """2.5 % of resampled sets of papers have an F1 below this."""
    high: float
    """2.5 % have one above."""
    given: int
    found: int


@dataclass(frozen=True, slots=True)
class Band:
    """Concepts whose scores lie in [low, high), and how many of them are right."""

    low: float
    high: float
    concepts: int
    score: float
    """Their mean score."""
    right: float
    """The share that is right, kind and all."""


def read_annotated(path: Path) -> list[Row]:
    """The annotated papers of a JSON lines file; InputError names the line that is none."""
    return [row for _, row in read_rows(path, NEEDED)]


def evaluate(gold: Sequence[Row], records: Iterable[Row], *, seed: int = 0) -> list[Figure]:
    """Every figure, micro-averaged over the papers; a paper without a record counts as one with nothing found."""
    found = {record["id"]: record for record in records}
    empty: Row = {"concepts": [], "relations": [], "repos": [], "results": []}
    tallies = [score_paper(paper, found.get(paper["id"], empty)) for paper in gold]
    names = sorted({name for tally in tallies for name, _ in tally})
    return [_figure(name, tallies, seed) for name in names]


def _figure(name: str, tallies: Sequence[Tally], seed: int) -> Figure:
    rows = [tuple(tally[name, count] for count in ("right", "found", "met", "given")) for tally in tallies]
    precision, recall, f1 = _rates(rows)
    draw = random.Random(seed)
    sampled = sorted(_rates(draw.choices(rows, k=len(rows)))[2] for _ in range(RESAMPLES))
    low, high = sampled[int(0.025 * RESAMPLES)], sampled[int(0.975 * RESAMPLES) - 1]
    return Figure(name, precision, recall, f1, low, high, sum(row[3] for row in rows), sum(row[1] for row in rows))


def _rates(rows: Iterable[tuple[int, ...]]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where nothing was found or given."""
    right, found, met, given = map(sum, zip(*rows, strict=True))
    precision = right / found if found else 0.0
    recall = met / given if given else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right and met else 0.0


def reliability(gold: Sequence[Row], records: Iterable[Row], *, bands: int = 5) -> list[Band]:
    """How often concepts are right whose scores lie in each of equally wide bands; optional concepts are left out."""
    papers = {paper["id"]: paper for paper in gold}
    scores: dict[int, list[tuple[float, bool]]] = {band: [] for band in range(bands)}
    for record in records:
        for score, right in _judged(papers[record["id"]]["concepts"], record["concepts"]):
            scores[min(bands - 1, int(score * bands))].append((score, right))
    return [
        Band(band / bands, (band + 1) / bands, len(own), _mean(s for s, _ in own), _mean(float(r) for _, r in own))
        for band, own in scores.items()
        if own
    ]


def _judged(gold: list[Row], found: list[Row]) -> Iterable[tuple[float, bool]]:
    pairs = align(gold, found)
    for index, concept in enumerate(found):
        other = gold[pairs[index]] if index in pairs else None
        if other is None or other["level"] != "optional":
            yield concept["score"], other is not None and concept["type"] in (other["type"], *other["alt_types"])


def _mean(numbers: Iterable[float]) -> float:
    values = list(numbers)
    return sum(values) / len(values)
