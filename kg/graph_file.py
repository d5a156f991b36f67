"""The file that a kept graph is in, opened to be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from extractors.errors import GraphError

FILE = "graph.sqlite"
FORMAT = "1"
"""Raised when the tables change; a graph of another format is rebuilt from its papers, not misread."""


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to read by; a GraphError when there is no graph, or it is damaged or of another format."""
    path = folder / FILE
    if not path.is_file():
        raise GraphError(f"{folder}: no graph is kept there; make one with: paperkg build INPUT -o {folder}")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
            if found is None or json.loads(found[0]) != FORMAT:
                raise GraphError(f"{path}: made by another version of paperkg; build it again")
            yield connection
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise GraphError(f"{path}: damaged ({error}); build it again") from error
