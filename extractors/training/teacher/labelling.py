"""What the teacher says of unlabelled papers: silver for ``paperkg train --silver``."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import torch  # type: ignore[import-not-found,unused-ignore]
from numpy.typing import NDArray

from extractors.document import read_document
from extractors.gathering import gather
from extractors.pipeline import extract
from extractors.tagger.tokens import find_tokens
from extractors.text import fold
from extractors.training.gold import GoldPaper
from extractors.training.silver import SilverPaper
from extractors.training.teacher.network import Network
from extractors.training.teacher.pieces import ROLES, TYPES, Scene, Tokenizer, tags_of, to_scene
from extractors.types import Mention, Paper, RelationType

PAPERS_AT_ONCE = 32

SHORTEST = 400
"""Characters that an abstract must have to be drawn."""

SINCE = 2017
"""Papers from this year on are drawn first: what is to be read is mostly new."""

LEAST_ROLE, LEAST_TYPE, LEAST_RELATED = 0.005, 0.002, 0.01
"""Probabilities below which a role, a type and a related pair are not written."""

Concepts = tuple[tuple[Mention, ...], ...]


def draw(papers: Iterable[Paper], gold: Iterable[GoldPaper], number: int, seed: int) -> list[Paper]:
    """So many papers of a corpus, none of which is annotated, each id once."""
    known = {fold(one.paper.title) for one in gold}
    fitting = {p.id: p for p in papers if len(p.abstract) > SHORTEST and fold(p.title) not in known}
    drawn = list(fitting.values())
    random.Random(seed).shuffle(drawn)
    return sorted(drawn, key=lambda paper: (paper.year or 0) < SINCE)[:number]


def label(papers: Sequence[Paper], network: Network, tokenizer: Tokenizer) -> Iterator[SilverPaper]:
    """The teacher's opinion of what the extraction finds in each paper, the shortest paper first."""
    found = ((paper, *_scene(paper, tokenizer)) for paper in papers)
    read = sorted((one for one in found if one[1]), key=lambda one: len(one[2].pieces.numbers))
    for start in range(0, len(read), PAPERS_AT_ONCE):
        batch = read[start : start + PAPERS_AT_ONCE]
        with torch.inference_mode():
            vectors = network.read([scene for _, _, scene in batch])
            weighed = [
                (network.tag(own), *network.weigh(own, scene))
                for own, (_, _, scene) in zip(vectors, batch, strict=True)
            ]
        for (paper, concepts, scene), scores in zip(batch, weighed, strict=True):
            tags, roles, relations = (torch.softmax(each, -1).numpy() for each in scores)
            yield to_silver(
                paper, concepts, tags_of(find_tokens(read_document(paper)), scene.pieces, tags), roles, relations
            )


def _scene(paper: Paper, tokenizer: Tokenizer) -> tuple[Concepts, Scene]:
    concepts = tuple(gather(read_document(paper), extract(paper).mentions).values())
    placed = ((found[0].kind, [mention.span for mention in found]) for found in concepts)
    return concepts, to_scene(paper.text, placed, tokenizer)


def to_silver(
    paper: Paper,
    concepts: Concepts,
    tags: Mapping[int, Mapping[str, float]],
    roles: NDArray[np.float32],
    relations: NDArray[np.float32],
) -> SilverPaper:
    """A silver paper of probabilities: (concepts, roles), and (heads, tails, types)."""
    related = np.argwhere(relations[:, :, TYPES.index(None)] < 1.0 - LEAST_RELATED).tolist()
    return SilverPaper(
        paper,
        concepts,
        tuple(
            {role: _rounded(share) for role, share in zip(ROLES, row, strict=True) if share >= LEAST_ROLE}
            for row in roles
        ),
        {(head, tail): _types(relations[head, tail]) for head, tail in related if head != tail},
        tags,
    )


def _types(shares: NDArray[np.float32]) -> Mapping[RelationType, float]:
    pairs = zip(TYPES, shares, strict=True)
    return {type_: _rounded(share) for type_, share in pairs if type_ is not None and share >= LEAST_TYPE}


def _rounded(share: float) -> float:
    return round(float(share), 3)
