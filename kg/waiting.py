"""Which of a user's decisions wait: no paper names what they are about, so that they change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.concepts import Concept
from kg.decisions import Action, Decision, Index, bare, ends_of, joined_by
from kg.graph import Graph
from kg.identity import GroupKey
from kg.names import nearest_names
from kg.schema import CONCEPT_KINDS

_NEAREST = 3
"""How many like names are offered for one that nothing goes by."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits, and those of its names that stand for nothing.

    None are missing where ``one`` is met, and no spelling of ``other``, from which it is to be separated.
    """

    decision: Decision
    missing: tuple[str, ...] = ()


def waiting(decisions: Iterable[Decision], concepts: Mapping[GroupKey, Concept]) -> Iterator[Waiting]:
    """The decisions that wait, in their order, given the concepts that there are without any decision."""
    index = Index.of(concepts)
    known = list(decisions)
    joined = joined_by(known, index)
    for decision in known:
        separates = decision.action is Action.SEPARATE
        spelled, others = index.spelled(decision.one), index.find(decision.other)
        met = {decision.one: spelled if separates else index.find(decision.one), decision.other: others}
        missing = tuple(name for name, groups in met.items() if not groups)
        if missing or (separates and not ends_of(joined, spelled) & ends_of(joined, others)):
            yield Waiting(decision, missing)


def sentence_on(found: Waiting, graph: Graph) -> str:
    """Where a decision stands that waits, what it waits for, and what in the graph is called alike: one line."""
    decision = found.decision
    if not found.missing:
        lacks = f"no paper spells {decision.other!r} as {decision.one!r}"
    else:
        lacks = f"no paper names {' or '.join(_with_nearest(name, graph) for name in found.missing)}"
    return f"{decision.place}: {decision.action} waits; {lacks}"


def _with_nearest(name: str, graph: Graph) -> str:
    near = nearest_names(graph.asked, bare(name), [kind.value for kind in CONCEPT_KINDS], _NEAREST)
    return f"{name!r} (nearest: {', '.join(near)})" if near else repr(name)
