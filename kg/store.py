"""A graph kept in a folder: one SQLite file, replaced as a whole, so that it is never half-written."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import OutputError
from extractors.types import Extraction
from kg.codec import from_json, to_json
from kg.concepts import Merge
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.graph_file import FILE, FORMAT, opened
from kg.schema import NodeKind, Predicate

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE extractions (paper TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nodes (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, attributes TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE evidence (
    head TEXT NOT NULL, predicate TEXT NOT NULL, tail TEXT NOT NULL, paper TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, sentence TEXT NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL
);
CREATE TABLE merges (
    concept TEXT NOT NULL, surface TEXT NOT NULL, reason TEXT NOT NULL, paper TEXT NOT NULL,
    kept_apart INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a folder keeps: what was read, what was made of it, and how."""

    extractions: tuple[Extraction, ...]
    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    merges: tuple[Merge, ...]
    about: Mapping[str, str | int]


def write_graph(folder: Path, kept: Kept) -> None:
    """Write aside, then replace; an OutputError leaves what was there as it was."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".graph-", suffix=".sqlite", dir=folder)
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; choose a folder that can be written") from error
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            _fill(connection, kept)
        aside.chmod(0o644)
        aside.replace(folder / FILE)
    except (OSError, sqlite3.Error, UnicodeError) as error:
        raise OutputError(f"{folder / FILE}: {error}; the graph that was there is unchanged") from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _fill(connection: sqlite3.Connection, kept: Kept) -> None:
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
    about = {"format": FORMAT, **kept.about}
    with connection:
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)", ((key, _json(value)) for key, value in sorted(about.items()))
        )
        connection.executemany(
            "INSERT INTO extractions VALUES (?, ?)", ((e.paper.id, _json(to_json(e))) for e in kept.extractions)
        )
        rows = ((n.id, n.kind.value, n.label, _json(dict(n.attributes))) for n in kept.nodes)
        connection.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _evidence_rows(kept.facts))
        merges = ((m.concept, m.surface, m.reason, m.paper, int(m.kept_apart)) for m in kept.merges)
        connection.executemany("INSERT INTO merges VALUES (?, ?, ?, ?, ?)", merges)
        connection.execute("CREATE INDEX merges_by_concept ON merges (concept)")


def _evidence_rows(facts: Iterable[Fact]) -> Iterator[tuple[str | int | float, ...]]:
    for fact in facts:
        for piece in fact.evidence:
            yield (
                fact.head,
                fact.predicate.value,
                fact.tail,
                piece.paper,
                piece.start,
                piece.end,
                piece.sentence,
                piece.rule,
                piece.score,
            )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def has_graph(folder: Path) -> bool:
    """Whether a graph is kept in this folder."""
    return (folder / FILE).is_file()


def read_graph(folder: str | Path) -> Graph:
    """The kept graph; a GraphError when there is none, or it is damaged or of another format."""
    with opened(Path(folder)) as connection:
        nodes = [
            Node(
                name,
                NodeKind(kind),
                label,
                {
                    key: tuple(value) if isinstance(value, list) else value
                    for key, value in json.loads(attributes).items()
                },
            )
            for name, kind, label, attributes in connection.execute("SELECT * FROM nodes")
        ]
        return Graph.from_facts(nodes, _read_facts(connection), read_about(connection))


def read_extractions(folder: Path) -> list[Extraction]:
    """What was read from each paper, by paper id."""
    with opened(folder) as connection:
        return [
            from_json(json.loads(content))
            for (content,) in connection.execute("SELECT content FROM extractions ORDER BY paper")
        ]


def read_merges(folder: Path, concept: str) -> list[Merge]:
    """Why each surface stands for a concept, sorted."""
    with opened(folder) as connection:
        rows = connection.execute("SELECT * FROM merges WHERE concept = ?", (concept,)).fetchall()
    return sorted(Merge(name, surface, reason, paper, bool(apart)) for name, surface, reason, paper, apart in rows)


def read_all_merges(folder: Path) -> list[Merge]:
    """Why each surface stands for its concept, and for no other, for all concepts, sorted."""
    with opened(folder) as connection:
        rows = connection.execute("SELECT * FROM merges").fetchall()
    return sorted(Merge(name, surface, reason, paper, bool(apart)) for name, surface, reason, paper, apart in rows)


def read_edition(folder: Path) -> str:
    """Which ``extractors.edition`` read the kept papers; empty when that is not known."""
    with opened(folder) as connection:
        return str(read_about(connection).get("edition", ""))


def read_kept(folder: Path, what: str) -> str:
    """The ``decisions`` or ``catalogue`` of the user's that the kept graph was made with; empty without any."""
    with opened(folder) as connection:
        return str(read_about(connection).get(what, ""))


def read_about(connection: sqlite3.Connection) -> dict[str, str | int]:
    """How the graph was made."""
    return {key: json.loads(value) for key, value in connection.execute("SELECT key, value FROM about ORDER BY key")}


def _read_facts(connection: sqlite3.Connection) -> Iterator[Fact]:
    rows = connection.execute("SELECT * FROM evidence ORDER BY head, predicate, tail, rowid")
    current: tuple[str, str, str] | None = None
    pieces: list[Evidence] = []
    for head, predicate, tail, *rest in rows:
        if current is not None and current != (head, predicate, tail):
            yield Fact(current[0], Predicate(current[1]), current[2], tuple(pieces))
            pieces = []
        current = (head, predicate, tail)
        pieces.append(Evidence(*rest))
    if current is not None:
        yield Fact(current[0], Predicate(current[1]), current[2], tuple(pieces))
