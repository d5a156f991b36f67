"""From what a person types to the node that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

import networkx
import numpy as np
from numpy.typing import NDArray

from extractors.errors import UnknownNameError
from extractors.text import slug
from kg.adjacency import degree_of, kind_of
from kg.caching import per_graph
from kg.schema import CONCEPT_KINDS, NodeKind
from kg.tables.names import WAYS
from kg.tables.numbers import columns_of, named_rows

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)
COMPARED = 400
"""How many labels of like letters are compared in full with a name that nothing goes by."""


def find_node(nx: networkx.MultiDiGraph[str], name: str, kinds: Iterable[NodeKind] = tuple(NodeKind)) -> str:
    """The id of the node that a name means, among nodes of these kinds.

    Tried in this order: an id; a label (a paper's is its title); an alias; label and alias again, whatever their
    case, plural, hyphens and spaces; a paper's own id; a repository's or page's URL; what a title has before its
    colon; a concept's link. Of several nodes of a kind, the one whose id is made of the name, which its namesakes' are
    not; then the one with most edges. ``method:LoRA`` asks for a kind.
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
        if nodes:
            return max(_without_namesakes(nodes, name), key=lambda node: (degree_of(nx, node), node))
    raise UnknownNameError(name, nearest_names(nx, name, wanted))


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


def _alike(nx: networkx.MultiDiGraph[str], lower: str, kinds: Collection[str]) -> list[tuple[int, int, str, str]]:
    """The labels that differ least, with how many letters they and the name do not share and how much longer they are.

    Labels are ordered by those two, then as text.
    """
    spelled = _spelled(nx)
    rows = np.flatnonzero(columns_of(nx).of_kind(*map(NodeKind, kinds)))
    own = np.bitwise_or.reduce(_bits(lower), initial=np.uint64(0))
    apart = _ones(spelled.letters[rows] ^ own)
    further = np.abs(spelled.lengths[rows] - len(lower))
    order = apart * _LONG + np.minimum(further, _LONG - 1)
    if len(rows) > COMPARED:
        rows = rows[order <= np.partition(order, COMPARED - 1)[COMPARED - 1]]
    labels = columns_of(nx).nodes.labels.many(rows)
    counted = ((label, label.lower()) for label in labels)
    return nsmallest(
        COMPARED,
        (((_letters(low) ^ int(own)).bit_count(), abs(len(low) - len(lower)), low, label) for label, low in counted),
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
    lower = [label.lower() for label in columns_of(nx).nodes.labels.all]
    lengths = np.array([len(label) for label in lower], dtype=np.int64)
    bits = np.append(_bits("".join(lower)), np.uint64(0))
    starts = np.cumsum(lengths) - lengths
    letters = np.bitwise_or.reduceat(bits, starts) if lower else np.zeros(0, dtype=np.uint64)
    letters[lengths == 0] = 0
    return _Spelled(letters, lengths)


def _bits(text: str) -> NDArray[np.uint64]:
    """For each character of a text its bit, none where it is neither letter nor digit."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = np.zeros(int(points.max(initial=0)) + 1, dtype=np.uint64)
    used = np.zeros(len(table), dtype=np.bool_)
    used[points] = True
    for point in np.flatnonzero(used).tolist():
        table[point] = _bit(chr(point))
    return table[points]


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


_ONES = np.array([number.bit_count() for number in range(256)], dtype=np.int64)
