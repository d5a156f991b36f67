"""The manifest of a kept graph: which files hold its tables, and how it was made.

It is the one file whose replacing makes another graph of a folder; the tables it names are never changed in place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.errors import GraphError

FILE = "manifest.json"
FOLDER = "tables"
SCHEMA = 4
"""Raised when the tables change; a graph of another schema is rebuilt from its papers, not misread."""

FORMER = "graph.sqlite"
"""What schema 1 was kept in."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where a table is, as a path in the graph's folder, how many rows it has, and how many bytes."""

    file: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that papers were read from: its name as given, and what tells its content."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``about`` says how the graph was made; ``tables`` are by name, ``inputs`` in the order of reading."""

    about: Mapping[str, str | int]
    tables: Mapping[str, TableFile]
    inputs: tuple[InputFile, ...] = field(default=())

    def to_json(self) -> str:
        """The text of the file: the same for the same graph."""
        content = {
            "schema": SCHEMA,
            "about": dict(self.about),
            "tables": {
                name: {"file": t.file, "rows": t.rows, "bytes": t.bytes} for name, t in sorted(self.tables.items())
            },
            "inputs": [{"name": i.name, "sha256": i.sha256, "bytes": i.bytes} for i in self.inputs],
        }
        return json.dumps(content, ensure_ascii=True, sort_keys=True, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a graph's folder; a GraphError when there is none, or it is damaged or of another schema."""
    path = folder / FILE
    if not path.is_file():
        raise _missing(folder)
    try:
        return _manifest(path, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise GraphError(f"{path}: damaged ({error}); {remedy(folder)}") from error


def remedy(folder: Path) -> str:
    """What helps where a folder's graph cannot be used: a build extends what is there, and so would be refused too."""
    return f"build into another folder, or remove {folder / FILE} and {folder / FOLDER} and build it again"


def _missing(folder: Path) -> GraphError:
    if (folder / FORMER).is_file():
        other = "made by another version of paperkg; build it again from its papers, once this file is gone"
        return GraphError(f"{folder / FORMER}: {other}")
    return GraphError(f"{folder}: no graph is kept there; make one with: paperkg build INPUT -o {folder}")


def _manifest(path: Path, content: dict[str, Any]) -> Manifest:
    if content["schema"] != SCHEMA:
        raise GraphError(f"{path}: made by another version of paperkg; {remedy(path.parent)}")
    about = {str(key): value for key, value in content["about"].items()}
    if not all(isinstance(value, str | int) for value in about.values()):
        raise TypeError("about holds what is neither text nor a whole number")
    tables = {
        str(name): TableFile(str(t["file"]), int(t["rows"]), int(t["bytes"])) for name, t in content["tables"].items()
    }
    inputs = (InputFile(str(i["name"]), str(i["sha256"]), int(i["bytes"])) for i in content["inputs"])
    return Manifest(about, tables, tuple(inputs))
