"""What tells how two concepts of a paper are related: features by name for ``relating``, read from head to tail."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from extractors.ancestry import Descent
from extractors.catalogue import Entry
from extractors.document import Document
from extractors.pair_contexts import JOINED, apart, around, places
from extractors.parties import Meeting, Party, closest
from extractors.surroundings import cues_in, words_before
from extractors.text import pieces_of
from extractors.types import RelationType
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary, distinct

NEARBY = 6
"""Words between two mentions up to which their very wording counts."""

FURTHEST = 3
"""Steps of descent from which on they are not told apart."""


def pair_features(
    head: Party,
    tail: Party,
    rules: Mapping[tuple[str, str], Iterable[tuple[RelationType, str]]],
    main: str,
    starts: tuple[int, ...],
    descents: Mapping[tuple[str, str], Descent],
    built: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary = NAMES,
) -> list[Feature]:
    """All features of a pair, each once.

    ``rules`` has the type and name of every rule that joins two keys; ``main`` is the key of what the paper chiefly
    introduces, empty where nothing is; ``starts`` are where the paper's mentions begin, in order. ``descents`` says
    which keys descend from which in the catalogue, and ``built`` whose names are built on whose.
    """
    kinds, roles = JOINED[head.kind, tail.kind], JOINED[head.role[:4], tail.role[:4]]
    both, turned = (head.key, tail.key), (tail.key, head.key)
    down, up = descents.get(both), descents.get(turned)
    features = [
        *vocabulary.kept(_both, kinds, roles, head.key == main, tail.key == main, *_shown(head, tail)),
        *vocabulary.of(_ruled(rules, head.key, tail.key, kinds)),
        *vocabulary.kept(_known, kinds, roles, _ending(head.key, tail.key), *_family(head.entry, tail.entry)),
        *(vocabulary.kept(_descending, down, kinds, roles, head.sentences.isdisjoint(tail.sentences)) if down else ()),
        *(vocabulary.of((f"turned kin{min(up.steps, FURTHEST)}", f"turned kin {kinds}")) if up else ()),
        *vocabulary.kept(_built, built.get(both, ""), built.get(turned, ""), kinds, roles),
        *_words(head, tail, kinds, head.key == main, vocabulary),
        *places(head, tail, kinds, main, vocabulary),
    ]
    if (meeting := closest(head, tail)) is not None:
        features += _meeting(head.document, meeting, kinds, starts, vocabulary)
        features += around(head.document, meeting, kinds, vocabulary)
    else:
        features += apart(head, tail, kinds, main, vocabulary)
    return distinct(features)


def _shown(head: Party, tail: Party) -> tuple[bool, bool, int, int, bool, bool, int]:
    """Where both are named, how often, and how: what ``_both`` wants to know of them."""
    meet = min(2, len(head.sentences & tail.sentences))
    times = min(3, len(tail.mentions))
    return not head.first, not tail.first, min(3, tail.first), times, head.named, tail.named, meet


def _both(
    vocabulary: Vocabulary,
    kinds: str,
    roles: str,
    chief: bool,
    chief_tail: bool,
    titled: bool,
    titled_tail: bool,
    first: int,
    times: int,
    named: bool,
    named_tail: bool,
    meet: int,
) -> Features:
    names = (
        kinds,
        roles,
        f"{kinds} {roles}",
        f"titled{titled:d}{titled_tail:d} {kinds}",
        f"main{chief:d} {kinds}",
        f"main{chief:d} {kinds} {roles}",
        f"tail main{chief_tail:d} {kinds}",
        f"first{first} {kinds}",
        f"times{times} {kinds}",
        f"named{named:d}{named_tail:d} {kinds}",
        f"meet{meet} {kinds}",
        f"meet{meet} {roles}",
    )
    return vocabulary.of(names)


def _ruled(
    rules: Mapping[tuple[str, str], Iterable[tuple[RelationType, str]]], head: str, tail: str, kinds: str
) -> Iterator[str]:
    for type_, rule in rules.get((head, tail), ()):
        yield f"rule {type_} {rule}"
        yield f"rule {type_} {kinds}"
    for type_, rule in rules.get((tail, head), ()):
        yield f"turned rule {type_} {rule}"


def _ending(head: str, tail: str) -> str:
    """How one's key is part of the other's."""
    if head.endswith(tail):
        return "ends in"
    if tail in head:
        return "holds"
    return "ends" if tail.endswith(head) else ""


def _family(head: Entry | None, tail: Entry | None) -> tuple[bool, bool, tuple[bool, bool, bool]]:
    """Whether the catalogue knows either; whether the tail is of the head's family, the head of the tail's, or both
    are of one.
    """
    if head is None or tail is None:
        return head is not None, tail is not None, (False, False, False)
    one, other = (head.kind, head.name) in tail.family, (tail.kind, tail.name) in head.family
    return True, True, (other, one, not set(head.family).isdisjoint(tail.family))


def _known(
    vocabulary: Vocabulary,
    kinds: str,
    roles: str,
    ending: str,
    known: bool,
    known_tail: bool,
    family: tuple[bool, bool, bool],
) -> Features:
    """Their names: one inside the other, and what the catalogue says of them."""
    of_its, its, of_one = family
    names = ["ends in"] if ending == "ends in" else []
    names += [f"{ending} {kinds}"] if ending else []
    names += [f"head known{known:d} {kinds}", f"tail known{known_tail:d} {kinds}"]
    names += ["of its family"] * of_its + ["its family"] * its
    names += ["of one family", f"of one family {roles}"] if of_one else []
    return vocabulary.of(names)


def _descending(vocabulary: Vocabulary, descent: Descent, kinds: str, roles: str, apart: bool) -> Features:
    """That the catalogue has the head descend from the tail, though none of its parents need be named here."""
    steps, near = min(descent.steps, FURTHEST), f"near{descent.nearest:d}"
    names = (f"kin{steps}", f"kin {kinds}", f"kin{steps} {near}", f"kin {near} {roles}", f"kin{steps} {near} {apart:d}")
    return vocabulary.of(names)


def _built(vocabulary: Vocabulary, place: str, turned: str, kinds: str, roles: str) -> Features:
    """Where the tail's name stands in the head's, and the head's in the tail's."""
    names = (f"built {place}", f"built {place} {kinds}", f"built {place} {roles}") if place else ()
    return vocabulary.of((*names, f"turned built {turned}") if turned else names)


def _words(head: Party, tail: Party, kinds: str, chief: bool, vocabulary: Vocabulary) -> Features:
    """The last word of each, and what is heard of the tail."""
    of_tail, of_head, heard = vocabulary.kept(_word_tables, head.kind, tail.kind, kinds, chief)
    return (of_tail(tail.last_word), of_head(head.last_word), *map(heard, tail.heard))


def _word_tables(vocabulary: Vocabulary, head: str, tail: str, kinds: str, chief: bool) -> tuple[Table, ...]:
    places = (("tail word ", f" {head}"), ("head word ", f" {tail}"), ("tail heard ", f" {kinds} {chief:d}"))
    return tuple(vocabulary.table(before, after) for before, after in places)


def _meeting(
    document: Document, meeting: Meeting, kinds: str, starts: tuple[int, ...], vocabulary: Vocabulary
) -> list[Feature]:
    """The words between, before and behind them where they come closest; ``>`` where the head comes first."""
    left, right, way = meeting.left, meeting.right, meeting.way
    between = document.view[left.end : right.start]
    words = pieces_of(between)
    titled = document.sentence_number(left.start) == 0
    any_, as_kinds, has, has_as, opens, closes, before, after, cue = vocabulary.kept(_meeting_tables, way, kinds)
    inner = bisect_left(starts, right.start) - bisect_left(starts, left.end) if right.start >= left.end else -1
    distance, enclosed = vocabulary.kept(_distance, _bucket(len(words)), titled, min(3, inner), way, kinds)
    said = " ".join(words) if len(words) <= NEARBY else None
    features = [distance] if said is None else [any_(said), as_kinds(said), distance]
    features += chain.from_iterable(zip(map(has, words[:12]), map(has_as, words[:12]), strict=True))
    if words:
        features += (opens(words[0]), closes(words[-1]), closes(" ".join(words[-2:])))
    features += map(before, words_before(document, left)[-3:])
    following = pieces_of(document.view[right.end : right.end + 30])
    features += (after(following[0] if following else "$"), enclosed)
    features += map(cue, cues_in(between))
    return features


def _meeting_tables(vocabulary: Vocabulary, way: str, kinds: str) -> tuple[Table, ...]:
    joint = f"{way} {kinds}"
    near = (way, joint, f"{way} has", f"{joint} has", f"{joint} opens", f"{joint} closes")
    return tuple(vocabulary.table(f"{p} ") for p in (*near, f"{joint} before", f"{joint} after", f"{joint} cue"))


def _distance(vocabulary: Vocabulary, bucket: int, titled: bool, inner: int, way: str, kinds: str) -> Features:
    where = "title" if titled else "body"
    return vocabulary.of((f"{way} {kinds} apart{bucket} {where}", f"{way} {kinds} inner{inner}"))


def _bucket(count: int) -> int:
    return next((bucket for bucket, least in ((4, 12), (3, 6), (2, 3), (1, 1)) if count >= least), 0)
