"""A folder of RDF to publish: ontology, shapes, description and data, and how stores take them in."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from exports.alignment import alignment
from exports.iris import BASE, Iris, web_iri
from exports.jsonld import render_context
from exports.lines import quad_lines
from exports.loading_guide import loading_guide
from exports.ontology import ontology
from exports.parts import write_parts
from exports.profiles import Profile
from exports.provenance import version_of
from exports.rdf import placed_resources, resources
from exports.resources import Resource
from exports.sorting import sorted_texts
from exports.turtle import turtle_texts
from exports.void import Tally, describe_dataset
from extractors.errors import InputError, OutputError
from kg.graph import Graph
from kg.schema import NodeKind

OURS = re.compile(
    r"(?:README\.md|(?:ontology|shapes|void|alignment)\.ttl|context\.jsonld|data-\d+\.nt\.gz|quads-\d+\.nq\.gz)"
)
"""Names of the files that such a folder holds: one that holds others is not replaced."""

TITLE = "Concepts, code and results of AI papers"

Progress = Callable[[int, int | None], None]
"""Called with how many resources are written, and of how many."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: triples of the data and of the ontology, and files with their sizes in bytes, by name."""

    triples: int
    ontology: int
    files: dict[str, int]


def publish(
    graph: Graph,
    folder: Path,
    *,
    base: str = BASE,
    profile: Profile = Profile.EVIDENCE,
    licence: str | None = None,
    progress: Progress | None = None,
) -> Published:
    """Write everything into ``folder``, which is made, or replaced where it holds nothing but such files.

    It is written aside and then moved, so that what is there is always whole. ``licence`` is the address of the licence
    of the data; InputError for one that is none. OutputError for a folder that holds other files, and for a place that
    cannot be written.
    """
    iris, terms = Iris(base), None if licence is None else _licence(licence)
    try:
        _check(folder)
        target = Path(os.path.realpath(folder))
        aside = target.with_name(f".paperkg-{secrets.token_hex(8)}.part")
        aside.mkdir()
        try:
            written = _fill(graph, aside, iris, _in_triples(profile), terms, progress)
            _replace(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}; choose another place") from error
    return written


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is no folder; choose another name")
    if not folder.parent.is_dir():
        raise OutputError(f"{folder}: there is no folder {folder.parent}; make it first, or choose another")
    there = sorted(found.name for found in folder.iterdir()) if folder.exists() else []
    others = [name for name in there if not OURS.fullmatch(name)]
    if others:
        raise OutputError(f"{folder}: holds {others[0]}, which is no part of such a folder; choose a new one")


def _replace(aside: Path, target: Path) -> None:
    old = aside.with_suffix(".old")
    if target.exists():
        target.replace(old)
    aside.replace(target)
    shutil.rmtree(old, ignore_errors=True)


def _in_triples(profile: Profile) -> Profile:
    return Profile.EVIDENCE if profile is Profile.QUADS else profile


def _licence(given: str) -> str:
    iri = web_iri(given)
    if iri is None:
        right = "give an address such as https://creativecommons.org/licenses/by/4.0/"
        raise InputError(f"licence {given!r}", "no address of the web", right)
    return iri


def _fill(
    graph: Graph, folder: Path, iris: Iris, profile: Profile, licence: str | None, progress: Progress | None
) -> Published:
    tally, base = Tally(), iris.base
    data = tally.counted(_reported(resources(graph, base=base, profile=profile), progress))
    placed = placed_resources(graph, base=base, profile=profile)
    parts = [
        *write_parts(sorted_texts(map(_sorted_lines, data)), folder, "data-*.nt.gz"),
        *write_parts(map(quad_lines, placed), folder, "quads-*.nq.gz"),
    ]
    terms = list(ontology())
    declared = sum(len(resource.pairs) for resource in terms)
    described = describe_dataset(graph, iris, tally, [path.name for path in parts], licence=licence)
    _write(folder / "ontology.ttl", turtle_texts(terms, base))
    _write(folder / "void.ttl", turtle_texts(described, base))
    _write(folder / "alignment.ttl", turtle_texts(alignment(graph, iris), base))
    _write(folder / "shapes.ttl", [files("exports").joinpath("linked_data", "shapes.ttl").read_text(encoding="utf-8")])
    _write(folder / "context.jsonld", [render_context(base)])
    _write(folder / "README.md", [_guide(graph, iris, profile, licence, tally.triples, declared)])
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return Published(tally.triples, declared, sizes)


def _guide(graph: Graph, iris: Iris, profile: Profile, licence: str | None, triples: int, declared: int) -> str:
    return loading_guide(
        title=TITLE,
        dataset=iris.dataset(),
        version=version_of(graph),
        profile=profile.value,
        licence=licence,
        papers=sum(1 for _ in graph.nodes(NodeKind.PAPER)),
        triples=triples,
        ontology=declared,
    )


def _sorted_lines(resource: Resource) -> str:
    """N-Triples of a resource with its lines sorted: sorted by their first lines, such texts are sorted files."""
    return "".join(sorted([f"{resource.subject} {name} {value} .\n" for name, value in resource.pairs]))


def _reported(source: Iterable[Resource], progress: Progress | None) -> Iterator[Resource]:
    for number, resource in enumerate(source):
        if progress and number % 1000 == 0:
            progress(number, None)
        yield resource


def _write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(texts)
