"""The pairs of concepts of a paper that may be related: which are worth a look, and what is known of each beforehand.

A pair is looked at once, for what may join it either way: the *left* one comes first where they are closest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import TypeAlias

from extractors.ancestry import Descent, find_descents
from extractors.document import Document
from extractors.gathering import gather
from extractors.name_bases import find_built
from extractors.parties import Meeting, Party, side_by_side
from extractors.relations import propose
from extractors.types import ARTEFACTS, Kind, Mention, Relation, RelationType, Role

FORTH, BACK = ">", "<"
"""Ways of what joins two: from the left one, its head, to the right one; and the other way."""

Bond: TypeAlias = tuple[RelationType, str]
"""A type of relation, and its way."""

BONDS: tuple[Bond, ...] = tuple((type_, way) for type_ in RelationType for way in (FORTH, BACK))


def label_of(bond: Bond) -> str:
    """The classifier's name for it.

    >>> label_of((RelationType.VARIANT_OF, FORTH))
    'variant_of>'
    """
    return f"{bond[0]}{bond[1]}"


_BUILT = frozenset((head, tail) for head in ARTEFACTS for tail in ARTEFACTS)
_ALIKE = _BUILT | {(kind, kind) for kind in Kind} | {(Kind.METHOD, Kind.TASK), (Kind.TASK, Kind.METHOD)}
_ON_DATA = frozenset((head, Kind.DATASET) for head in ARTEFACTS)
JOINS: Mapping[RelationType, frozenset[tuple[Kind, Kind]]] = {
    RelationType.VARIANT_OF: _ALIKE,
    RelationType.PART_OF: _ALIKE,
    RelationType.USED_FOR: frozenset((head, tail) for head in ARTEFACTS for tail in (Kind.TASK, Kind.METHOD)),
    RelationType.APPLIED_TO: _BUILT | _ON_DATA,
    RelationType.EVALUATED_ON: _ON_DATA,
    RelationType.COMPARED_WITH: _BUILT | {(kind, kind) for kind in Kind},
    RelationType.TRAINED_ON: _ON_DATA,
}
"""The kinds of head and tail that each type joins: those of at least 93 in 100 annotated relations of the type."""

_TURNED = frozenset((tail, head) for joined in JOINS.values() for head, tail in joined)
RELATABLE = _TURNED.union(*JOINS.values())
"""The kinds of two concepts between which anything is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Lore:
    """What is known of a paper's concepts before two of them are looked at; they are named by their keys."""

    main: str
    """What the paper chiefly introduces; empty where nothing is."""
    starts: tuple[int, ...]
    """Where the paper's mentions begin, in order."""
    rules: Mapping[tuple[str, str], Sequence[Relation]]
    """What rules propose of a head and a tail."""
    descents: Mapping[tuple[str, str], Descent]
    """Which descends from which in the catalogue."""
    built: Mapping[tuple[str, str], str]
    """Whose name is built on whose, and where it stands in it."""

    @classmethod
    def of(cls, document: Document, mentions: tuple[Mention, ...], parties: Sequence[Party]) -> Lore:
        """Of the concepts of a paper, whose mentions come in text order."""
        key_of = {mention: party.key for party in parties for mention in party.mentions}
        rules: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for relation in propose(document, mentions):
            rules[key_of[relation.head], key_of[relation.tail]].append(relation)
        starts = tuple(mention.start for mention in mentions)
        descents = find_descents({party.key: party.entry for party in parties})
        return cls(_main(parties), starts, rules, descents, find_built(parties))

    def is_kin(self, one: str, other: str) -> bool:
        """Whether one's name is built on the other's, or the catalogue has one as the other's parent."""
        descent = self.descents.get((one, other))
        return (one, other) in self.built or (descent is not None and descent.steps == 1)


def _main(parties: Iterable[Party]) -> str:
    """Of what is new, what the paper names most often, then first."""
    new = [party for party in parties if party.is_new]
    return min(new, key=lambda party: (-len(party.mentions), party.mentions[0].start)).key if new else ""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two concepts of a paper."""

    left: Party
    """The one that comes first where they are closest."""
    right: Party
    meeting: Meeting | None
    """That place; None where no sentence has both."""
    proposed: tuple[tuple[Bond, Relation], ...]
    """What rules propose, either way."""
    lore: Lore

    @property
    def chief(self) -> tuple[bool, bool]:
        """Whether either is what the paper chiefly introduces."""
        return self.left.key == self.lore.main, self.right.key == self.lore.main

    @property
    def times(self) -> tuple[int, int]:
        """How often each is named, up to three times."""
        return min(3, len(self.left.mentions)), min(3, len(self.right.mentions))

    @property
    def named(self) -> tuple[bool, bool]:
        """Whether either has a proper name."""
        return self.left.named, self.right.named


def ways_of(left: Party, right: Party) -> tuple[tuple[str, tuple[str, str]], ...]:
    """Each way, and the keys of head and tail."""
    return (FORTH, (left.key, right.key)), (BACK, (right.key, left.key))


def find_pairs(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Pair]:
    """Every two concepts that a sentence joins, or that are worth a look wherever they stand."""
    parties = [Party.of(document, key, found) for key, found in gather(document, mentions).items()]
    lore = Lore.of(document, mentions, parties)
    for one, other in combinations(filter(_has_key, parties), 2):
        if (one.mentions[0].kind, other.mentions[0].kind) in RELATABLE and _is_worthy(one, other, lore):
            left, right, meeting = side_by_side(one, other)
            rules = [(way, lore.rules.get(keys, ())) for way, keys in ways_of(left, right)]
            proposed = tuple([((each.type, way), each) for way, found in rules for each in found])
            yield Pair(left, right, meeting, proposed, lore)


_has_key = attrgetter("key")  # a name of signs alone has none, and would end every other


def _is_worthy(one: Party, other: Party, lore: Lore) -> bool:
    if Role.INTRODUCED in (one.role, other.role) or not one.sentences.isdisjoint(other.sentences):
        return True
    # "deep folding" and "folding" are likely of one kind, wherever the two stand
    if one.key.endswith(other.key) or other.key.endswith(one.key):
        return True
    return lore.is_kin(one.key, other.key) or lore.is_kin(other.key, one.key)
