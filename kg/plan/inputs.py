"""Which files a graph was read from, and what tells their content."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from kg.tables.manifest import InputFile


def digests_of(names: Iterable[str], earlier: Iterable[InputFile] = ()) -> tuple[InputFile, ...]:
    """The files by name, those of earlier builds too; what was read from standard input or a zip file has no file."""
    files = {each.name: each for each in earlier}
    for name in names:
        path = Path(name)
        if path.is_file():
            with path.open("rb") as file:
                files[name] = InputFile(name, file_digest(file, "sha256").hexdigest(), path.stat().st_size)
    return tuple(files[name] for name in sorted(files))
