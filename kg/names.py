"""From what a person types to the node that is meant."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import NamedTuple, TypeAlias

import networkx

from extractors.errors import UnknownNameError
from extractors.text import fold, slug
from kg.caching import per_graph
from kg.schema import CONCEPT_KINDS, NodeKind

Names: TypeAlias = Mapping[str, Collection[str]]
"""The ids of the nodes that go by a name."""

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)
_ADDRESSED = frozenset({NodeKind.PAPER.value, NodeKind.REPOSITORY.value, NodeKind.PAGE.value})
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
    if name in nx and nx.nodes[name]["kind"] in wanted:
        return name
    prefix, _, rest = name.partition(":")
    if rest and prefix in _CONCEPTS & wanted:
        return find_node(nx, rest, (NodeKind(prefix),))
    for spelled, names in _TRIED:
        found = [node for node in names(nx).get(spelled(name), ()) if nx.nodes[node]["kind"] in wanted]
        if found:
            return max(_without_namesakes(found, name), key=lambda node: (nx.degree(node), node))
    raise UnknownNameError(name, nearest_names(nx, name, wanted))


def _without_namesakes(nodes: Collection[str], name: str) -> list[str]:
    """The nodes without those of whose kind another has the id that the name makes."""
    own = {node for node in nodes if node.partition(":")[2] == slug(name)}
    kinds = {node.partition(":")[0] for node in own}
    return [node for node in nodes if node in own or node.partition(":")[0] not in kinds]


@per_graph
def _labels(nx: networkx.MultiDiGraph[str]) -> Names:
    return _gathered((label, node) for node, label in nx.nodes(data="label"))


@per_graph
def _aliases(nx: networkx.MultiDiGraph[str]) -> Names:
    return _gathered((alias, node) for node, aliases in nx.nodes(data="aliases", default=()) for alias in aliases)


@per_graph
def _folded_labels(nx: networkx.MultiDiGraph[str]) -> Names:
    return _gathered((fold(label), node) for label, nodes in _labels(nx).items() for node in nodes)


@per_graph
def _folded_aliases(nx: networkx.MultiDiGraph[str]) -> Names:
    return _gathered((fold(alias), node) for alias, nodes in _aliases(nx).items() for node in nodes)


@per_graph
def _addresses(nx: networkx.MultiDiGraph[str]) -> Names:
    own = ((_address(node.partition(":")[2]), node) for node, kind in nx.nodes(data="kind") if kind in _ADDRESSED)
    return _gathered(own)


@per_graph
def _title_heads(nx: networkx.MultiDiGraph[str]) -> Names:
    """Papers by what their title has before a colon, which is often all that people remember."""
    titles = ((str(label).partition(":"), node) for node, label in nx.nodes(data="label") if node.startswith("paper:"))
    return _gathered((fold(head), node) for (head, colon, _), node in titles if colon)


@per_graph
def _links(nx: networkx.MultiDiGraph[str]) -> Names:
    return _gathered((_address(link), node) for node, link in nx.nodes(data="link", default=""))


def _address(name: str) -> str:
    """A paper's own id or a URL, as people leave parts of it out."""
    return name.lower().removeprefix("https://").removeprefix("http://").removeprefix("arxiv:").rstrip("/")


def _gathered(pairs: Iterable[tuple[str, str]]) -> Names:
    names: dict[str, set[str]] = defaultdict(set)
    for name, node in pairs:
        if name:
            names[name].add(node)
    return dict(names)


_TRIED: tuple[tuple[Callable[[str], str], Callable[[networkx.MultiDiGraph[str]], Names]], ...] = (
    (str, _labels),
    (str, _aliases),
    (fold, _folded_labels),
    (fold, _folded_aliases),
    (_address, _addresses),
    (fold, _title_heads),
    (_address, _links),
)


class _Label(NamedTuple):
    lower: str
    letters: int
    """A bit for each letter and digit that occurs."""
    kind: str
    label: str


@per_graph
def _spelled(nx: networkx.MultiDiGraph[str]) -> tuple[_Label, ...]:
    return tuple(
        _Label(a["label"].lower(), _letters(a["label"].lower()), a["kind"], a["label"]) for _, a in nx.nodes.data()
    )


def _letters(lower: str) -> int:
    bits = 0
    for character in set(lower):
        if character.isalnum():
            bits |= 1 << (ord(character) % 61)
    return bits


def nearest_names(nx: networkx.MultiDiGraph[str], name: str, kinds: Collection[str], count: int = 5) -> tuple[str, ...]:
    """The labels closest in spelling to a name, best first: difflib's ratio, at least 0.6, over lower-case labels.

    Only the ``COMPARED`` labels whose letters differ least are compared, so that a large graph answers at once.
    """
    lower = name.lower()
    alike = nsmallest(COMPARED, _differences(nx, lower, kinds))
    labels = {near: label for _, _, near, label in reversed(alike)}
    close = difflib.get_close_matches(lower, sorted(labels), n=count, cutoff=0.6)
    return tuple(labels[label] for label in close)


def _differences(
    nx: networkx.MultiDiGraph[str], lower: str, kinds: Collection[str]
) -> Iterator[tuple[int, int, str, str]]:
    """Each label, with how many letters it and the name do not share and by how much their lengths differ."""
    letters, length = _letters(lower), len(lower)
    for label in _spelled(nx):
        if label.kind in kinds:
            yield (label.letters ^ letters).bit_count(), abs(len(label.lower) - length), label.lower, label.label
