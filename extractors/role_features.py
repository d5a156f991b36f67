"""What tells a concept's role in its paper: features by name for ``roles``, over all its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractors.document import Document
from extractors.lexicon import is_name
from extractors.role_contexts import contexts
from extractors.surroundings import cues_before, cues_of, words_after, words_before
from extractors.text import fold, pieces_of
from extractors.types import Mention


def role_features(
    document: Document, key: str, mentions: tuple[Mention, ...], telling: frozenset[Mention]
) -> list[str]:
    """All features of one concept, each once; ``telling`` are the mentions by which the paper introduces something."""
    kind, introduced = mentions[0].kind.value, any(mention in telling for mention in mentions)
    titled = any(mention.end <= document.title.end for mention in mentions)
    features = [
        *_concept(key, mentions),
        f"introduced{introduced:d}",
        f"introduced{introduced:d}|{kind}",
        f"something new{bool(telling):d}|{kind}",
        f"titled{titled:d}|{kind}",
        f"titled{titled:d}introduced{introduced:d}times{len(mentions) > 1:d}",
        f"first {_position(document, mentions[0])}|{kind}",
    ]
    new = {document.sentence_number(mention.start): mention.start for mention in sorted(telling, key=_latest)}
    for mention in mentions:
        features += _place(document, mention)
        features += _around(document, mention)
        first_new = new.get(document.sentence_number(mention.start))
        if first_new is not None and first_new != mention.start:
            features.append(f"{'behind' if first_new < mention.start else 'before'} what is new|{kind}")
    return list(dict.fromkeys((*features, *contexts(document, mentions, telling))))


def _latest(mention: Mention) -> int:
    """Sorts the latest first, so that of one sentence the first is kept."""
    return -mention.start


def _concept(key: str, mentions: tuple[Mention, ...]) -> Iterator[str]:
    kind = mentions[0].kind
    yield f"kind={kind}"
    yield f"rule={mentions[0].rule}|{kind}"
    yield f"times{min(4, len(mentions))}|{kind}"
    yield f"name{is_name(mentions[0].text):d}|{kind}"
    yield f"key={key}"
    yield f"closes={fold((pieces_of(mentions[0].text) or ('',))[-1])}"


def _position(document: Document, mention: Mention) -> str:
    """Where in the paper a mention stands."""
    index = document.sentence_number(mention.start)
    last = len(document.sentences) - 1
    named = {0: "title", 1: "first", 2: "second", last: "last", last - 1: "last but one"}
    return named.get(index, "middle")


def _place(document: Document, mention: Mention) -> Iterator[str]:
    """Its sentence: where it stands, and what it is about."""
    kind = mention.kind.value
    yield f"in {_position(document, mention)}|{kind}"
    if mention.end <= document.title.end:
        yield f"colon behind{':' in document.after(mention):d}first{mention.start < 3:d}"
        yield f"colon before{':' in document.view[: mention.start]:d}|{kind}"
        return
    before = cues_before(document, mention)
    yield from (f"sentence {cue}|{kind}" for cue in sorted(cues_of(document, mention)))
    yield from (f"before {cue}|{kind}" for cue in dict.fromkeys(before))
    yield f"last {before[-1] if before else ''}|{kind}"


def _around(document: Document, mention: Mention) -> Iterator[str]:
    """The words before and behind; those of titles apart."""
    where = "title" if mention.end <= document.title.end else "body"
    kind = mention.kind.value
    before = ("^", *words_before(document, mention)[-8:])
    after = (*words_after(document, mention)[:5], "$")
    yield f"{where} -1 {before[-1]}"
    yield f"{where} -1 {before[-1]}|{kind}"
    yield f"{where} -2 {' '.join(before[-2:])}"
    yield f"{where} -3 {' '.join(before[-3:])}"
    yield f"{where} +1 {after[0]}"
    yield f"{where} +1 {after[0]}|{kind}"
    yield f"{where} +2 {' '.join(after[:2])}"
    for word in before[-6:]:
        yield from _before(where, word, kind)
    yield from (f"{where} after {word}" for word in after[:4])


@lru_cache(maxsize=16384)
def _before(where: str, word: str, kind: str) -> tuple[str, str]:
    return f"{where} before {word}", f"{where} before {word}|{kind}"
