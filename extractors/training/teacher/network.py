"""The teacher's network: an encoder, and three heads that share one pass over a paper: tags, roles and relations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import nn  # type: ignore[import-not-found,unused-ignore]
from transformers import AutoModel  # type: ignore[import-not-found,unused-ignore]

from extractors.training.teacher.pieces import KINDS, ROLES, STEPS, TAGS, TYPES, Range, Scene

Tensor = Any
"""A torch tensor; torch is no dependency of those who only read papers."""

KIND_WIDTH, ROLE_WIDTH, PAIR_WIDTH = 32, 256, 192
DROPPED, DROPPED_INSIDE = 0.1, 0.2


class Network(nn.Module):  # type: ignore[misc,unused-ignore]
    """The encoder and its heads; the parameters are drawn by torch's seed."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(DROPPED)
        self.tag = nn.Linear(width, len(TAGS))
        self.kind = nn.Embedding(len(KINDS), KIND_WIDTH)
        self.role = nn.Sequential(
            nn.Linear(3 * width + KIND_WIDTH + 1, ROLE_WIDTH),
            nn.GELU(),
            nn.Dropout(DROPPED_INSIDE),
            nn.Linear(ROLE_WIDTH, len(ROLES)),
        )
        party = width + KIND_WIDTH + len(ROLES)
        self.head, self.tail = nn.Linear(party, PAIR_WIDTH), nn.Linear(party, PAIR_WIDTH)
        self.between = nn.Linear(width, PAIR_WIDTH)
        self.step = nn.Embedding(2 * (len(STEPS) + 1), PAIR_WIDTH)
        self.relation = nn.Sequential(
            nn.GELU(),
            nn.Dropout(DROPPED_INSIDE),
            nn.Linear(4 * PAIR_WIDTH, PAIR_WIDTH),
            nn.GELU(),
            nn.Linear(PAIR_WIDTH, len(TYPES)),
        )

    def read(self, scenes: Sequence[Scene]) -> list[Tensor]:
        """Of each paper, one vector a word piece."""
        longest = max(len(scene.pieces.numbers) for scene in scenes)
        numbers = torch.zeros(len(scenes), longest, dtype=torch.long)
        mask = torch.zeros_like(numbers)
        for row, scene in enumerate(scenes):
            length = len(scene.pieces.numbers)
            numbers[row, :length] = torch.tensor(scene.pieces.numbers)
            mask[row, :length] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.drop(self.encoder(input_ids=numbers, attention_mask=mask).last_hidden_state)
        return [row[: len(scene.pieces.numbers)] for row, scene in zip(read.float(), scenes, strict=True)]

    def weigh(self, read: Tensor, scene: Scene) -> tuple[Tensor, Tensor]:
        """The scores of every concept's roles: (concepts, roles); and of every pair's types: (heads, tails, types)."""
        mean = torch.stack([torch.cat([read[a:b] for a, b in spans]).mean(0) for spans in scene.spans])
        first = torch.stack([read[spans[0][0]] for spans in scene.spans])
        kinds = self.kind(torch.tensor(scene.kinds))
        whole = read[0].expand(len(kinds), -1)
        often = torch.tensor([[math.log(len(spans))] for spans in scene.spans])
        roles = self.role(torch.cat([mean, first, whole, kinds, often], 1))
        parties = torch.cat([mean, kinds, torch.softmax(roles, -1).detach()], 1)
        return roles, self._pairs(read, scene, self.head(parties), self.tail(parties))

    def _pairs(self, read: Tensor, scene: Scene, heads: Tensor, tails: Tensor) -> Tensor:
        count = len(scene.spans)
        ranges, steps = zip(*scene.meetings(), strict=True)
        apart = self.step(torch.tensor(steps)).view(count, count, -1)
        between = self.between(_means(read, ranges)).view(count, count, -1) + apart
        head, tail = heads.unsqueeze(1).expand(count, count, -1), tails.unsqueeze(0).expand(count, count, -1)
        return self.relation(torch.cat([head, tail, head * tail, between], -1))


def _means(read: Tensor, ranges: Sequence[Range]) -> Tensor:
    """The mean vector of each range of word pieces."""
    sums = torch.cat([torch.zeros(1, read.shape[1]), read.cumsum(0)])
    starts, ends = (torch.tensor(column) for column in zip(*ranges, strict=True))
    return (sums[ends] - sums[starts]) / (ends - starts).unsqueeze(1)
