"""Every name that a node may be asked for by, and how what a person types is spelled to be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from extractors.text import fold
from kg.facts import Node
from kg.schema import NodeKind

_ADDRESSED = frozenset({NodeKind.PAPER, NodeKind.REPOSITORY, NodeKind.PAGE})

Spelling: TypeAlias = Callable[[str], str]


class NameRow(NamedTuple):
    """A name of a node; ``way`` is the place of the way it was made in, in ``WAYS``, and ``row`` the node's number."""

    name: str
    way: int
    row: int


_ARXIV = re.compile(
    r"(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:doi\.org/)?10\.48550/arxiv\.|arxiv:)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?(?:\.pdf)?"
)


def address(name: str) -> str:
    """A paper's own id or a URL, as people leave parts of it out or add some.

    >>> [address(each) for each in ("arXiv:2106.09685v2", "https://arxiv.org/abs/2106.09685")]
    ['2106.09685', '2106.09685']
    """
    plain = name.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    found = _ARXIV.fullmatch(plain)
    return found[1] if found else plain.removeprefix("arxiv:")


def _label(node: Node) -> Iterator[str]:
    yield node.label


def _aliases(node: Node) -> Iterator[str]:
    aliases = node.attributes.get("aliases", ())
    return iter(aliases if isinstance(aliases, tuple) else ())


def _own_address(node: Node) -> Iterator[str]:
    if node.kind in _ADDRESSED:
        yield node.id.partition(":")[2]


def _title_head(node: Node) -> Iterator[str]:
    """What a paper's title has before a colon, which is often all that people remember."""
    head, colon, _ = node.label.partition(":")
    if colon and node.kind == NodeKind.PAPER:
        yield head


def _link(node: Node) -> Iterator[str]:
    yield str(node.attributes.get("link", ""))


WAYS: tuple[tuple[Spelling, Callable[[Node], Iterator[str]]], ...] = (
    (str, _label),
    (str, _aliases),
    (fold, _label),
    (fold, _aliases),
    (address, _own_address),
    (fold, _title_head),
    (address, _link),
)
"""How a name is spelled to be compared, and which names of a node are; those that come first are tried first."""


def names_of(node: Node) -> Iterator[tuple[str, int]]:
    """The names of a node with the way each was made in; each once for each way."""
    for way, (spelled, names) in enumerate(WAYS):
        for name in sorted({spelled(each) for each in names(node)}):
            if name:
                yield name, way


def name_rows(nodes: Iterable[Node]) -> Iterator[NameRow]:
    """The names of nodes, which are numbered as they come."""
    for row, node in enumerate(nodes):
        yield from (NameRow(name, way, row) for name, way in names_of(node))
