"""From what a person types to the node that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import networkx

from extractors.errors import UnknownNameError
from extractors.text import fold
from kg.schema import CONCEPT_KINDS, NodeKind

_CONCEPTS = frozenset(kind.value for kind in CONCEPT_KINDS)


def find_node(nx: networkx.MultiDiGraph[str], name: str, kinds: Iterable[NodeKind] = tuple(NodeKind)) -> str:
    """The id of the node that a name means, among nodes of these kinds.

    Tried in this order: an id; a label; an alias; a paper's title or own id; a repository's or page's URL. Spelling
    counts only up to case, plural, hyphens and spaces. Of several, the one with most edges. ``method:LoRA`` asks for a kind.
    Raises UnknownNameError, with the nearest names, when nothing fits.
    """
    wanted = frozenset(kind.value for kind in kinds)
    if name in nx and nx.nodes[name]["kind"] in wanted:
        return name
    prefix, _, rest = name.partition(":")
    if rest and prefix in _CONCEPTS & wanted:
        return find_node(nx, rest, (NodeKind(prefix),))
    key = fold(name)
    found: dict[int, list[str]] = {}
    for node, attributes in nx.nodes(data=True):
        if attributes["kind"] in wanted and (rank := _rank(name, key, node, attributes)) is not None:
            found.setdefault(rank, []).append(node)
    if not found:
        raise UnknownNameError(name, nearest_names(nx, name, wanted))
    return max(found[min(found)], key=lambda node: (nx.degree(node), node))


def _rank(name: str, key: str, node: str, attributes: dict[str, object]) -> int | None:
    """How well a node fits a name, 0 best; None when it doesn't."""
    label, aliases = str(attributes["label"]), attributes.get("aliases", ())
    if label == name:
        return 0
    if isinstance(aliases, tuple) and name in aliases:
        return 1
    if key and fold(label) == key:
        return 2
    if key and isinstance(aliases, tuple) and any(fold(alias) == key for alias in aliases):
        return 3
    kind, _, own = node.partition(":")
    if kind in ("paper", "repository", "page") and _bare(name) in (own.lower(), own.lower().removeprefix("arxiv:")):
        return 4
    return None


def _bare(name: str) -> str:
    return name.lower().removeprefix("https://").removeprefix("http://").removeprefix("arxiv:").rstrip("/")


def nearest_names(nx: networkx.MultiDiGraph[str], name: str, kinds: Iterable[str], count: int = 5) -> tuple[str, ...]:
    """The labels closest in spelling to a name, best first (difflib's ratio over lower-case labels)."""
    wanted = frozenset(kinds)
    labels = {str(a["label"]).lower(): str(a["label"]) for _, a in nx.nodes(data=True) if a["kind"] in wanted}
    close = difflib.get_close_matches(name.lower(), labels, n=count, cutoff=0.6)
    return tuple(labels[label] for label in close)
