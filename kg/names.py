"""From what a person types to the node that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractors.errors import UnknownNameError
from extractors.text import slug
from kg.adjacency import degree_of, kind_of
from kg.caching import per_graph
from kg.schema import CONCEPT_KINDS, NodeKind
from kg.tables.names import WAYS
from kg.tables.numbers import columns_of, named_rows

if TYPE_CHECKING:
    import networkx

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)
COMPARED = 400
"""How many labels of like letters are compared in full with a name that nothing goes by."""


def find_node(nx: networkx.MultiDiGraph[str], name: str, kinds: Iterable[NodeKind] = tuple(NodeKind)) -> str:
    """The id of the node that a name means, among nodes of these kinds.

    Tried in this order: an id; a label (a paper's is its title); an alias; label and alias again, whatever their
    case, plural, hyphens and spaces; a paper's own id, an arXiv one however it is pasted; a repository's or page's
    URL; what a title has before its colon; a concept's link; how one title begins. Of several nodes of a kind, the
    one whose id is made of the name, which its namesakes' are not; then the one with most edges. ``method:LoRA`` asks
    for a kind.
    Raises UnknownNameError, with the nearest names, when nothing fits.
    """
    wanted = frozenset(kind.value for kind in kinds)
    if name in nx and kind_of(nx, name) in wanted:
        return name
    prefix, _, rest = name.partition(":")
    if rest and prefix in _CONCEPTS & wanted:
        return find_node(nx, rest, (NodeKind(prefix),))
    for found in _named(nx, name):
        nodes = [node for node in found if kind_of(nx, node) in wanted]
        if len(nodes) == 1:
            return nodes[0]
        if nodes:
            return max(_without_namesakes(nodes, name), key=lambda node: (degree_of(nx, node), node))
    if NodeKind.PAPER.value in wanted and len(titled := _titles_from(nx, name)) == 1:
        return titled[0]
    raise UnknownNameError(name, nearest_names(nx, name, wanted), _other_kind(nx, name, wanted))


def _titles_from(nx: networkx.MultiDiGraph[str], beginning: str) -> list[str]:
    """The papers whose titles begin so, if that is more than a word."""
    columns = columns_of(nx)
    if " " not in beginning.strip():
        return []
    rows = np.flatnonzero(columns.nodes.labels.beginning(beginning.strip()) & columns.papers)
    return columns.nodes.ids.many(rows)


def _other_kind(nx: networkx.MultiDiGraph[str], name: str, wanted: frozenset[str]) -> str:
    """What else goes by a name, of which none of these kinds does; empty where nothing does."""
    other = frozenset(kind.value for kind in NodeKind) - wanted
    found = next((kind_of(nx, node) for nodes in _named(nx, name) for node in nodes), "")
    return f"{found}, and {' or '.join(sorted(wanted))} is asked for" if found in other else ""


def _without_namesakes(nodes: Collection[str], name: str) -> list[str]:
    """The nodes without those of whose kind another has the id that the name makes."""
    own = {node for node in nodes if node.partition(":")[2] == slug(name)}
    kinds = {node.partition(":")[0] for node in own}
    return [node for node in nodes if node in own or node.partition(":")[0] not in kinds]


def _named(nx: networkx.MultiDiGraph[str], name: str) -> Iterator[list[str]]:
    """The nodes that go by a name, for each of ``kg.tables.names.WAYS`` that it can be meant in."""
    ids = columns_of(nx).nodes.ids
    spellings = [spelled(name) for spelled, _ in WAYS]
    rows = {spelling: named_rows(nx, spelling) for spelling in set(spellings) if spelling}
    for way, spelling in enumerate(spellings):
        found = [row for made, row in rows.get(spelling, ()) if made == way]
        if found:
            yield [ids[row] for row in found]


def nearest_names(nx: networkx.MultiDiGraph[str], name: str, kinds: Collection[str], count: int = 5) -> tuple[str, ...]:
    """The labels closest in spelling to a name, best first: difflib's ratio, at least 0.6, over lower-case labels.

    Only the ``COMPARED`` labels whose letters differ least are compared, so that a large graph answers at once.
    """
    lower = name.lower()
    alike = _alike(nx, lower, kinds)
    labels = {near: label for _, _, near, label in reversed(alike)}
    close = difflib.get_close_matches(lower, sorted(labels), n=count, cutoff=0.6)
    return tuple(labels[label] for label in close)


def nearest_ids(nx: networkx.MultiDiGraph[str], name: str, kinds: Collection[NodeKind]) -> tuple[str, ...]:
    """The id of the node that a name or an unknown id means, else the ids of those whose labels are closest to it."""
    columns = columns_of(nx)
    try:
        return (find_node(nx, name, kinds),)
    except UnknownNameError as error:
        of_kind = columns.of_kind(*kinds)
        rows = (np.flatnonzero(columns.nodes.labels.equal(near) & of_kind)[0] for near in error.nearest)
        return tuple(columns.nodes.ids.many(np.array([*rows], dtype=np.int64)))


def _alike(nx: networkx.MultiDiGraph[str], lower: str, kinds: Collection[str]) -> list[tuple[int, int, str, str]]:
    """The labels that differ least, with how many letters they and the name do not share and how much longer they are.

    Labels are ordered by those two, then as text.
    """
    spelled = _spelled(nx)
    rows = np.flatnonzero(columns_of(nx).of_kind(*map(NodeKind, kinds)))
    own = _letters(lower)
    apart = _ones(spelled.letters[rows] ^ np.uint64(own))
    further = np.abs(spelled.lengths[rows] - len(lower))
    order = apart * _LONG + np.minimum(further, _LONG - 1)
    if len(rows) > COMPARED:
        rows = rows[order <= np.partition(order, COMPARED - 1)[COMPARED - 1]]
    labels = columns_of(nx).nodes.labels.many(rows)
    counted = ((label, label.lower()) for label in labels)
    return nsmallest(
        COMPARED,
        (((_letters(low) ^ own).bit_count(), abs(len(low) - len(lower)), low, label) for label, low in counted),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Spelled:
    """The labels in lower case: a bit for each letter and digit that occurs, and how many characters there are."""

    letters: NDArray[np.uint64]
    lengths: NDArray[np.int64]


_LONG = 1 << 20
"""Longer than labels differ by."""


@per_graph
def _spelled(nx: networkx.MultiDiGraph[str]) -> _Spelled:
    labels = columns_of(nx).nodes.labels
    held, starts = labels.utf8()
    letters = np.zeros(len(labels), dtype=np.uint64)
    for first in range(0, len(labels), _TOGETHER):
        begin = starts[first : first + _TOGETHER + 1]
        bits = np.append(_BITS[held[begin[0] : begin[-1]]], np.uint64(0))
        letters[first : first + _TOGETHER] = np.bitwise_or.reduceat(bits, begin[:-1] - begin[0])
    lengths = np.diff(starts)
    letters[lengths == 0] = 0
    for row in np.flatnonzero(letters >= _NOT_ASCII).tolist():
        lower = labels[row].lower()
        letters[row], lengths[row] = _letters(lower), len(lower)
    return _Spelled(letters, lengths)


def _bit(character: str) -> int:
    return 1 << (ord(character) % 61) if character.isalnum() else 0


def _letters(lower: str) -> int:
    bits = 0
    for character in set(lower):
        bits |= _bit(character)
    return bits


def _ones(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits of each number are set."""
    counts: NDArray[np.int64] = _ONES[numbers.view(np.uint8)].reshape(len(numbers), 8).sum(axis=1)
    return counts


_NOT_ASCII = np.uint64(1 << 63)
_BITS = np.array([_bit(chr(byte).lower()) for byte in range(128)] + [1 << 63] * 128, dtype=np.uint64)
"""For each byte of UTF-8 its bit, and one that none has for those of letters that take several bytes."""
_TOGETHER = 8192
"""How many labels are spelled at once: so many fit where a processor works fastest."""

_ONES = np.array([number.bit_count() for number in range(256)], dtype=np.int64)
