"""The catalogue: what is known of AI concepts before any paper is read.

Tables in ``extractors/data/catalogue/*.tsv``, written for this project from knowledge: kind, canonical name,
aliases, family (what it is directly a variant of), year, link. It names and links; it is not the only way to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.collecting import uncollected
from extractors.errors import InputError
from extractors.text import fold
from extractors.types import Kind

COLUMNS = ("kind", "name", "aliases", "family", "year", "link")


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of the catalogue; ``family`` holds (kind, name) of its nearest parents."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    family: tuple[tuple[Kind, str], ...] = ()
    year: int | None = None
    link: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the canonical one first."""
        return (self.name, *self.aliases)

    @property
    def keys(self) -> frozenset[str]:
        """Its names, folded."""
        return frozenset(filter(None, map(fold, self.names)))


def parse_catalogue(lines: Iterable[str], place: str) -> Iterator[Entry]:
    """The entries of one table; a malformed row is an InputError that names its line."""
    return (entry for _, entry in parse_rows(lines, place))


def parse_rows(lines: Iterable[str], place: str) -> Iterator[tuple[str, Entry]]:
    """The same, each entry with the place it stands at; blank lines are passed over."""
    for place_of_row, _, entry in try_rows(lines, place):
        if isinstance(entry, InputError):
            raise entry
        yield place_of_row, entry


def try_rows(lines: Iterable[str], place: str) -> Iterator[tuple[str, str, Entry | InputError]]:
    """Of each row its place, its name and the entry, or what is wrong with it; after other columns nothing is read."""
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1:
            if tuple(cells) != COLUMNS:
                yield f"{place}:1", "", InputError(f"{place}:1", f"columns {cells}", f"expected {', '.join(COLUMNS)}")
                return
        elif line.strip():
            yield f"{place}:{number}", "".join(cells[1:2]), _tried(cells, f"{place}:{number}")


def _tried(cells: list[str], place: str) -> Entry | InputError:
    try:
        return _entry(cells, place)
    except InputError as error:
        return error


def _entry(cells: list[str], place: str) -> Entry:
    if len(cells) != len(COLUMNS):
        raise InputError(place, f"{len(cells)} columns", f"expected {len(COLUMNS)}, tab-separated")
    kind_name, name, aliases, family, year, link = cells
    try:
        kind = Kind(kind_name)
    except ValueError as error:
        raise InputError(place, f"kind {kind_name!r}", f"expected one of {', '.join(Kind)}") from error
    if not fold(name):
        raise InputError(place, f"name {name!r}", "expected a name with a letter or digit")
    if year and not year.isdecimal():
        raise InputError(place, f"year {year!r}", "expected a year or nothing")
    parents = tuple(_parent(parent, kind) for parent in family.split("|") if parent)
    known = tuple(alias for alias in aliases.split("|") if alias)
    return Entry(kind, name, known, parents, int(year) if year else None, link)


def _parent(written: str, kind: Kind) -> tuple[Kind, str]:
    prefix, _, rest = written.partition(":")
    return (Kind(prefix), rest) if rest and prefix in set(Kind) else (kind, written)


def render_catalogue(entries: Iterable[Entry]) -> str:
    """The table of entries, in their order."""
    rows = [COLUMNS, *map(_cells, entries)]
    return "".join("\t".join(row) + "\n" for row in rows)


def _cells(entry: Entry) -> tuple[str, ...]:
    family = "|".join(name if kind is entry.kind else f"{kind}:{name}" for kind, name in entry.family)
    return entry.kind, entry.name, "|".join(entry.aliases), family, str(entry.year or ""), entry.link


@cache
@uncollected()
def shipped_catalogue() -> tuple[Entry, ...]:
    """All entries that ship with the package, by kind and name."""
    folder = files("extractors") / "data" / "catalogue"
    entries: list[Entry] = []
    for table in sorted(folder.iterdir(), key=lambda path: path.name):
        if table.name.endswith(".tsv"):
            entries.extend(parse_catalogue(table.read_text(encoding="utf-8").splitlines(), table.name))
    return tuple(sorted(entries, key=lambda entry: (entry.kind, entry.name)))
