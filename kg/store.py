"""A graph kept in a folder: Parquet tables and a manifest that names them, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.concepts import Merge
from kg.graph import Graph
from kg.tables.lazy_mappings import TableGraph
from kg.tables.manifest import FILE, FORMER, InputFile, read_manifest
from kg.tables.reading import OpenTables
from kg.tables.writing import Replacing, replaced_files, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator


def replaced_tables(folder: Path) -> AbstractContextManager[Replacing]:
    """To keep tables, given one by one, in place of those that are there; an OutputError leaves these as they were."""
    return replaced_files(folder)


def write_tables(
    folder: Path, tables: Mapping[str, Any], about: Mapping[str, str | int], inputs: Iterable[InputFile] = ()
) -> None:
    """Keep these tables, as ``kg.plan.assembly`` makes them, in place of those that were there.

    A table that is there already is not written again. An OutputError leaves what was there as it was.
    """
    write_files(folder, tables, about, tuple(inputs))


def has_graph(folder: Path) -> bool:
    """Whether a graph is kept in this folder, be it of this version or another."""
    return (folder / FILE).is_file() or (folder / FORMER).is_file()


def opened_tables(folder: str | Path) -> OpenTables:
    """The tables of a folder, read when they are asked for; a GraphError as for ``read_graph``."""
    return OpenTables.of(Path(folder))


def read_graph(folder: str | Path) -> Graph:
    """The kept graph, of which each question reads what it needs.

    A GraphError when there is none, or it is damaged or of another version; damage that does not show in the manifest
    and the sizes of the files is told when it is met.
    """
    tables = opened_tables(folder)
    return Graph(TableGraph(tables), tables.about)


def read_merges(folder: Path, concept: str) -> list[Merge]:
    """Why each surface stands for a concept, sorted."""
    tables = opened_tables(folder)
    with tables.reading():
        return list(_merges(tables.rows_with("merges", "concept", concept)))


def read_all_merges(folder: Path) -> list[Merge]:
    """Why each surface stands for its concept, and for no other, for all concepts, sorted."""
    tables = opened_tables(folder)
    with tables.reading():
        return list(_merges(tables.whole("merges")))


def _merges(table: Any) -> Iterator[Merge]:
    columns = (table[name].to_pylist() for name in ("concept", "surface", "reason", "paper", "kept_apart"))
    return map(Merge, *columns)


def read_kept(folder: Path, what: str) -> str:
    """The ``decisions`` or ``catalogue`` of the user's that the kept graph was made with; empty without any."""
    return str(read_manifest(folder).about.get(what, ""))
