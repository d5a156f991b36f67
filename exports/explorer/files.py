"""The explorer on a disk: one HTML file or, of a large graph, that and a folder of script files beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from exports.embedding import pieces
from exports.explorer.content import Map, make_map, page_index, years_of
from exports.explorer.page import page_of, whole_page
from exports.explorer.parts import Part, parts_of, ranges_of
from exports.explorer.reading import Reading, read
from exports.explorer.tables import light_row
from exports.files import write_chunks
from extractors.errors import OutputError
from kg.graph import Graph


def write_explorer(graph: Graph, path: Path) -> int:
    """Write the page, in parts where papers and all would be too many to draw; the bytes written, all files together.

    The folder is named after the page and what is in it, so that a page never reads the parts of another; those of an
    earlier page at this place are removed once the new one stands.
    """
    reading = read(graph)
    made = make_map(reading)
    if made.drawing.with_papers:
        written = write_chunks(pieces(whole_page(reading, made)), path)
        _remove_parts(path)
        return written
    return _write_in_parts(reading, made, path)


def _write_in_parts(reading: Reading, made: Map, path: Path) -> int:
    ranges = ranges_of(reading)
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first, or choose another")
    try:
        with tempfile.TemporaryDirectory(prefix=".paperkg-", dir=path.parent) as aside:
            folder, written = _write_parts(parts_of(reading, ranges), path, Path(aside) / "parts")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}; choose another place") from error
    index = page_index(reading, made)
    index |= {
        "files": {"folder": folder.name, "names": list(ranges.names), "blocks": list(ranges.blocks)},
        "rows": [light_row(reading, row) for row in made.drawing.rows],
        "years": years_of(reading, made.drawing.rows),
    }
    written += write_chunks(pieces(page_of(index, None)), path)
    _remove_parts(path, but=folder)
    return written


def _write_parts(parts: Iterable[Part], path: Path, aside: Path) -> tuple[Path, int]:
    """Write all parts and move them into place; their folder, and the bytes written."""
    digest, written = sha256(), 0
    aside.mkdir()
    for part in parts:
        text = part.text.encode("utf-8", "backslashreplace")
        digest.update(part.name.encode() + text)
        written += (aside / f"{part.name}.js").write_bytes(text)
    folder = path.with_name(f"{path.stem}.parts-{digest.hexdigest()[:12]}")
    if not folder.exists():
        aside.rename(folder)
    return folder, written


def _remove_parts(path: Path, *, but: Path | None = None) -> None:
    for folder in path.parent.glob(f"{_literal(path.stem)}.parts-????????????"):
        if folder != but and (folder / "names-0.js").is_file():
            shutil.rmtree(folder)


def _literal(text: str) -> str:
    """A name in which no character is a wildcard of ``glob``."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)
