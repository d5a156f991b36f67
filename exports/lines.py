"""N-Triples and N-Quads: one statement a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.resources import Resource

CHUNK = 1 << 20
"""Characters held at a time."""


def triple_lines(resource: Resource) -> str:
    """N-Triples of what is said of one resource, in the order it is said; its graph is not."""
    subject, pairs, _ = resource
    return "".join([f"{subject} {name} {value} .\n" for name, value in pairs])


def quad_lines(resource: Resource) -> str:
    """N-Quads of the same."""
    subject, pairs, place = resource
    if not place:
        return triple_lines(resource)
    return "".join([f"{subject} {name} {value} {place} .\n" for name, value in pairs])


def chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as UTF-8, about ``CHUNK`` characters at a time; no text is cut in two."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
