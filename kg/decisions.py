"""What a user decides of names, for good: a table of those to join and of those to separate.

Tab-separated, with the columns ``decision`` (``join`` or ``separate``), ``one``, ``other`` and ``note``. A name stands
for every concept called so, or, where none is, for those that have it as a spelling; an id for one concept.

- ``join``: the concepts of the two become one, called as the first is.
- ``separate``: the spelling ``one`` no longer stands for the concept ``other`` but for one of its own.

Joins come first, so that a spelling can be taken out of what was joined. A decision on what no paper names is kept
and waits; ``kg.waiting`` tells which do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from extractors.errors import InputError
from extractors.spelling import spelling_key
from extractors.types import Kind
from kg.concepts import Concept
from kg.identity import GroupKey, Identity

COLUMNS = ("decision", "one", "other", "note")

Decider: TypeAlias = Callable[[str, Identity], Identity]
"""From a surface and what it was settled to, to what it is decided to stand for."""


class Action(StrEnum):
    """What is decided of two names."""

    JOIN = "join"
    SEPARATE = "separate"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table."""

    action: Action
    one: str
    other: str
    note: str = ""
    place: str = field(default="", compare=False)
    """The ``file:line`` it was read from; empty for one that a graph remembers."""

    @property
    def reason(self) -> str:
        """How a merge that rests on it is explained."""
        done = "joined with" if self.action is Action.JOIN else "separated from"
        return f"{done} {self.one if self.action is Action.JOIN else self.other} by decision" + (
            f": {self.note}" if self.note else ""
        )


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; an InputError names the line that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found = str(getattr(error, "strerror", None) or error)
        raise InputError(str(path), found, "give a readable UTF-8 file of decisions") from error
    return parse_decisions(text, str(path))


def parse_decisions(text: str, place: str) -> tuple[Decision, ...]:
    """The decisions of a table's text; no text, no decisions."""
    lines = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return ()
    first, header = lines[0]
    if tuple(cell.strip() for cell in header) != COLUMNS:
        expected = f"expected the columns {', '.join(COLUMNS)}, tab-separated"
        raise InputError(f"{place}:{first}", f"columns {', '.join(header)}", expected)
    return tuple(_decision(cells, f"{place}:{number}") for number, cells in lines[1:])


def _decision(cells: list[str], place: str) -> Decision:
    if len(cells) not in (3, 4):
        raise InputError(place, f"{len(cells)} columns", "expected decision, one, other and, if you like, a note")
    action, one, other, note = (*(cell.strip() for cell in cells), "")[:4]
    if action not in set(Action):
        raise InputError(place, f"decision {action!r}", "expected join or separate")
    for name in (one, other):
        if not spelling_key(bare(name)):
            raise InputError(place, f"name {name!r}", "expected a name or id with a letter or digit")
    if one == other:
        raise InputError(place, f"{one!r} twice", "expected two different names")
    return Decision(Action(action), one, other, note, place)


def remembered_decisions(text: str, folder: str) -> tuple[Decision, ...]:
    """The decisions that a graph was made with, from the table that it keeps of them."""
    return tuple(replace(decision, place="") for decision in parse_decisions(text, folder))


def render_decisions(decisions: Iterable[Decision]) -> str:
    """The table again."""
    rows = [COLUMNS, *((each.action.value, each.one, each.other, each.note) for each in decisions)]
    return "".join("\t".join(row) + "\n" for row in rows)


def decider(decisions: Sequence[Decision], groups: Mapping[GroupKey, tuple[Concept, Identity]]) -> Decider:
    """What decisions make of identities, given the concepts that there are without them."""
    index = Index.of({group: concept for group, (concept, _) in groups.items()})
    joined = joined_by(decisions, index)
    separated: dict[str, list[tuple[frozenset[GroupKey], Decision]]] = defaultdict(list)
    for decision in decisions:
        if decision.action is Action.SEPARATE:
            ends = ends_of(joined, index.find(decision.other))
            for surface in index.surfaces(decision.one):
                separated[surface].append((ends, decision))

    def decide(surface: str, identity: Identity) -> Identity:
        group = _end(joined, identity.group)
        for ends, decision in separated.get(surface, ()):
            if group in ends:
                key = spelling_key(surface)
                return Identity(key, None, decision.reason, apart=f"separated {bare(decision.one)}")
        if group == identity.group:
            return identity
        return replace(groups[group][1], reason=joined[identity.group][1].reason, source="", long="")

    return decide


def joined_by(decisions: Iterable[Decision], index: Index) -> dict[GroupKey, tuple[GroupKey, Decision]]:
    """Where each group that a decision joins with another goes, and by which decision."""
    joined: dict[GroupKey, tuple[GroupKey, Decision]] = {}
    for decision in decisions:
        if decision.action is Action.JOIN and (targets := index.find(decision.one)):
            target = _end(joined, targets[0])
            for group in (*targets[1:], *index.find(decision.other)):
                if (last := _end(joined, group)) != target:
                    joined[last] = (target, decision)
    return joined


def ends_of(joined: Mapping[GroupKey, tuple[GroupKey, Decision]], groups: Iterable[GroupKey]) -> frozenset[GroupKey]:
    """Where the joins lead these groups."""
    return frozenset(_end(joined, group) for group in groups)


def _end(joined: Mapping[GroupKey, tuple[GroupKey, Decision]], group: GroupKey) -> GroupKey:
    """Where a chain of joins leads."""
    while group in joined:
        group = joined[group][0]
    return group


def bare(name: str) -> str:
    """A name as it is, an id without its kind."""
    kind, colon, key = name.partition(":")
    return key if colon and kind in set(Kind) else name


@dataclass(frozen=True, slots=True)
class Index:
    """Groups by id, by the key of the name and by that of every spelling; spellings by their key."""

    ids: Mapping[str, GroupKey]
    names: Mapping[str, tuple[GroupKey, ...]]
    aliases: Mapping[str, tuple[GroupKey, ...]]
    spellings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, concepts: Mapping[GroupKey, Concept]) -> Index:
        """The index of concepts by group."""
        names: dict[str, list[GroupKey]] = defaultdict(list)
        aliases: dict[str, list[GroupKey]] = defaultdict(list)
        spellings: dict[str, set[str]] = defaultdict(set)
        for group, concept in sorted(concepts.items()):
            names[spelling_key(concept.name)].append(group)
            for alias in concept.aliases:
                aliases[spelling_key(alias)].append(group)
                spellings[spelling_key(alias)].add(alias)
        return cls(
            {concept.id: group for group, concept in concepts.items()},
            {key: tuple(found) for key, found in names.items()},
            {key: tuple(dict.fromkeys(found)) for key, found in aliases.items()},
            {key: tuple(sorted(found)) for key, found in spellings.items()},
        )

    def find(self, name: str) -> tuple[GroupKey, ...]:
        """The groups that a name or id stands for."""
        if name in self.ids:
            return (self.ids[name],)
        if bare(name) != name:
            return ()
        key = spelling_key(name)
        return self.names.get(key) or self.aliases.get(key, ())

    def spelled(self, name: str) -> tuple[GroupKey, ...]:
        """The groups that have a name as a spelling."""
        return self.aliases.get(spelling_key(bare(name)), ())

    def surfaces(self, name: str) -> tuple[str, ...]:
        """The spellings met that a name stands for: itself alone where it was met just so."""
        found = self.spellings.get(spelling_key(bare(name)), ())
        return (name,) if name in found else found
