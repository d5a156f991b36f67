"""What the names of two concepts tell of how they are related: how alike they are, what the catalogue knows of them,
and what each is called. Features by name for ``pair_features``.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.ancestry import Descent
from extractors.catalogue import Entry
from extractors.pairs import BACK, FORTH, Pair, ways_of
from extractors.tagger.words import RARE
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary

FURTHEST = 3
"""Steps of descent from which on they are not told apart."""


def names(pair: Pair, kinds: str, roles: str, vocabulary: Vocabulary = NAMES) -> list[Feature]:
    """All that the names tell."""
    left, right = pair.left, pair.right
    alike, family = _ending(left.key, right.key), _family(left.entry, right.entry)
    listed, same_last = (left.entry is not None, right.entry is not None), left.last_word == right.last_word
    return [
        *vocabulary.kept(_alike, kinds, roles, alike, same_last),
        *vocabulary.kept(_catalogued, kinds, roles, listed, family),
        *_called(pair, kinds, roles, vocabulary),
        *(_kin(pair, kinds, roles, vocabulary) if pair.lore.descents or pair.lore.built else ()),
    ]


def _ending(left: str, right: str) -> str:
    """How one's key is part of the other's."""
    if left.endswith(right):
        return f"ends in{FORTH}"
    if right.endswith(left):
        return f"ends in{BACK}"
    if right in left:
        return f"holds{FORTH}"
    return f"holds{BACK}" if left in right else ""


def _alike(vocabulary: Vocabulary, kinds: str, roles: str, ending: str, same_last: bool) -> Features:
    shared = [ending, f"{ending} {kinds}"] if ending else []
    return vocabulary.of((*shared, f"same last{same_last:d} {kinds}", f"same last{same_last:d} {roles}"))


def _family(left: Entry | None, right: Entry | None) -> tuple[str, ...]:
    """Whose family in the catalogue has the other, or that both are of one."""
    if left is None or right is None:
        return ()
    found = [f"of its family{FORTH}"] * ((right.kind, right.name) in left.family)
    found += [f"of its family{BACK}"] * ((left.kind, left.name) in right.family)
    return (*found, *["of one family"] * (not set(left.family).isdisjoint(right.family)))


def _catalogued(
    vocabulary: Vocabulary, kinds: str, roles: str, listed: tuple[bool, bool], family: tuple[str, ...]
) -> Features:
    """Whether the catalogue has either, and how it has them related."""
    either = (f"left known{listed[0]:d} {kinds}", f"right known{listed[1]:d} {kinds}")
    return vocabulary.of((*either, *family, *(f"{each} {roles}" for each in family)))


def _called(pair: Pair, kinds: str, roles: str, vocabulary: Vocabulary) -> list[Feature]:
    """What each is called, its last word, and what words like that are; and of both together what words like these."""
    left, right = pair.left, pair.right
    features: list[Feature] = []
    for side, party, other in (("left", left, right.kind), ("right", right, left.kind)):
        key, key_as, word, word_as, like = vocabulary.kept(_side_tables, side, other, roles)
        features += (key(party.key), key_as(party.key), word(party.last_word), word_as(party.last_word))
        features += map(like, party.traits)
    both_as, both = vocabulary.kept(_joint_tables, kinds)
    (coarsest, coarse), (other_coarsest, other_coarse) = _clusters(left.traits), _clusters(right.traits)
    return [*features, both_as(f"{coarsest} {other_coarsest}"), both(f"{coarse} {other_coarse}")]


def _clusters(traits: tuple[str, ...]) -> tuple[str, str]:
    """The two coarsest; of a rare word, which has none, that it is rare."""
    return (traits[0], traits[1]) if traits is not RARE else ("rare", "rare")


def _side_tables(vocabulary: Vocabulary, side: str, other: str, roles: str) -> tuple[Table, ...]:
    """Of one, by the kind of the other or the roles of both."""
    places = (("key", other), ("key", roles), ("word", other), ("word", roles), ("like", other))
    return tuple(vocabulary.table(f"{side} {what} ", f" {joint}") for what, joint in places)


def _joint_tables(vocabulary: Vocabulary, kinds: str) -> tuple[Table, Table]:
    return vocabulary.table("both like ", f" {kinds}"), vocabulary.table("both like ")


def _kin(pair: Pair, kinds: str, roles: str, vocabulary: Vocabulary) -> Iterator[Feature]:
    """Which descends from which in the catalogue, and whose name is built on whose."""
    for way, keys in ways_of(pair.left, pair.right):
        if (descent := pair.lore.descents.get(keys)) is not None:
            yield from vocabulary.kept(_descending, way, descent, kinds, roles, pair.meeting is None)
        if (place := pair.lore.built.get(keys)) is not None:
            yield from vocabulary.kept(_built, way, place, kinds, roles)


def _descending(vocabulary: Vocabulary, way: str, descent: Descent, kinds: str, roles: str, apart: bool) -> Features:
    """Though none of the parents need be named here."""
    kin, near = f"kin{way}{min(descent.steps, FURTHEST)}", f"near{descent.nearest:d}"
    told = (kin, f"kin{way} {kinds}", f"{kin} {near}", f"kin{way} {near} {roles}", f"{kin} {near} {apart:d}")
    return vocabulary.of(told)


def _built(vocabulary: Vocabulary, way: str, place: str, kinds: str, roles: str) -> Features:
    built = f"built{way} {place}"
    return vocabulary.of((built, f"{built} {kinds}", f"{built} {roles}"))
