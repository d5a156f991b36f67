"""Papers as the teacher sees them: word pieces, those of every concept's mentions, and where pairs come closest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.tagger.tokens import Token
from extractors.training.gold import GoldPaper
from extractors.types import Kind, RelationType, Role, Span

MOST_PIECES = 512
"""Word pieces of a text that are read; the encoder has no places for more."""

KINDS = tuple(Kind)
ROLES = (Role.INTRODUCED, Role.USED, Role.COMPARED, Role.EVALUATED_ON, Role.STUDIED, Role.MENTIONED)
TYPES: tuple[RelationType | None, ...] = (None, *RelationType)
"""The labels of a pair; None where nothing relates it."""

TAGS = ("O", *(f"{place}-{kind.value}" for kind in Kind for place in "BI"))
IGNORED = -100
"""The label of what the loss leaves out."""

LEAST_TAG = 0.02
"""The probability below which a tag is not worth writing down."""

Range = tuple[int, int]
"""Word pieces from the first to before the second."""

STEPS = (2, 4, 8, 16, 40)
"""Word pieces between two mentions up to which they count as one step apart, two and so on."""


class Tokenizer(Protocol):
    """What a fast tokenizer of ``transformers`` does here."""

    def __call__(self, text: str, **options: Any) -> Mapping[str, Any]:
        """The numbers of the pieces, and their offsets."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into word pieces; those that stand for no text, at either end, are empty."""

    numbers: list[int]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, text: str, tokenizer: Tokenizer) -> Pieces:
        """Cut a text."""
        cut = tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=MOST_PIECES)
        starts, ends = np.array(cut["offset_mapping"], np.int64).reshape(-1, 2).T
        return cls(list(cut["input_ids"]), starts, ends)

    def covering(self, start: int, end: int) -> Range | None:
        """The pieces of a stretch of the text; None behind the last piece that is read."""
        inside = np.flatnonzero((self.starts < end) & (self.ends > start) & (self.ends > 0))
        return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


@dataclass(frozen=True, slots=True)
class Scene:
    """A paper and its concepts, by word pieces."""

    pieces: Pieces
    spans: tuple[tuple[Range, ...], ...]
    """Of each concept, its mentions."""
    kinds: tuple[int, ...]

    def meetings(self) -> Iterator[tuple[Range, int]]:
        """Of each head with each tail, the pieces between their closest mentions, and the step that they are apart."""
        for head in self.spans:
            for tail in self.spans:
                yield _meeting(head, tail, len(self.pieces.numbers))


def _meeting(head: Sequence[Range], tail: Sequence[Range], pieces: int) -> tuple[Range, int]:
    gap, end, start, forward = 999, 0, 0, False
    for one in head:
        for other in tail:
            before = one[0] <= other[0]
            apart = max(0, other[0] - one[1] if before else one[0] - other[1])
            if apart < gap:
                gap, end, start, forward = apart, min(one[1], other[1]), max(one[0], other[0]), before
    step = next((number for number, least in enumerate(STEPS) if gap < least), len(STEPS))
    left = min(end, pieces - 1)
    return (left, max(min(max(start, end + 1), pieces), left + 1)), forward * (len(STEPS) + 1) + step


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated paper, and the labels of its pieces, concepts and pairs; ``IGNORED`` where none counts."""

    scene: Scene
    tags: list[int]
    roles: list[int]
    relations: NDArray[np.int64]
    """(concepts, concepts), from head to tail."""


def to_scene(text: str, concepts: Iterable[tuple[Kind, Iterable[Span]]], tokenizer: Tokenizer) -> Scene:
    """The scene of concepts whose mentions are known; what stands behind the last piece read is put at the first."""
    pieces, spans, kinds = Pieces.of(text, tokenizer), [], []
    for kind, places in concepts:
        found = (pieces.covering(place.start, place.end) for place in places)
        spans.append(tuple(place for place in found if place is not None) or ((0, 1),))
        kinds.append(KINDS.index(kind))
    return Scene(pieces, tuple(spans), tuple(kinds))


def tags_of(tokens: Sequence[Token], pieces: Pieces, shares: NDArray[np.float32]) -> dict[int, Mapping[str, float]]:
    """What the first piece of every token is likely to be, from probabilities of (pieces, tags); none where outside."""
    read = np.flatnonzero(pieces.ends)
    first = np.searchsorted(pieces.ends[read], [token.start for token in tokens], side="right")
    return {
        number: {
            tag: round(float(share), 3)
            for tag, share in zip(TAGS, shares[read[place]], strict=True)
            if share >= LEAST_TAG
        }
        for number, place in enumerate(first)
        if place < len(read) and shares[read[place], 0] < 1.0 - LEAST_TAG
    }


def to_lesson(gold: GoldPaper, tokenizer: Tokenizer) -> Lesson:
    """The lesson of an annotated paper: of concepts that overlap the longer has the tags, optional ones have none."""
    pieces = Pieces.of(gold.paper.text, tokenizer)
    tags = [0 if end else IGNORED for end in pieces.ends.tolist()]
    spans: list[list[Range]] = [[] for _ in gold.concepts]
    taken = np.zeros(len(gold.paper.text) + 1, bool)
    for start, end, number in _places(gold):
        covered = pieces.covering(start, end)
        free = not taken[start:end].any()
        if covered is None or not (free or not spans[number]):
            continue
        spans[number].append(covered)
        if free:
            taken[start:end] = True
            tags[slice(*covered)] = _tags_of(gold, number, covered)
    return _lesson(gold, pieces, tags, spans)


def _places(gold: GoldPaper) -> list[tuple[int, int, int]]:
    """Start, end and concept of every surface wherever it stands, the longest first."""
    places = [
        (match.start(), match.end(), number)
        for number, concept in enumerate(gold.concepts)
        for surface in concept.surfaces
        for match in re.finditer(rf"(?<![^\W_]){re.escape(surface)}(?![^\W_])", gold.paper.text)
    ]
    return sorted(places, key=lambda place: (place[0] - place[1], place[0]))


def _tags_of(gold: GoldPaper, number: int, covered: Range) -> list[int]:
    concept, length = gold.concepts[number], covered[1] - covered[0]
    if not concept.required:
        return [IGNORED] * length
    kind = concept.kind.value
    return [TAGS.index(f"B-{kind}"), *[TAGS.index(f"I-{kind}")] * (length - 1)]


def _lesson(gold: GoldPaper, pieces: Pieces, tags: list[int], spans: list[list[Range]]) -> Lesson:
    met = [number for number, places in enumerate(spans) if places]
    concepts = [gold.concepts[number] for number in met]
    row_of = {concept.name: row for row, concept in enumerate(concepts)}
    relations = np.zeros((len(met), len(met)), np.int64)
    np.fill_diagonal(relations, IGNORED)
    for head, type_, tail in gold.relations:
        if head in row_of and tail in row_of:
            relations[row_of[head], row_of[tail]] = TYPES.index(type_)
    roles = [ROLES.index(concept.role) if concept.required else IGNORED for concept in concepts]
    kinds = tuple(KINDS.index(concept.kind) for concept in concepts)
    return Lesson(Scene(pieces, tuple(tuple(spans[n]) for n in met), kinds), tags, roles, relations)
