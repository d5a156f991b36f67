"""What tells a concept's role in its paper: features by name for ``roles``, over all its mentions."""

from __future__ import annotations

from itertools import chain

from extractors.document import Document
from extractors.lexicon import is_name
from extractors.role_contexts import contexts, news_of
from extractors.surroundings import Surroundings, surroundings_of
from extractors.text import fold_last
from extractors.types import Kind, Mention
from extractors.vocabulary import NAMES, Feature, Features, Table, Vocabulary, distinct


def role_features(
    document: Document,
    key: str,
    mentions: tuple[Mention, ...],
    telling: frozenset[Mention],
    vocabulary: Vocabulary = NAMES,
) -> list[Feature]:
    """All features of one concept, each once; ``telling`` are the mentions by which the paper introduces something."""
    first, titled = mentions[0], min([mention.end for mention in mentions]) <= document.title.end
    news, where = news_of(document, telling), _position(document, document.sentence_number(first.start))
    introduced = not news.starts.isdisjoint([mention.start for mention in mentions])
    as_key, closes = vocabulary.kept(_name_tables)
    features = [
        *vocabulary.kept(_shown, first.kind, first.rule, min(4, len(mentions)), is_name(first.text)),
        as_key(key),
        closes(fold_last(first.text)),
        *vocabulary.kept(_whole, first.kind, introduced, bool(telling), titled, len(mentions) > 1, where),
    ]
    for mention in mentions:
        around = surroundings_of(document, mention.start, mention.end)
        features += _place(document, mention, around, vocabulary)
        features += _around(document, mention, around, vocabulary)
        first_new = news.by_sentence.get(around.number)
        if first_new is not None and first_new != mention.start:
            side = "behind" if first_new < mention.start else "before"
            features.append(vocabulary.table(f"{side} what is new|")(mention.kind))
    features += contexts(document, mentions, telling, vocabulary)
    return distinct(features)


def _name_tables(vocabulary: Vocabulary) -> tuple[Table, Table]:
    return vocabulary.table("key="), vocabulary.table("closes=")


def _shown(vocabulary: Vocabulary, kind: Kind, rule: str, times: int, named: bool) -> Features:
    """What it is, who found it, how often."""
    return vocabulary.of((f"kind={kind}", f"rule={rule}|{kind}", f"times{times}|{kind}", f"name{named:d}|{kind}"))


def _whole(
    vocabulary: Vocabulary, kind: Kind, introduced: bool, new: bool, titled: bool, several: bool, where: str
) -> Features:
    """What is introduced, whether the title has it, where it comes first."""
    return vocabulary.of(
        (
            f"introduced{introduced:d}",
            f"introduced{introduced:d}|{kind}",
            f"something new{new:d}|{kind}",
            f"titled{titled:d}|{kind}",
            f"titled{titled:d}introduced{introduced:d}times{several:d}",
            f"first {where}|{kind}",
        )
    )


def _position(document: Document, index: int) -> str:
    """Where in the paper the sentence of this number stands."""
    last = len(document.sentences) - 1
    if 2 < index < last - 1:
        return "middle"
    named = {0: "title", 1: "first", 2: "second", last: "last", last - 1: "last but one"}
    return named.get(index, "middle")


def _place(document: Document, mention: Mention, around: Surroundings, vocabulary: Vocabulary) -> list[Feature]:
    """Its sentence: where it stands, and what it is about."""
    about, cues, last, where = vocabulary.kept(_cue_tables, mention.kind)
    features = [where(_position(document, around.number))]
    if mention.end <= document.title.end:
        behind, before = ":" in document.after(mention), ":" in document.view[: mention.start]
        return [*features, *vocabulary.kept(_colons, behind, mention.start < 3, before, mention.kind)]
    features += map(about, around.cues)
    features += map(cues, dict.fromkeys(around.cues_before))
    features.append(last(around.cues_before[-1] if around.cues_before else ""))
    return features


def _colons(vocabulary: Vocabulary, behind: bool, first: bool, before: bool, kind: Kind) -> Features:
    return vocabulary.of((f"colon behind{behind:d}first{first:d}", f"colon before{before:d}|{kind}"))


def _cue_tables(vocabulary: Vocabulary, kind: Kind) -> tuple[Table, ...]:
    return tuple(vocabulary.table(before, f"|{kind}") for before in ("sentence ", "before ", "last ", "in "))


def _around(document: Document, mention: Mention, around: Surroundings, vocabulary: Vocabulary) -> list[Feature]:
    """The words before and behind; those of titles apart."""
    where = "title" if mention.end <= document.title.end else "body"
    last, last_as, two, three, following, following_as, second, before_it, before_as, after_it = vocabulary.kept(
        _word_tables, where, mention.kind
    )
    before = ("^", *around.before[-8:])
    after = (*around.behind[:5], "$")
    return [
        last(before[-1]),
        last_as(before[-1]),
        two(" ".join(before[-2:])),
        three(" ".join(before[-3:])),
        following(after[0]),
        following_as(after[0]),
        second(" ".join(after[:2])),
        *chain.from_iterable(zip(map(before_it, before[-6:]), map(before_as, before[-6:]), strict=True)),
        *map(after_it, after[:4]),
    ]


def _word_tables(vocabulary: Vocabulary, where: str, kind: Kind) -> tuple[Table, ...]:
    places = ("-1", "-1|", "-2", "-3", "+1", "+1|", "+2", "before", "before|", "after")
    return tuple(
        vocabulary.table(f"{where} {place.rstrip('|')} ", f"|{kind}" if place.endswith("|") else "") for place in places
    )
