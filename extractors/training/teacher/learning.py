"""How the teacher learns: all three heads at once, from annotated papers."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found,unused-ignore]
from torch.nn.functional import cross_entropy  # type: ignore[import-not-found,unused-ignore]
from torch.nn.utils import clip_grad_norm_  # type: ignore[import-not-found,unused-ignore]

from extractors.training.teacher.network import Network, Tensor
from extractors.training.teacher.pieces import IGNORED, Lesson

EPOCHS, PAPERS_A_STEP = 5, 4
RATE, HEAD_RATE, DECAY, WARMING = 1e-4, 1e-3, 0.01, 0.1
"""Learning rates of encoder and heads (AdamW), and the share of steps in which they rise; then they fall to zero."""

ROLE_SHARE = 0.5
"""What the loss over roles counts for beside those over tags and relations."""

ALIKE = 16
"""Steps whose papers are drawn together and sorted by length, so that little is padded."""


def learn(lessons: Sequence[Lesson], base: Path, seed: int, told: Callable[[str], None]) -> Network:
    """A network fitted to the lessons. Deterministic for a seed and a number of threads."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    network = Network(base)
    steps = math.ceil(len(lessons) / PAPERS_A_STEP) * EPOCHS
    optimiser = _optimiser(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (WARMING * steps)) * max(0.0, (steps - step) / steps)
    )
    for epoch in range(EPOCHS):
        network.train()
        losses = [_step(network, optimiser, schedule, own) for own in _batches(lessons, draw)]
        told(f"epoch {epoch + 1} of {EPOCHS}: loss {sum(losses) / len(losses):.4f}")
    network.eval()
    return network


def _optimiser(network: Network) -> Any:
    named = list(network.named_parameters())
    encoder = [parameter for name, parameter in named if name.startswith("encoder")]
    heads = [parameter for name, parameter in named if not name.startswith("encoder")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def _batches(lessons: Sequence[Lesson], draw: random.Random) -> Iterator[list[Lesson]]:
    order = list(range(len(lessons)))
    draw.shuffle(order)
    size = PAPERS_A_STEP * ALIKE
    groups = [
        sorted(order[start : start + size], key=lambda number: len(lessons[number].scene.pieces.numbers))
        for start in range(0, len(order), size)
    ]
    firsts = ((group, start) for group in groups for start in range(0, len(group), PAPERS_A_STEP))
    batches = [group[start : start + PAPERS_A_STEP] for group, start in firsts]
    draw.shuffle(batches)
    return ([lessons[number] for number in batch] for batch in batches)


def _step(network: Network, optimiser: Any, schedule: Any, lessons: list[Lesson]) -> float:
    read = network.read([lesson.scene for lesson in lessons])
    loss = sum(_loss(network, own, lesson) for own, lesson in zip(read, lessons, strict=True)) / len(lessons)
    optimiser.zero_grad()
    loss.backward()
    clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    return float(loss.detach())


def _loss(network: Network, read: Tensor, lesson: Lesson) -> Tensor:
    loss = _entropy(network.tag(read), torch.tensor(lesson.tags))
    if lesson.roles:
        roles, relations = network.weigh(read, lesson.scene)
        loss = loss + ROLE_SHARE * _entropy(roles, torch.tensor(lesson.roles))
        loss = loss + _entropy(relations.flatten(0, 1), torch.tensor(lesson.relations).flatten())
    return loss


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """The mean cross-entropy over the labels that count; zero where none does."""
    if bool((labels != IGNORED).any()):
        return cross_entropy(scores, labels, ignore_index=IGNORED)
    return torch.zeros(())
