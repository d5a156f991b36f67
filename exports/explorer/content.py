"""All that a page holds at once: the nodes it draws and where, families, regions, words and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from exports.communities import find_communities, weighted
from exports.embedding import Json
from exports.explorer.drawing import Drawing, Line, choose_drawn
from exports.explorer.families import Family, find_families
from exports.explorer.reading import RANKS, Reading
from exports.explorer.regions import Region, find_regions
from exports.explorer.tables import word_tables
from exports.explorer.terms import term_table
from exports.kinds import KIND_NAMES
from exports.layout import place
from kg.schema import NodeKind, Predicate

TITLE = "A map of papers"

_VARIANT = RANKS[Predicate.VARIANT_OF]


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn, how large and where, in whole units, and what lies under it."""

    drawing: Drawing
    radii: tuple[float, ...]
    spots: tuple[tuple[int, int], ...]
    families: tuple[Family, ...]
    regions: tuple[Region, ...]


def make_map(reading: Reading) -> Map:
    """Choose what is drawn, and lay it out."""
    drawing = choose_drawn(reading)
    families = find_families(reading, drawing)
    number = {row: position for position, row in enumerate(drawing.rows)}
    edges = [(number[line.head], number[line.tail]) for line in drawing.lines]
    bonds = [(number[family.head], number[member]) for family in families for member in family.members]
    radii = tuple(_radius(reading, row, alone=not drawing.with_papers) for row in drawing.rows)
    member_of = find_communities(*weighted(edges, bonds, len(radii)), len(radii))
    spots = tuple(place(radii, edges, bonds, member_of=member_of))
    return Map(drawing, radii, spots, families, find_regions(reading, drawing, member_of, spots))


def page_index(reading: Reading, made: Map) -> dict[str, Json]:
    """The tables that every page has, whether its details stand in it or beside it."""
    return {
        "title": TITLE,
        **word_tables(reading),
        "terms": term_table(),
        "count": len(reading.nodes),
        "papers": sum(node.kind is NodeKind.PAPER for node in reading.nodes),
        "counts": _counts(reading),
        "span": _span(reading),
        "drawn": [
            [row, x, y, radius] for row, radius, (x, y) in zip(made.drawing.rows, made.radii, made.spots, strict=True)
        ],
        "lines": [list(line) for line in sorted(made.drawing.lines, key=_first_drawn)],
        "families": [[family.head, list(family.members)] for family in made.families],
        "regions": [_region(region) for region in made.regions],
    }


def _first_drawn(line: Line) -> tuple[bool, int, Line]:
    """Lines in the order in which a machine too slow for all of them draws them: families first."""
    return line.predicate != _VARIANT, line.predicate % len(RANKS), line


def _region(region: Region) -> Json:
    names, size, ground = region
    return [list(names), size, list(ground.middle), [value for corner in ground.outline for value in corner]]


def years_of(reading: Reading, rows: Iterable[int]) -> list[Json]:
    """For each concept the first year in which a paper names it, and how many do from then on."""
    return [_years(reading, row) for row in rows]


def _years(reading: Reading, row: int) -> list[Json]:
    papers = reading.nx.pred[reading.nodes[row].id]
    years = Counter(year for paper in papers if isinstance(year := reading.nx.nodes[paper].get("year"), int))
    return [min(years), *(years[year] for year in range(min(years), max(years) + 1))] if years else [0]


def _radius(reading: Reading, row: int, *, alone: bool) -> float:
    """Area grows with the papers that touch a node, up to 56 of them; papers are all small, for they are many.

    Where concepts are drawn alone they are the best known of a large graph, and area grows with the root.
    """
    if reading.nodes[row].kind is NodeKind.PAPER:
        return 4.5
    papers = reading.touching[row]
    return round(min(4.0 + (1.1 * papers**0.3 if alone else 2.4 * sqrt(papers)), 22.0), 1)


def _counts(reading: Reading) -> dict[str, Json]:
    kinds = Counter(node.kind for node in reading.nodes)
    counts: dict[str, Json] = {name: kinds[kind] for kind, name in KIND_NAMES.items() if kinds[kind]}
    return counts | {"statements": reading.nx.number_of_edges()}


def _span(reading: Reading) -> Json:
    """The first and the last year of any paper."""
    years = [
        year
        for node in reading.nodes
        if node.kind is NodeKind.PAPER and isinstance(year := node.attributes.get("year"), int)
    ]
    return [min(years), max(years)] if years else None
