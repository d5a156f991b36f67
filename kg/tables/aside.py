"""Files written aside and then put in place, so that a reader finds the former one or the new one, whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def aside_of(folder: Path, name: str) -> Path:
    """An empty file in a folder that no reader looks at; who asked for it puts it in place or removes it."""
    handle, made = tempfile.mkstemp(prefix=f".{name}-", suffix=".part", dir=folder)
    os.close(handle)
    return Path(made)


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A file to write that takes the place of ``path`` in the end, or is removed where writing it fails."""
    aside = aside_of(path.parent, path.stem)
    try:
        yield aside
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
