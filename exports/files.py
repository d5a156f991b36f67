"""Files that are either whole or not there: written aside, then moved into place."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from exports.formats import format_of
from extractors.errors import OutputError

if TYPE_CHECKING:
    from exports.rdf_options import RdfOptions
    from kg.graph import Graph  # brings NetworkX


def write_graph(graph: Graph, path: Path, *, rdf: RdfOptions | None = None) -> int:
    """Write the graph in the format that the suffix of ``path`` names; the number of bytes written.

    A file that is there is replaced, once the new one is whole. OutputError for a suffix that names no format or one
    that cannot have what ``rdf`` asks for, a missing folder, and a place that cannot be written.
    """
    known = format_of(path)
    arguments = rdf.arguments(path, known) if rdf else {}
    if known.suffix == ".html":  # the one format that may need files beside it
        from exports.explorer.files import write_explorer

        return write_explorer(graph, path)
    return write_chunks(known.renderer()(graph, **arguments), path)


def write_chunks(chunks: Iterable[bytes], path: Path) -> int:
    """Write ``chunks`` one after the other as the file ``path``; the number of bytes written.

    Until the last chunk is on the disk ``path`` is as it was, whatever happens. A link is followed and kept. A file
    that is replaced keeps its permissions, as far as the umask lets it.
    """
    try:
        target = Path(os.path.realpath(path))  # Path.resolve raises on a loop of links
        mode = _mode(target, path)
        aside = target.with_name(f".paperkg-{secrets.token_hex(8)}.part")
        return _replace(chunks, aside, target, mode)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}; choose another place") from error


def _mode(target: Path, path: Path) -> int:
    if not target.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first, or choose another")
    if not target.exists():
        return 0o666
    if not target.is_file():
        raise OutputError(f"{path}: is {'a folder' if target.is_dir() else 'no plain file'}; choose another name")
    return stat.S_IMODE(target.stat().st_mode)


def _replace(chunks: Iterable[bytes], aside: Path, target: Path, mode: int) -> int:
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            written = sum(map(file.write, chunks))
            file.flush()
            os.fsync(handle)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return written
