"""What the words around a name say of its kind."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from extractors.cues import cue
from extractors.document import Document
from extractors.text import fold
from extractors.types import Kind, Span


def _read_heads() -> dict[str, Kind]:
    table = (files("extractors") / "data" / "heads.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {word: Kind(kind) for word, kind in (line.split("\t")[:2] for line in table)}


HEADS: dict[str, Kind] = _read_heads()
"""Nouns that name a kind, such as dataset, network or accuracy (``data/heads.tsv``)."""

_TWO_AFTER = re.compile(r"[\s\-]{1,2}([a-zA-Z]{3,})(?:[\s\-]([a-zA-Z]{3,}))?")
_LIST_AFTER = re.compile(
    r"(?:\s*(?:,|and|or|&|/|\(|\))\s*(?:and |or )?[\w.+#*-]+(?: ?\d+[\w.]*)?){0,7}"  # the rest of a list of names
    r"\s+(?:[a-z-]+\s)?([a-z]{4,})\b"  # the noun that closes it
)

_LISTS = "such as|like|including|namely"
_BEFORE = (
    (
        cue(
            r"datasets? | benchmarks? | corpora | corpus | suites? | environments? | simulators? | games? | data",
            before="",
            after=r"(?:\s*[,:(]?\s*(?:such as|like|including|namely|called|named|e\.g\.,?|i\.e\.,?|the|:))*[\s(]*$",
        ),
        Kind.DATASET,
    ),
    (
        cue(
            r"""evaluat\w+ | experiments? | tested | test | results? | performance | benchmark\w* | validat\w+
            | state-of-the-art | trained | pre-?trained | SOTA""",
            after=r" (?:[\w-]+ ){0,3}(?:on|over|across)(?: the| both| standard| challenging)*[\s(]*$",
        ),
        Kind.DATASET,
    ),
    (
        cue(
            "models? | LLMs? | networks? | architectures? | transformers? | backbones? | baselines?",
            after=rf"(?:,? (?:{_LISTS}|called|named|e\.g\.,?))[\s(]*$",
        ),
        Kind.MODEL,
    ),
    (cue("metrics? | measures? | scores?", after=rf"(?:,? (?:{_LISTS}|called|e\.g\.,?))[\s(]*$"), Kind.METRIC),
    (
        cue(
            "methods? | algorithms? | techniques? | approach(?:es)? | frameworks? | optimi[sz]ers?",
            after=rf"(?:,? (?:{_LISTS}|called|named|termed|dubbed|e\.g\.,?))[\s(]*$",
        ),
        Kind.METHOD,
    ),
    (
        cue(
            "tasks? | problems? | applications?",
            after=rf"(?:,? (?:{_LISTS}|of|e\.g\.,?))[\s(]*$",
        ),
        Kind.TASK,
    ),
)
"""What kind a name has by the words that end right before it; the first that fits decides."""


def kind_around(document: Document, span: Span, allowed: tuple[Kind, ...] = tuple(Kind)) -> Kind | None:
    """The kind that the words after a name, before it, or at the end of its list give it, if any of ``allowed``."""
    after, before = document.after(span), document.before(span.start)
    for kind in (_kind_after(after), _kind_before(before), _kind_of_list(after)):
        if kind in allowed:
            return kind
    return None


_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16384)
def kind_of_head(phrase: str) -> Kind | None:
    """The kind of a phrase by its last word: "low-rank adapter network" is a model."""
    words = _LETTERS.findall(phrase)
    return HEADS.get(fold(words[-1])) if words else None


def _kind_after(after: str) -> Kind | None:
    match = _TWO_AFTER.match(after)
    if match is None:
        return None
    first, second = match[1], match[2]
    return HEADS.get(fold(first)) or (HEADS.get(fold(second)) if second and fold(first) in _THIN else None)


_THIN = frozenset(
    {
        "benchmark",
        "test",
        "training",
        "validation",
        "evaluation",
        "language",
        "neural",
        "challenge",
        "image",
        "base",
        "large",
        "small",
        "style",
        "based",
    }
)
"""Words that may stand between a name and the noun that tells its kind."""


def _kind_before(before: str) -> Kind | None:
    for pattern, kind in _BEFORE:
        if pattern.search(before):
            return kind
    return None


def _kind_of_list(after: str) -> Kind | None:
    match = _LIST_AFTER.match(after)
    return HEADS.get(fold(match[1])) if match else None
