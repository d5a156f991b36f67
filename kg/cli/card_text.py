"""A card as text on a terminal."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from itertools import count

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from kg.cli.cards import Card, Group
from kg.family import Variant

LONGEST_SENTENCE = 220
"""Characters of a sentence that are shown."""
_KIN = 12
"""Places of a family that are shown for each node of a heading."""


def print_card(out: Console, card: Card, limit: int) -> None:
    """Print for a person; at most ``limit`` nodes a heading, and of a family so many times as many."""
    out.print(Text.assemble((card.node.label, "bold"), ("  " + card.node.kind.value, "cyan")))
    for name, value in card.lines:
        out.print(Text.assemble((f"  {name}: ", "dim"), value))
    if card.family is not None and card.family.variants:
        _print_heading(out, "Family")
        out.print(_tree(card.family, limit * _KIN))
    for group in card.groups:
        _print_group(out, group, limit)
    if card.met:
        _print_heading(out, "Often together with")
        out.print(Text("  " + ", ".join(f"{name} ({papers})" for name, _, papers in card.met[: 2 * limit])))
    _print_near(out, card, limit)
    _print_merges(out, card)


def _print_heading(out: Console, heading: str) -> None:
    out.print(Text(f"\n{heading}", style="bold"))


def _print_group(out: Console, group: Group, limit: int) -> None:
    _print_heading(out, f"{group.heading} ({group.total})")
    for said in group.said[:limit]:
        out.print(Text.assemble(("  • ", "dim"), said.label))
        if said.evidence.sentence and said.evidence.sentence != said.label:
            out.print(Text(f"    “{_cut(said.evidence.sentence)}”", style="dim"))
    if group.total > limit:
        out.print(Text(f"  … and {group.total - limit} more (--limit)", style="dim"))


def _print_near(out: Console, card: Card, limit: int) -> None:
    if card.near:
        _print_heading(out, "Nearest papers")
    for each in card.near[:limit]:
        shared = ", ".join(concept.name for concept in each.shared[:4])
        out.print(Text.assemble(f"  {each.score:.2f}  {each.title}  ", (shared, "dim")))


def _print_merges(out: Console, card: Card) -> None:
    if card.merges:
        _print_heading(out, "Why these spellings")
    for merge in card.merges:
        why = f"{merge.reason} [{merge.paper}]" if merge.paper else merge.reason
        out.print(Text.assemble(f"  {merge.surface}: ", (why, "dim")))


def _tree(family: Variant, most: int) -> Tree:
    """As many of its places as that, of those below what is shown always the one that matters most next: that most
    papers name, if it is sure to belong here. What is below a concept of several places is shown at one of them.
    """
    tree, numbers, opened = Tree(Text(family.name)), count(), set[str]()
    ahead: list[tuple[float, int, Variant, float, Tree]] = []

    def look_below(variant: Variant, sure: float, shown: Tree) -> None:
        opened.add(variant.id)
        for each in variant.variants:
            heappush(ahead, (-each.papers * each.score * sure, next(numbers), each, each.score * sure, shown))

    look_below(family, 1.0, tree)
    while ahead and most:
        most -= 1
        _, _, variant, sure, above = heappop(ahead)
        here = above.add(_kin(variant))
        if variant.id not in opened:
            look_below(variant, sure, here)
        elif variant.variants:
            here.add(Text("… as elsewhere in this tree", style="dim"))
    for shown, left in Counter(shown for *_, shown in ahead).items():
        shown.add(Text(f"… and {left} more (--limit)", style="dim"))
    return tree


def _kin(variant: Variant) -> Text:
    best = max(variant.evidence, key=lambda piece: (bool(piece.sentence), piece.score))
    why = f"“{_cut(best.sentence)}”" if best.sentence else best.rule
    return Text.assemble(variant.name, (f"  {variant.score:.2f}  {why}", "dim"))


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST_SENTENCE else sentence[: LONGEST_SENTENCE - 1].rstrip() + "…"
